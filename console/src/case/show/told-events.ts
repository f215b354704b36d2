import type { CaseEvent } from '@shaotai/core'

/** Everything that follows by itself from another act: shown only on request, so that the story stays readable. */
const FOLLOWS: ReadonlySet<CaseEvent['type']> = new Set([
  'assignment.created',
  'assignment.reworkStarted',
  'assignment.returnRequested',
  'case.admitted',
  'case.signed',
  'case.arrived',
  'case.resultSubmitted',
])

/** What an appeal does to what was contested: its decision has said so already. */
const SAID_BY_DECISION: ReadonlySet<CaseEvent['type']> = new Set(['rating.screened', 'card.withdrawn'])

/** 办理经过 as people tell it: without what follows by itself, and an appeal as one line when made and one when decided, with all that was said. */
export function toldEvents(events: readonly CaseEvent[]): CaseEvent[] {
  const requests = new Map(events.flatMap((event) => (isAppealRequest(event) ? [[keyOf(event), event] as const] : [])))
  const appeals = new Set(events.flatMap((event) => (isAppeal(event) ? [keyOf(event)] : [])))
  return events.flatMap((event) => {
    if (FOLLOWS.has(event.type) || (isAppealRequest(event) && appeals.has(keyOf(event)))) return []
    if (SAID_BY_DECISION.has(event.type) && appeals.has(`decided/${String(event.data['request'])}`)) return []
    const request = isAppeal(event) ? requests.get(keyOf(event)) : undefined
    if (!request) return [event]
    const reason = event.reason ?? request.reason
    return [{ ...event, ...(reason && { reason }), data: { ...request.data, ...event.data } }]
  })
}

const isAppeal = ({ type }: CaseEvent) => type === 'appeal.opened' || type === 'appeal.decided'
const isAppealRequest = ({ type, data }: CaseEvent) =>
  (type === 'request.opened' || type === 'request.decided') && data['kind'] === 'appeal'

/** `opened/r2`: which half of which request an event is about. */
function keyOf({ type, data }: CaseEvent): string {
  return `${type.split('.')[1]}/${String(data['request'] ?? data['id'])}`
}
