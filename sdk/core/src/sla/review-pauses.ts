import type { CaseEvent } from '../case/event.ts'
import type { Pause } from './pause.ts'

/** The stretches in which a request that says so (审批期间停表) holds the clocks of one assignment: from asking until it is decided, withdrawn or lapses. */
export function findReviews(events: readonly CaseEvent[], assignment: string): readonly Pause[] {
  const found: Pause[] = []
  const open = new Map<unknown, Pause>()
  for (const { type, at, data, assignment: subject } of events) {
    if (type === 'request.opened' && subject === assignment && data.pausesClocks === true)
      open.set(data.id, { kind: 'request-review', from: at, to: null, name: typeof data.name === 'string' ? data.name : undefined })
    else if (type === 'request.decided' || type === 'request.withdrawn' || type === 'request.expired') {
      const pause = open.get(data.request)
      if (pause) found.push({ ...pause, to: at })
      open.delete(data.request)
    }
  }
  return [...found, ...open.values()]
}
