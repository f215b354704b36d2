import { DAY, MINUTE } from '../shared/instant.ts'

const HOUR = 60 * MINUTE

/** Where the bars of `Remaining` begin, in ms of wall-clock time; negative is over. The first bar is all before the first edge, the last all from the last. */
export const REMAINING_EDGES: readonly number[] = [-3 * DAY, -DAY, -4 * HOUR, -HOUR, 0, HOUR, 4 * HOUR, DAY, 3 * DAY]

/** How many clocks had how much time left when they ended, or have now (剩余时间分布): one count more than there are edges. */
export type Remaining = { readonly before: number[]; readonly after: number[] }

export function noRemaining(): Remaining {
  const empty = () => Array.from({ length: REMAINING_EDGES.length + 1 }, () => 0)
  return { before: empty(), after: empty() }
}

/** Counts a clock; one without a due time, or that was cancelled, is in no bar. */
export function addRemaining(bars: number[], left: number): void {
  if (Number.isNaN(left)) return
  let bar = 0
  while (bar < REMAINING_EDGES.length && left >= (REMAINING_EDGES[bar] ?? 0)) bar++
  bars[bar] = (bars[bar] ?? 0) + 1
}
