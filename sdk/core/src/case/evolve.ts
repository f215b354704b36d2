import type { ItemLimit } from '../responsibility/schema.ts'
import { isSamePerson } from './assignments.ts'
import type { Assignment, Case, CaseEvent, CaseRequest, Rating, Route } from './event.ts'
import { deliberate } from './evolve-approval.ts'
import { overlay } from './evolve-overlay.ts'
import type { CaseCard } from './overlay.ts'

/** Folds one event into a case. Total: an event of a known type never fails, so every stored history can be replayed. */
export function evolve(before: Case | undefined, event: CaseEvent): Case {
  const moved = before ? advance(before, event) : begin(event)
  return apply(deliberate(moved, event), event)
}

/** The case its events left behind; `undefined` before the first. */
export function replay(events: readonly CaseEvent[]): Case | undefined {
  let state: Case | undefined
  for (const event of events) state = evolve(state, event)
  return state
}

/** What `case.submitted` carries. */
export type Submitted = {
  id: string
  number: string
  policy: string
  town: string
  category: string
  level?: string
  item?: string
  situation?: string
  source?: string
  title: string
  emergency: boolean
  form: Record<string, unknown>
  route?: Route
  /** Time limits of the item or its situation, by clock: they take the place of the clocks' own goals. */
  limits?: Record<string, ItemLimit>
  /** The stationed agency the item names (派驻机构). */
  agency?: string
}

function begin(event: CaseEvent): Case {
  const { id, number, policy, town, category, level, item, situation, source, title, emergency, form, route, agency } =
    event.data as Submitted
  return {
    id,
    number,
    policy,
    town,
    category,
    level,
    item,
    situation,
    source,
    title,
    emergency,
    form,
    route,
    version: event.seq,
    state: event.to?.state ?? '',
    phase: event.to?.phase ?? 'DRAFT',
    enteredAtVersion: event.seq,
    ...(agency !== undefined && { agency }),
    suspended: false,
    disputed: false,
    card: 'none',
    round: 1,
    supplements: 0,
    returns: 0,
    assignments: [],
    requests: [],
    ratings: [],
    urges: [],
    createdBy: event.by.person,
    submittedAt: event.at,
  }
}

function advance(before: Case, event: CaseEvent): Case {
  const moved = event.to ? { state: event.to.state, phase: event.to.phase, enteredAtVersion: event.seq } : {}
  return { ...before, ...moved, version: event.seq }
}

function apply(state: Case, event: CaseEvent): Case {
  const { at, data } = event
  switch (event.type) {
    case 'case.supplemented':
      return { ...state, form: { ...state.form, ...(data.form as object) }, title: (data.title as string) ?? state.title }
    case 'case.returnedToTown':
      return { ...state, supplements: state.supplements + 1 }
    case 'case.policyChanged':
      return { ...state, policy: data.version as string }
    case 'case.levelChanged':
      return { ...state, level: data.level as string }
    case 'case.suspended':
      return { ...state, suspended: true, suspendedUntil: data.until as number | undefined }
    case 'case.resumed':
      return { ...state, suspended: false, suspendedUntil: undefined }
    case 'case.adjudicationOpened':
      return { ...state, disputed: true }
    case 'case.adjudicated':
      return { ...state, disputed: false }
    case 'case.consented':
      return { ...state, consentedAt: at }
    case 'rating.screened':
      return { ...state, ratings: screen(state.ratings, data) }
    case 'case.reworkOrdered':
      return { ...state, round: data.round as number, consentedAt: undefined, disputed: state.disputed || data.disputed === true }
    case 'case.evaluated':
      return { ...state, ratings: [...state.ratings, ...((data.ratings ?? []) as Rating[])] }
    case 'case.closed':
      return { ...state, closedAt: at }
    case 'case.reopened':
      return { ...state, closedAt: undefined }
    case 'card.issued':
      return addCard(state, event)
    case 'card.withdrawn':
      return withdrawCard(state, event)
    case 'urge.sent':
      return { ...state, urges: [...state.urges, { at, by: event.by.person, units: data.units as string[] }] }
    case 'assignment.created':
      return { ...state, assignments: [...state.assignments, newAssignment(event)] }
    case 'request.opened':
      return { ...state, requests: [...state.requests, newRequest(event)] }
    case 'request.decided':
    case 'request.withdrawn':
    case 'request.expired':
      return { ...state, requests: state.requests.map((request) => (request.id === data.request ? closeRequest(request, event) : request)) }
    case 'assignment.returned':
      return patchAssignment(
        { ...state, requests: overturn(state, event), returns: state.returns + 1, disputed: state.disputed || data.disputed === true },
        event,
      )
    case 'request.escalated':
      return {
        ...state,
        requests: state.requests.map((request) => (request.id === data.request ? { ...request, escalatedAt: at } : request)),
      }
    default: {
      const overlaid = overlay(state, event)
      return event.assignment ? patchAssignment(overlaid, event) : overlaid
    }
  }
}

const GRAVITY: readonly Case['card'][] = ['none', 'white', 'yellow', 'red']

/** A case shows the gravest card it ever got; a later reminder does not take it away. */
function gravest(before: Case['card'], issued: Case['card']): Case['card'] {
  return GRAVITY.indexOf(issued) > GRAVITY.indexOf(before) ? issued : before
}

/** A withdrawn card no longer shows: the gravest of those that stand does. */
function withdrawCard(state: Case, { at, data }: CaseEvent): Case {
  const cards = (state.cards ?? []).map((one) => (one.id === data.card ? { ...one, withdrawnAt: at } : one))
  const standing = cards.filter((one) => one.withdrawnAt === undefined)
  return { ...state, cards, card: standing.reduce<Case['card']>((card, one) => gravest(card, one.card), 'none') }
}

function addCard(state: Case, { seq, at, assignment, unit, data }: CaseEvent): Case {
  const { card, rule, name, clock, order } = data as Pick<CaseCard, 'card' | 'rule' | 'name' | 'clock' | 'order'>
  const issued: CaseCard = {
    id: String(seq),
    card,
    name,
    round: state.round,
    at,
    ...(rule !== undefined && { rule }),
    ...(clock !== undefined && { clock }),
    ...(order !== undefined && { order }),
    ...(assignment !== undefined && { assignment }),
    ...(unit !== undefined && { unit }),
  }
  return { ...state, card: gravest(state.card, card), cards: [...(state.cards ?? []), issued] }
}

function screen(ratings: readonly Rating[], { rating, outcome, values }: Record<string, unknown>): Rating[] {
  return ratings.map((one, index) => {
    if (index + 1 !== rating) return one
    return outcome === 'changed' ? { ...one, values: values as Rating['values'], changed: true } : { ...one, screened: true }
  })
}

/** A refused return that was granted on appeal: nobody may contest it again. */
function overturn({ requests }: Case, { data }: CaseEvent): CaseRequest[] {
  return data.overturned === undefined
    ? requests
    : requests.map((one) => (one.id === data.overturned ? { ...one, data: { ...one.data, overturned: true } } : one))
}

type PassedOn = { from?: Responder; to?: Responder }
type Responder = Assignment['responders'][number]

/** Who hands over no longer goes; who gets it does. */
function passTo({ responders, handler }: Assignment, { to }: PassedOn, delegatedBy: Responder[]): Partial<Assignment> {
  if (!to) return {}
  const leaves = delegatedBy.length === 0 ? handler : undefined
  const stay = responders.filter((one) => !(leaves && isSamePerson(leaves, one)) && !isSamePerson(to, one))
  return { handler: to, delegatedBy, responders: [...stay, to] }
}

function newAssignment(event: CaseEvent): Assignment {
  return {
    id: event.assignment ?? '',
    unit: event.unit ?? '',
    role: event.data.role as Assignment['role'],
    phase: 'PENDING',
    round: event.data.round as number,
    createdAt: event.at,
    responders: [],
    replies: [],
    returnsRefused: 0,
  }
}

function newRequest(event: CaseEvent): CaseRequest {
  const { id, kind, ...data } = event.data as { id: string; kind: CaseRequest['kind'] }
  return {
    id,
    kind,
    assignment: event.assignment,
    unit: event.unit,
    status: 'open',
    openedAt: event.at,
    openedBy: event.by,
    reason: event.reason ?? { text: '' },
    data,
  }
}

function closeRequest(request: CaseRequest, event: CaseEvent): CaseRequest {
  const decided = { approved: 'approved', rejected: 'rejected' } as const
  const status =
    event.type === 'request.withdrawn'
      ? 'withdrawn'
      : event.type === 'request.expired'
        ? 'expired'
        : event.data.approved
          ? decided.approved
          : decided.rejected
  return { ...request, status, decidedAt: event.at, decidedBy: event.by, decision: event.reason?.text }
}

function patchAssignment(state: Case, event: CaseEvent): Case {
  const patch = assignmentPatch(event)
  return patch
    ? { ...state, assignments: state.assignments.map((one) => (one.id === event.assignment ? { ...one, ...patch(one) } : one)) }
    : state
}

function assignmentPatch({ type, at, data }: CaseEvent): ((before: Assignment) => Partial<Assignment>) | undefined {
  switch (type) {
    case 'assignment.signed':
      return () => ({ phase: 'SIGNED', signedAt: at })
    case 'assignment.respondersNamed':
      return () => ({ responders: data.responders as Assignment['responders'] })
    case 'assignment.arrived':
      return () => ({ phase: 'ARRIVED', arrivedAt: at })
    case 'assignment.planSubmitted':
      return () => ({ phase: 'WORKING', plannedAt: at })
    case 'assignment.progressed':
      return (before) => (before.phase === 'ARRIVED' ? { phase: 'WORKING' } : {})
    case 'assignment.done':
      return (before) => ({
        phase: 'DONE',
        doneAt: at,
        replies: [...before.replies, { round: before.round, at, form: (data.form ?? {}) as Record<string, unknown> }],
      })
    case 'assignment.reworkStarted':
      return (before) => ({ phase: 'WORKING', doneAt: undefined, round: before.round + 1 })
    case 'assignment.returnRefused':
      return (before) => ({ returnsRefused: before.returnsRefused + 1 })
    case 'assignment.returned':
      return ({ returnsRefused }) => ({
        phase: 'RETURNED',
        ...(data.overturned !== undefined && { returnsRefused: Math.max(0, returnsRefused - 1) }),
      })
    case 'assignment.transferred':
      return (before) => passTo(before, data as PassedOn, [])
    case 'assignment.delegated': {
      const { from } = data as PassedOn
      return (before) => passTo(before, { to: (data as PassedOn).to }, [...(before.delegatedBy ?? []), ...(from ? [from] : [])])
    }
    case 'assignment.handedBack':
      return ({ delegatedBy = [] }) => ({ handler: (data as PassedOn).to, delegatedBy: delegatedBy.slice(0, -1) })
    case 'assignment.respondersAdded':
      return (before) => ({ responders: [...before.responders, ...((data.responders ?? []) as Assignment['responders'])] })
    case 'assignment.waived':
      return () => ({ phase: 'WAIVED' })
    case 'assignment.cancelled':
      return () => ({ phase: 'CANCELLED' })
    default:
      return undefined
  }
}
