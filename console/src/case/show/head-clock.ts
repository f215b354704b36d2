import type { CaseView } from '@shaotai/api'
import type { Session } from '../../platform/session.ts'

/** The clock of the page's head: the earliest that runs for the reader's own unit, else the earliest that runs, else one that stands. */
export function headClock(
  { clocks }: Pick<CaseView, 'clocks'>,
  session: Pick<Session, 'unit'> | undefined,
): CaseView['clocks'][number] | undefined {
  const running = clocks.filter((one) => one.status === 'running' && one.dueAt !== null).toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))
  return running.find((one) => one.unit === session?.unit.id) ?? running[0] ?? clocks.find((one) => one.status === 'paused')
}
