import {
  ASSIGNMENT_PHASES,
  CASE_PHASES,
  caseEventSchema,
  caseSchema,
  clockSchema,
  commandSchemas,
  COMMAND_NAMES,
  routeSchema,
  stanceSchema,
} from '@shaotai/core'
import Type, { type Static } from 'typebox'

const strict = { additionalProperties: false } as const

/** One row of the case list: a projection kept with the case's events. Instants in ms. */
export const caseRowSchema = Type.Object({
  id: Type.String(),
  number: Type.String(),
  title: Type.String(),
  place: Type.String(),
  town: Type.String(),
  category: Type.String(),
  level: Type.Union([Type.String(), Type.Null()]),
  item: Type.Union([Type.String(), Type.Null()]),
  leadUnit: Type.Union([Type.String(), Type.Null()]),
  state: Type.String(),
  phase: Type.Enum([...CASE_PHASES]),
  round: Type.Integer(),
  emergency: Type.Boolean(),
  suspended: Type.Boolean(),
  disputed: Type.Boolean(),
  card: Type.Enum(['none', 'white', 'yellow', 'red']),
  highRisk: Type.Boolean(),
  suspendedUntil: Type.Union([Type.Integer(), Type.Null()], { description: 'Planned end of a suspension (挂账).' }),
  version: Type.Integer(),
  submittedAt: Type.Integer(),
  closedAt: Type.Union([Type.Integer(), Type.Null()]),
  nextDueAt: Type.Union([Type.Integer(), Type.Null()], { description: 'Earliest due time of a running clock.' }),
  nextClock: Type.Union([Type.String(), Type.Null()], { description: 'Rule id of that clock.' }),
})
export type CaseRow = Static<typeof caseRowSchema>

/** One assignment in a department's list: the assignment and the case it belongs to. */
export const assignmentRowSchema = Type.Object({
  id: Type.String({ description: '`<case>/<assignment>`.' }),
  case: Type.String(),
  unit: Type.String(),
  role: Type.Enum(['lead', 'cooperating']),
  phase: Type.Enum([...ASSIGNMENT_PHASES]),
  round: Type.Integer(),
  createdAt: Type.Integer(),
  nextDueAt: Type.Union([Type.Integer(), Type.Null()]),
  nextClock: Type.Union([Type.String(), Type.Null()]),
  number: Type.String(),
  title: Type.String(),
  place: Type.String(),
  town: Type.String(),
  category: Type.String(),
  item: Type.Union([Type.String(), Type.Null()]),
  casePhase: Type.Enum([...CASE_PHASES]),
  emergency: Type.Boolean(),
  submittedAt: Type.Integer(),
})
export type AssignmentRow = Static<typeof assignmentRowSchema>

/** A command somebody may give now. */
export const allowedCommandSchema = Type.Object({
  command: Type.Enum(COMMAND_NAMES),
  name: Type.String(),
  assignment: Type.Optional(Type.String()),
  unit: Type.Optional(Type.String()),
  request: Type.Optional(Type.String()),
  kind: Type.Optional(Type.String()),
  form: Type.Optional(Type.String()),
  reason: Type.Enum(['none', 'optional', 'required']),
  reasons: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  note: Type.Optional(Type.String()),
  clause: Type.Optional(Type.String()),
  maxDays: Type.Optional(Type.Integer()),
  step: Type.Optional(Type.String({ description: 'Step of the flow, where several of one act are open.' })),
  approval: Type.Optional(Type.String()),
  seat: Type.Optional(Type.String()),
  stances: Type.Optional(Type.Array(stanceSchema)),
  targets: Type.Optional(
    Type.Array(Type.Object({ to: Type.Enum(['submitter', 'previous', 'seat']), seat: Type.Optional(Type.String()), name: Type.String() }), {
      description: 'Whom an approval can go back to.',
    }),
  ),
  fixed: Type.Optional(Type.Record(Type.String(), Type.String(), { description: 'Data the command must carry as they are.' })),
  choices: Type.Optional(
    Type.Array(Type.Object({ id: Type.String(), kind: Type.String(), name: Type.String(), unit: Type.Optional(Type.String()) }), {
      description: 'What there is to choose from: things to appeal against, units an order may be for.',
    }),
  ),
  tellsReporter: Type.Optional(Type.Boolean()),
})

/** A clock that has not started yet, and when it would be due at the latest if every step before it took its full time. */
export const forecastSchema = Type.Object({
  clock: Type.String(),
  name: Type.String(),
  owner: Type.Enum(['town', 'platform', 'assignee']),
  unit: Type.Optional(Type.String()),
  startsAt: Type.Integer(),
  dueAt: Type.Integer(),
  provisional: Type.Boolean(),
})

/** Everything a case page needs in one answer. */
export const caseViewSchema = Type.Object({
  case: caseSchema,
  policyVersion: Type.Integer({ description: 'Number of the policy version the case is pinned to.' }),
  clocks: Type.Array(clockSchema),
  forecast: Type.Array(forecastSchema, { description: '最迟时间: clocks still to come.' }),
  allowed: Type.Array(allowedCommandSchema),
  suggestions: Type.Array(
    Type.Object({
      assignment: Type.String(),
      form: Type.String(),
      item: Type.String(),
      value: Type.Integer(),
      clock: Type.String(),
      used: Type.Number(),
      allowed: Type.Number(),
    }),
    { description: 'Suggested ratings from the clocks; never filled in by themselves.' },
  ),
})
export type CaseView = Static<typeof caseViewSchema>

/** Blowing a whistle: category, item, situation and the form the policy generated. */
export const submitCaseSchema = commandSchemas.submit
export type SubmitCase = Static<typeof submitCaseSchema>

/** What a whistle would lead to, before it is blown: nothing is stored. */
export const casePreviewSchema = Type.Object({
  route: routeSchema,
  emergency: Type.Boolean(),
  forecast: Type.Array(forecastSchema),
  similar: Type.Array(
    Type.Object({ id: Type.String(), number: Type.String(), title: Type.String(), state: Type.String(), submittedAt: Type.Integer() }),
    { description: 'Open cases of this town with the same item in the last 30 days.' },
  ),
})
export type CasePreview = Static<typeof casePreviewSchema>

/** A command on a case. `expectedVersion` is the version the person saw; `data` is the command's own, see `commandSchemas`. */
export const caseCommandSchema = Type.Object(
  { expectedVersion: Type.Optional(Type.Integer({ minimum: 1 })), data: Type.Record(Type.String(), Type.Unknown()) },
  strict,
)
export type CaseCommand = Static<typeof caseCommandSchema>

export const caseEventListSchema = Type.Array(caseEventSchema)

/** Counts for the badges and the duty desk: only what the asking person may see. */
export const caseCountsSchema = Type.Object({
  triage: Type.Integer(),
  mine: Type.Integer({
    description: 'Cases or assignments waiting for a step of my unit, and approvals of cases waiting for a seat of mine.',
  }),
  seats: Type.Integer({ description: 'Approvals of cases and ledger entries waiting for a seat of mine, or of somebody I stand in for.' }),
  dueSoon: Type.Integer({ description: 'Next due within an hour.' }),
  overdue: Type.Integer(),
  disputed: Type.Integer(),
  open: Type.Integer(),
  today: Type.Object({ submitted: Type.Integer(), closed: Type.Integer() }),
})
export type CaseCounts = Static<typeof caseCountsSchema>
