import Type, { type Static } from 'typebox'
import type { CaseEvent } from '../case/event.ts'
import { CANONICAL_EVENTS, type EventName } from '../case/event-name.ts'
import { CASE_PHASES } from '../flow/schema.ts'
import type { Policy } from '../policy/schema.ts'
import { answersWithoutWords } from './without-personal.ts'

const indexes = (description: string) => Type.Array(Type.Integer(), { description })

const happeningSchema = Type.Object({
  type: Type.Enum([...CANONICAL_EVENTS]),
  assignment: Type.Optional(Type.String()),
  unit: Type.Optional(Type.String()),
  to: Type.Optional(Type.Object({ state: Type.String(), phase: Type.Enum([...CASE_PHASES]) })),
  data: Type.Record(Type.String(), Type.Unknown()),
})
type Happening = Static<typeof happeningSchema>

/**
 * Cases as clocks read them and no more (试算数据): what happened, when, and the facts conditions may ask for; no name, no title, no words.
 * Columns, because what happens to cases is much the same: every distinct happening stands once in `happenings`.
 */
export const yearPageSchema = Type.Object({
  policies: Type.Array(Type.String(), { description: 'Content hashes of the policies these cases are pinned to.' }),
  cases: Type.Object({
    id: Type.Array(Type.String()),
    number: Type.Array(Type.String()),
    policy: indexes('Of `policies`, case by case.'),
    events: indexes('How many events each case has.'),
  }),
  happenings: Type.Array(happeningSchema),
  events: Type.Object({
    happening: indexes('Of `happenings`, event by event, case after case.'),
    after: indexes('Milliseconds since the event before it; of the first of a case, since 1970.'),
  }),
})
export type YearPage = Static<typeof yearPageSchema>

/** One stored case, with the policy it is pinned to if that is known. */
export type StoredCase = {
  readonly id: string
  readonly number: string
  readonly pinned: string
  readonly policy: Policy | undefined
  readonly events: readonly CaseEvent[]
}

/** Packs cases into a page; see `yearPageSchema` for what is kept. */
export function packYearPage(cases: Iterable<StoredCase>): YearPage {
  const page: YearPage = {
    policies: [],
    cases: { id: [], number: [], policy: [], events: [] },
    happenings: [],
    events: { happening: [], after: [] },
  }
  const policies = new Map<string, number>()
  const happenings = new Map<string, number>()
  for (const one of cases) {
    page.cases.id.push(one.id)
    page.cases.number.push(one.number)
    page.cases.policy.push(placeOf(policies, page.policies, one.pinned, one.pinned))
    page.cases.events.push(one.events.length)
    const category = String(one.events[0]?.data.category)
    let last = 0
    for (const event of one.events) {
      const happening = happeningOf(event, one.policy, category)
      page.events.happening.push(placeOf(happenings, page.happenings, JSON.stringify(happening), happening))
      page.events.after.push(event.at - last)
      last = event.at
    }
  }
  return page
}

function placeOf<T>(places: Map<string, number>, list: T[], key: string, value: T): number {
  let place = places.get(key)
  if (place === undefined) {
    place = list.push(value) - 1
    places.set(key, place)
  }
  return place
}

function happeningOf({ type, assignment, unit, to, data }: CaseEvent, policy: Policy | undefined, category: string): Happening {
  const kept: Record<string, unknown> = {}
  for (const key of KEPT[type] ?? []) {
    if (!Object.hasOwn(data, key)) continue
    kept[key] = key === 'form' ? answersWithoutWords(policy, category, data[key]) : data[key]
  }
  if (type.startsWith('assignment.responders')) kept.responders = []
  return {
    type,
    ...(assignment !== undefined && { assignment }),
    ...(unit !== undefined && { unit }),
    ...(to && { to: { state: to.state, phase: to.phase } }),
    data: kept,
  }
}

/** What clocks, and the conditions of their rules, read of an event's data. Nothing else of it leaves the server. */
const KEPT: { readonly [name in EventName]?: readonly string[] } = {
  'case.submitted': ['policy', 'town', 'category', 'level', 'item', 'situation', 'source', 'emergency', 'agency', 'limits', 'form'],
  'case.supplemented': ['form'],
  'case.levelChanged': ['level'],
  'case.suspended': ['until'],
  'case.reworkOrdered': ['round', 'disputed'],
  'case.absorbed': ['case'],
  'case.released': ['case'],
  'card.issued': ['card'],
  'card.withdrawn': ['card'],
  'request.opened': ['id', 'kind', 'pausesClocks'],
  'request.decided': ['request', 'kind', 'approved'],
  'request.withdrawn': ['request', 'kind'],
  'request.expired': ['request', 'kind'],
  'assignment.created': ['role', 'round'],
  'assignment.extended': ['clock', 'amount', 'unit'],
  'assignment.returned': ['disputed'],
  'order.issued': ['id', 'order'],
  'order.replied': ['id'],
  'order.closed': ['id'],
}
