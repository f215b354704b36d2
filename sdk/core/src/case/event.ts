import Type, { type Static } from 'typebox'
import { copiedSchema } from '../copy/schema.ts'
import { ASSIGNMENT_PHASES, CASE_PHASES, REQUEST_KINDS } from '../flow/schema.ts'
import { approvalStateSchema } from '../approval/approval.ts'
import { panelStateSchema } from '../panel/panel.ts'
import { actorSchema, roleSchema } from '../organisation/role.ts'
import { CANONICAL_EVENTS } from './event-name.ts'
import { overlayProperties } from './overlay.ts'

const data = Type.Record(Type.String(), Type.Unknown())

/**
 * What happened (事件): who, when, as which role, and the facts. `to` is the state the case entered, if it moved.
 * A case is its events: the state of a case at any time is `replay(events up to then)`.
 */
export const caseEventSchema = Type.Object({
  seq: Type.Integer({ minimum: 1 }),
  type: Type.Enum([...CANONICAL_EVENTS]),
  at: Type.Integer(),
  by: actorSchema,
  as: Type.Optional(roleSchema),
  assignment: Type.Optional(Type.String()),
  unit: Type.Optional(Type.String({ description: 'The unit of the assignment.' })),
  to: Type.Optional(Type.Object({ state: Type.String(), phase: Type.Enum([...CASE_PHASES]) })),
  reason: Type.Optional(Type.Object({ id: Type.Optional(Type.String()), text: Type.String() })),
  data,
})
export type CaseEvent = Static<typeof caseEventSchema>

/** Why this case should go to these units: the rule that decided, its clause, and what it compared. */
export const routeSchema = Type.Object({
  rule: Type.Enum(['route', 'item', 'off-list', 'dispatcher']),
  id: Type.Optional(Type.String({ description: 'Route rule or list item id.' })),
  name: Type.String(),
  clause: Type.Optional(Type.String()),
  lead: Type.Optional(Type.String()),
  cooperating: Type.Array(Type.String()),
  trace: Type.Optional(Type.Unknown()),
})
export type Route = Static<typeof routeSchema>

/** One rating of one assignment on one evaluation form. Values are item id → number (stars, points) or option id. */
export const ratingSchema = Type.Object({
  form: Type.String(),
  rater: Type.Enum(['town', 'public', 'platform', 'department']),
  assignment: Type.Optional(Type.String()),
  round: Type.Integer(),
  at: Type.Integer(),
  by: Type.String({ description: 'Person id.' }),
  values: Type.Record(Type.String(), Type.Union([Type.Integer(), Type.String()])),
  comment: Type.Optional(Type.String()),
  screened: Type.Optional(Type.Boolean()),
  changed: Type.Optional(Type.Boolean({ description: 'An independent group gave other values than the rater.' })),
  person: Type.Optional(Type.String({ description: 'The responder rated, by person id or name; absent when the unit is rated.' })),
})
export type Rating = Static<typeof ratingSchema>

export const responderSchema = Type.Object({
  person: Type.Optional(Type.String()),
  name: Type.String(),
  phone: Type.Optional(Type.String()),
})

/** One department's part of a case: the unit of clocks, ratings and scores. */
export const assignmentSchema = Type.Object({
  id: Type.String(),
  unit: Type.String(),
  role: Type.Enum(['lead', 'cooperating']),
  phase: Type.Enum([...ASSIGNMENT_PHASES]),
  round: Type.Integer(),
  createdAt: Type.Integer(),
  signedAt: Type.Optional(Type.Integer()),
  arrivedAt: Type.Optional(Type.Integer()),
  doneAt: Type.Optional(Type.Integer()),
  plannedAt: Type.Optional(Type.Integer()),
  responders: Type.Array(responderSchema),
  replies: Type.Array(Type.Object({ round: Type.Integer(), at: Type.Integer(), form: data })),
  returnsRefused: Type.Integer(),
  handler: Type.Optional(responderSchema),
  delegatedBy: Type.Optional(Type.Array(responderSchema, { description: 'To whom it comes back, the last first in turn (委派).' })),
})
export type Assignment = Static<typeof assignmentSchema>

export const requestSchema = Type.Object({
  id: Type.String(),
  kind: Type.Enum([...REQUEST_KINDS]),
  assignment: Type.Optional(Type.String()),
  unit: Type.Optional(Type.String()),
  status: Type.Enum(['open', 'approved', 'rejected', 'withdrawn', 'expired']),
  openedAt: Type.Integer(),
  openedBy: actorSchema,
  reason: Type.Object({ id: Type.Optional(Type.String()), text: Type.String() }),
  data,
  decidedAt: Type.Optional(Type.Integer()),
  decidedBy: Type.Optional(actorSchema),
  decision: Type.Optional(Type.String()),
  escalatedAt: Type.Optional(Type.Integer({ description: 'When its deadline passed and others came to decide.' })),
})
export type CaseRequest = Static<typeof requestSchema>

/** One measure of a consultation's minutes: what, by whom, until which day. */
export const measureSchema = Type.Object({
  text: Type.String({ title: '措施', minLength: 1, maxLength: 500 }),
  unit: Type.String({ title: '责任单位', minLength: 1, maxLength: 64 }),
  due: Type.String({ title: '完成日期', format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
})

/** A second consultation (二次会商): who was asked to it, and what its minutes say. */
export const consultationStateSchema = Type.Object({
  openedAt: Type.Integer(),
  participants: Type.Array(Type.String()),
  closedAt: Type.Optional(Type.Integer()),
  measures: Type.Optional(Type.Array(measureSchema)),
})

/** A case (哨件) as its events left it. */
export const caseSchema = Type.Object({
  id: Type.String(),
  number: Type.String(),
  version: Type.Integer({ description: 'Seq of the last event: what a command must expect.' }),
  policy: Type.String({ description: 'Content hash of the policy version this case is pinned to.' }),
  town: Type.String(),
  category: Type.String(),
  level: Type.Optional(Type.String()),
  item: Type.Optional(Type.String()),
  situation: Type.Optional(Type.String()),
  source: Type.Optional(Type.String()),
  title: Type.String(),
  state: Type.String(),
  phase: Type.Enum([...CASE_PHASES]),
  enteredAtVersion: Type.Optional(Type.Integer({ description: 'Seq of the event by which it entered its state.' })),
  emergency: Type.Boolean(),
  suspended: Type.Boolean(),
  suspendedUntil: Type.Optional(Type.Integer()),
  disputed: Type.Boolean(),
  card: Type.Enum(['none', 'white', 'yellow', 'red']),
  round: Type.Integer(),
  supplements: Type.Integer(),
  returns: Type.Integer(),
  form: data,
  route: Type.Optional(routeSchema),
  assignments: Type.Array(assignmentSchema),
  requests: Type.Array(requestSchema),
  ratings: Type.Array(ratingSchema),
  approvals: Type.Optional(Type.Array(approvalStateSchema)),
  panel: Type.Optional(panelStateSchema),
  panelReturns: Type.Optional(Type.Integer({ description: 'Returns up to the last adjudication: the next panel counts from here.' })),
  bound: Type.Optional(Type.Array(Type.String(), { description: 'Units an adjudication has bound: they cannot return the case.' })),
  consultations: Type.Optional(Type.Array(consultationStateSchema)),
  agency: Type.Optional(Type.String({ description: 'The stationed agency its item names, to be asked first.' })),
  blocked: Type.Optional(Type.Integer({ description: 'How often admission denied it: counted, but no fault.' })),
  insisted: Type.Optional(Type.Boolean({ description: 'The town principal insisted after a no: the platform reviews it.' })),
  bypassedAt: Type.Optional(Type.Integer()),
  registeredAt: Type.Optional(Type.Integer()),
  urges: Type.Array(Type.Object({ at: Type.Integer(), by: Type.String(), units: Type.Array(Type.String()) })),
  copies: Type.Optional(Type.Array(copiedSchema, { description: 'Units and people the case is copied to for information (抄送).' })),
  createdBy: Type.String({ description: 'Person id of the clerk who blew.' }),
  submittedAt: Type.Integer(),
  consentedAt: Type.Optional(Type.Integer({ description: 'Consent of the current round; cleared by rework.' })),
  closedAt: Type.Optional(Type.Integer()),
  ...overlayProperties,
})
export type Case = Static<typeof caseSchema>
