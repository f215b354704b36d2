import type { Assignment, Case, CaseEvent, Rating } from '../case/event.ts'
import { responderKey } from '../case/assignments.ts'
import type { EventName } from '../case/event-name.ts'
import { ratedPoints } from '../evaluation/rate.ts'
import type { UnitType } from '../organisation/schema.ts'
import type { Policy } from '../policy/schema.ts'
import type { Instant } from '../shared/instant.ts'
import type { Clock } from '../sla/clock.ts'
import { usedShare } from '../sla/remaining.ts'
import { evaluationPaths } from './vocabulary.ts'

/** A value a score may read. What is not known yet is left out, never false. */
export type FactValue = string | number | boolean | readonly string[]

/**
 * Everything scores know about one assignment (or, with `kind: 'case'`, about one case for its town): a flat record.
 * Keys are the paths of `FACT_VOCABULARY`; conditions and indicators read nothing else. Instants in ms.
 */
export type ScoreFact = {
  readonly kind: 'assignment' | 'case'
  readonly case: string
  readonly assignment: string
  readonly unit: string
  readonly unitType: UnitType | 'unknown'
  readonly town: string
  readonly category: string
  readonly closedAt?: Instant
  /** People named to respond who have an account. */
  readonly responders?: readonly string[]
  /** Words of raters, for lists without authors; no condition reads them. */
  readonly comments?: readonly string[]
  readonly [path: string]: FactValue | undefined
}
export type AssignmentFact = ScoreFact

/** A supervision card as its event told it; without an assignment it concerns the whole case. */
export type IssuedCard = { readonly assignment?: string; readonly card: Case['card'] }

/** What the facts of one case are made from. `clocks` with segments, or shares are left out. */
export type FactSources = {
  readonly policy: Policy
  readonly state: Case
  readonly clocks: readonly Clock[]
  readonly unitTypes: ReadonlyMap<string, UnitType>
  readonly cards?: readonly IssuedCard[]
  /** How often the case was refused admission (两吹两不吹): see `countDenials`. */
  readonly denials?: number
}

/** One fact per assignment of a case, those given back or cancelled included: models choose by `phase`. */
export function assignmentFacts({ policy, state, clocks, unitTypes, cards = [] }: FactSources): AssignmentFact[] {
  return state.assignments.map((assignment) => {
    const own = clocks.filter((clock) => clock.per === 'case' || clock.assignment === assignment.id)
    return {
      kind: 'assignment',
      ...shared(state),
      assignment: assignment.id,
      unit: assignment.unit,
      unitType: unitTypes.get(assignment.unit) ?? 'unknown',
      role: assignment.role,
      phase: assignment.phase,
      round: assignment.round,
      concluded: assignment.phase === 'DONE',
      returned: assignment.phase === 'RETURNED',
      invalidReturns: assignment.returnsRefused,
      rework: reworkOf(assignment),
      responders: assignment.responders.flatMap(({ person }) => person ?? []),
      ...clockFacts(policy, own),
      ...ratingFacts(
        policy,
        state,
        state.ratings.filter(
          (rating) => rating.person === undefined && (rating.assignment === undefined || rating.assignment === assignment.id),
        ),
      ),
      ...personalFacts(policy, state, assignment),
      ...cardFacts(cards.filter((card) => card.assignment === assignment.id)),
    }
  })
}

/** What raters gave single people of an assignment: under `<person>/<path>`, so that a score of people reads it as their own (see `personalFact`). */
function personalFacts(policy: Policy, state: Case, { id, responders }: Assignment): Record<string, FactValue> {
  const facts: Record<string, FactValue> = {}
  for (const person of responders.map(responderKey)) {
    const own = state.ratings.filter((rating) => rating.assignment === id && rating.person === person)
    if (own.length === 0) continue
    const { comments: _, ...given } = ratingFacts(policy, state, own)
    for (const [path, value] of Object.entries(given)) if (value !== undefined) facts[`${person}/${path}`] = value
  }
  return facts
}

/** A fact as one of its people answers for it: ratings of the person stand in the place of those of the unit. */
export function personalFact(fact: ScoreFact, person: string): ScoreFact {
  const prefix = `${person}/`
  const own = Object.entries(fact).filter(([path]) => path.startsWith(prefix))
  return own.length === 0 ? fact : { ...fact, ...Object.fromEntries(own.map(([path, value]) => [path.slice(prefix.length), value])) }
}

/**
 * The one fact of a case as its town answers for it: clocks the town or platform owes, ratings of the case, and what became of it.
 * A whistle that was refused admission or not accepted is not valid (乱吹哨); one nobody decided about yet is neither.
 */
export function caseFact({ policy, state, clocks, unitTypes, cards = [], denials = 0 }: FactSources): ScoreFact {
  const denied = denials > 0 && state.phase === 'DRAFT'
  const refused = denied || state.phase === 'REJECTED'
  return {
    kind: 'case',
    ...shared(state),
    assignment: '',
    unit: state.town,
    unitType: unitTypes.get(state.town) ?? 'unknown',
    phase: state.phase,
    round: state.round,
    concluded: state.phase === 'CLOSED',
    denials,
    denied,
    ...((refused || state.assignments.length > 0) && { valid: !refused }),
    returned: state.returns > 0,
    supplements: state.supplements,
    validReturns: state.returns,
    invalidReturns: state.assignments.reduce((sum, one) => sum + one.returnsRefused, 0),
    blocked: state.blocked ?? 0,
    insisted: state.insisted === true,
    bypassed: state.bypassedAt !== undefined,
    rework: state.round - 1,
    ...clockFacts(
      policy,
      clocks.filter((clock) => clock.per === 'case'),
    ),
    ...ratingFacts(
      policy,
      state,
      state.ratings.filter((rating) => rating.assignment === undefined),
    ),
    ...cardFacts(cards.filter((card) => card.assignment === undefined)),
  }
}

/**
 * The facts a case leaves for the scores: all of its departments and its town once it is closed; only its town's when it ended otherwise
 * or was refused admission; none while it runs, and none of a void one.
 */
export function factsOfCase(sources: FactSources): ScoreFact[] {
  const { state, denials = 0 } = sources
  if (state.phase === 'CLOSED') return [...assignmentFacts(sources), caseFact(sources)]
  const ended = state.phase === 'REJECTED' || state.phase === 'RECALLED' || state.phase === 'MERGED'
  return ended || (state.phase === 'DRAFT' && denials > 0) ? [caseFact(sources)] : []
}

const COUNTED: ReadonlySet<EventName> = new Set(['case.closed', 'case.rejected', 'case.recalled', 'case.merged', 'case.denied'])

/** When a case counts for the scores: it last ended, or was refused admission. Undefined: it never did, and has left no facts. */
export function countedAt(events: readonly Pick<CaseEvent, 'type' | 'at'>[]): Instant | undefined {
  return events.findLast(({ type }) => COUNTED.has(type))?.at
}

/** The cards among a case's events that were not withdrawn on appeal, for `FactSources`. */
export function issuedCards(events: readonly CaseEvent[]): IssuedCard[] {
  const withdrawn = new Set(events.flatMap(({ type, data }) => (type === 'card.withdrawn' ? [data.card] : [])))
  return events
    .filter((event) => event.type === 'card.issued' && !withdrawn.has(String(event.seq)))
    .map(({ assignment, data }) => ({ assignment, card: data.card as Case['card'] }))
}

/** How often a case was refused admission, for `FactSources`. */
export function countDenials(events: readonly CaseEvent[]): number {
  return events.filter((event) => event.type === 'case.denied').length
}

/** Who gave the ratings at these paths of a fact (at any, without paths): towns by unit, others by person, the public case by case. */
export function ratersOf(fact: ScoreFact, paths?: readonly string[]): string[] {
  const keys = paths ?? Object.keys(fact).flatMap((key) => (key.startsWith(RATER) ? [key.slice(RATER.length)] : []))
  const raters = keys.flatMap((path) => {
    const rater = fact[`${RATER}${path}`]
    if (typeof rater === 'string') return [rater]
    // Facts stored before raters were kept: only towns rated.
    return fact[path] !== undefined ? [fact.town] : []
  })
  if (raters.length === 0 && !paths && fact['eval.rated'] === true) return [fact.town]
  return [...new Set(raters)]
}
const RATER = 'rater.'

function shared(state: Case) {
  const { id, town, category, level, item, situation, source, emergency, closedAt, disputed, highRisk, urges, orders = [] } = state
  return {
    case: id,
    town,
    category,
    emergency,
    disputed,
    highRisk: highRisk === true,
    urges: urges.length,
    orders: orders.length,
    ...(level !== undefined && { level }),
    ...(item !== undefined && { item }),
    ...(situation !== undefined && { situation }),
    ...(source !== undefined && { source }),
    ...(closedAt !== undefined && { closedAt }),
  }
}

function reworkOf({ phase, replies }: Assignment): number {
  return phase === 'DONE' ? Math.max(0, replies.length - 1) : replies.length
}

/** Named by the canonical event that stops a clock, so that reports do not depend on a county's clock ids. */
const ON_TIME: readonly [fact: string, stop: EventName][] = [
  ['dispatchedOnTime', 'case.dispatched'],
  ['signedOnTime', 'assignment.signed'],
  ['arrivedOnTime', 'assignment.arrived'],
  ['repliedOnTime', 'assignment.done'],
  ['consentedOnTime', 'case.consented'],
  ['ratedOnTime', 'case.evaluated'],
]

function clockFacts(policy: Policy, clocks: readonly Clock[]): Record<string, FactValue> {
  const facts: Record<string, FactValue> = {}
  for (const { id } of policy.sla.clocks) {
    const cycles = clocks.filter((clock) => clock.clock === id)
    const onTime = keptTime(cycles)
    if (onTime !== undefined) facts[`clock.${id}.onTime`] = onTime
    const last = cycles.findLast((clock) => clock.status === 'met')
    const share = last && usedShare(last, last.stoppedAt ?? last.startedAt)
    if (share && share.allowed > 0) facts[`clock.${id}.share`] = share.used / share.allowed
  }
  for (const [fact, stop] of ON_TIME) {
    const rules = policy.sla.clocks.filter((rule) => rule.stop.includes(stop)).map((rule) => rule.id)
    const onTime = keptTime(clocks.filter((clock) => rules.includes(clock.clock)))
    if (onTime !== undefined) facts[fact] = onTime
    if (fact === 'arrivedOnTime')
      facts.arrivalRequired = clocks.some((clock) => rules.includes(clock.clock) && clock.status !== 'cancelled')
  }
  return facts
}

/** False as soon as one cycle was late, true when all ended in time, not known while one still runs. */
function keptTime(cycles: readonly Clock[]): boolean | undefined {
  if (cycles.some((clock) => clock.breached)) return false
  const counted = cycles.filter((clock) => clock.status !== 'cancelled')
  return counted.length > 0 && counted.every((clock) => clock.status === 'met') ? true : undefined
}

/** The last rating on each form counts; a screened one (甄别) counts for nothing but being screened. */
function ratingFacts(policy: Policy, state: Case, ratings: readonly Rating[]): Record<string, FactValue> {
  const facts: Record<string, FactValue> = { 'eval.rated': false, 'eval.screened': false }
  const comments: string[] = []
  const paths = evaluationPaths(policy)
  for (const form of policy.evaluation.forms) {
    const last = ratings.findLast((rating) => rating.form === form.id)
    if (!last) continue
    if (last.screened) {
      facts['eval.screened'] = true
      continue
    }
    facts['eval.rated'] = true
    if (last.comment) comments.push(last.comment)
    for (const item of form.items) {
      const value = Object.hasOwn(last.values, item.id) ? last.values[item.id] : undefined
      const points = value === undefined ? undefined : ratedPoints(item, value)
      if (points === undefined) continue
      facts[paths(form.id, item.id)] = points
      facts[`${RATER}${paths(form.id, item.id)}`] = raterOf(state, last)
    }
  }
  return comments.length > 0 ? { ...facts, comments } : facts
}

function raterOf({ id, town }: Case, { rater, by }: Rating): string {
  if (rater === 'town') return town
  return rater === 'public' ? `public/${id}` : by
}

function cardFacts(cards: readonly IssuedCard[]): Record<string, FactValue> {
  const count = (colour: Case['card']) => cards.filter((card) => card.card === colour).length
  return { whiteCards: count('white'), yellowCards: count('yellow'), redCards: count('red') }
}
