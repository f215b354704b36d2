import Type, { type Static, type TSchema } from 'typebox'
import { copyCommandSchema } from '../copy/schema.ts'
import { appealOutcomeSchema } from '../flow/appeal-schema.ts'
import { RISK_ACTS } from '../flow/risk-schema.ts'
import { FEEDBACK_SOURCES } from '../flow/verification-schema.ts'
import { strict } from '../shared/identifier.ts'
import { approvalCommandSchemas } from '../approval/command.ts'
import { measureSchema, responderSchema } from './event.ts'

const form = Type.Record(Type.String(), Type.Unknown(), { description: 'Data of the form the step names, by field id.' })
const id = Type.String({ minLength: 1, maxLength: 64 })
const text = Type.String({ minLength: 1, maxLength: 2000 })
const reason = Type.Object(
  { id: Type.Optional(id), text: Type.String({ maxLength: 2000 }) },
  { ...strict, description: 'A reason of the fixed list by id, and in words.' },
)
const units = Type.Array(id, { maxItems: 20, uniqueItems: true })

/** The minutes of a second consultation (会商纪要): measures, and what they change of the case. */
export const minutesSchema = Type.Object(
  {
    measures: Type.Array(Type.Object(measureSchema.properties, strict), { title: '措施', maxItems: 50 }),
    lead: Type.Optional(id),
    cooperating: Type.Optional(units),
    extensions: Type.Optional(
      Type.Array(
        Type.Object({ clock: id, unit: Type.Optional(id), days: Type.Integer({ title: '延长天数', minimum: 1, maximum: 365 }) }, strict),
        { title: '延长时限', maxItems: 20 },
      ),
    ),
    level: Type.Optional(id),
    text: Type.Optional(Type.String({ title: '会商意见', maxLength: 4000 })),
  },
  { ...strict, title: '会商纪要' },
)

/** What every simple act on a case carries: the step may ask for a reason, a form, or both. */
const simple = Type.Object({ reason: Type.Optional(reason), form: Type.Optional(form) }, strict)
const ratingValues = Type.Record(Type.String(), Type.Union([Type.Integer(), Type.String()]))
const onAssignment = Type.Object({ assignment: Type.Optional(id), form: Type.Optional(form), reason: Type.Optional(reason) }, strict)

/**
 * The commands of a case and what each carries. `assignment` may be left out when the actor's unit has exactly one open assignment.
 * Which of them a case allows now, to whom, comes from the policy's flow: see `allowedCommands`.
 */
export const commandSchemas = {
  submit: Type.Object(
    { category: id, level: Type.Optional(id), item: Type.Optional(id), situation: Type.Optional(id), source: Type.Optional(id), form },
    strict,
  ),
  supplement: Type.Object({ form, reason: Type.Optional(reason) }, strict),
  dispatch: Type.Object({ lead: id, cooperating: units, reason: Type.Optional(reason), form: Type.Optional(form) }, strict),
  redispatch: Type.Object({ lead: id, cooperating: units, reason: Type.Optional(reason), form: Type.Optional(form) }, strict),
  changeLevel: Type.Object({ level: id, reason: Type.Optional(reason) }, strict),
  approve: simple,
  disapprove: simple,
  returnToTown: simple,
  reject: simple,
  recall: simple,
  void: simple,
  admit: simple,
  deny: simple,
  insist: simple,
  register: Type.Object({ form }, strict),
  ...approvalCommandSchemas,
  voteOnPanel: Type.Object({ lead: id, cooperating: units, reason: Type.Optional(reason) }, strict),
  recuse: Type.Object({ reason: Type.Object({ text }, strict) }, strict),
  openAdjudication: simple,
  adjudicate: Type.Object({ lead: id, cooperating: units, reason: Type.Optional(reason), form: Type.Optional(form) }, strict),
  openConsultation: Type.Object({ participants: Type.Optional(units), reason: Type.Optional(reason), form: Type.Optional(form) }, strict),
  closeConsultation: Type.Object(
    { step: Type.Optional(id), minutes: Type.Optional(minutesSchema), reason: Type.Optional(reason), form: Type.Optional(form) },
    strict,
  ),
  verify: simple,
  failVerification: simple,
  consent: simple,
  refuseConsent: simple,
  callback: simple,
  refuseCallback: simple,
  reopen: simple,
  rate: Type.Object(
    {
      ratings: Type.Array(
        Type.Object(
          {
            assignment: Type.Optional(id),
            unit: Type.Optional(id),
            person: Type.Optional(
              Type.String({ maxLength: 64, description: 'Rates one responder: person id, or name where there is none.' }),
            ),
            values: ratingValues,
            comment: Type.Optional(Type.String({ maxLength: 2000 })),
          },
          strict,
        ),
        { minItems: 1, maxItems: 200 },
      ),
    },
    strict,
  ),
  urge: Type.Object({ text: Type.Optional(Type.String({ maxLength: 500 })) }, strict),
  copy: copyCommandSchema,
  sign: onAssignment,
  nameResponders: Type.Object(
    { assignment: Type.Optional(id), responders: Type.Array(responderSchema, { minItems: 1, maxItems: 50 }) },
    strict,
  ),
  arrive: onAssignment,
  confirmArrival: onAssignment,
  plan: onAssignment,
  progress: Type.Object({ assignment: Type.Optional(id), text }, strict),
  reply: onAssignment,
  waive: onAssignment,
  openRequest: Type.Object(
    {
      kind: Type.String({ maxLength: 40 }),
      assignment: Type.Optional(id),
      reason,
      days: Type.Optional(Type.Integer({ minimum: 1, maximum: 365 })),
      until: Type.Optional(Type.Integer({ description: 'Planned end of a suspension, instant in ms.' })),
      proposedUnit: Type.Optional(id),
      level: Type.Optional(id),
      form: Type.Optional(form),
      target: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Case to merge into.' })),
      against: Type.Optional(
        Type.String({
          pattern: '^(rating|rejection|return|card|callback)/[A-Za-z0-9]{1,20}$',
          description: 'What is appealed against, e.g. `card/12`.',
        }),
      ),
      reporterTold: Type.Optional(Type.String({ maxLength: 500, description: 'When and how the reporter was told, and what they said.' })),
    },
    strict,
  ),
  decideRequest: Type.Object(
    {
      request: Type.Optional(id),
      approve: Type.Boolean(),
      reason: Type.Optional(reason),
      days: Type.Optional(Type.Integer({ minimum: 1, maximum: 365 })),
      until: Type.Optional(Type.Integer()),
      outcome: Type.Optional(appealOutcomeSchema),
      values: Type.Optional(ratingValues),
    },
    strict,
  ),
  withdrawRequest: Type.Object({ request: Type.Optional(id) }, strict),
  resume: Type.Object({ reason: Type.Optional(reason) }, strict),
  merge: Type.Object({ target: id, reason: Type.Optional(reason), form: Type.Optional(form) }, strict),
  unmerge: simple,
  giveFeedback: Type.Object({ source: Type.Enum([...FEEDBACK_SOURCES]), form: Type.Optional(form) }, strict),
  flagRisk: simple,
  clearRisk: simple,
  riskStep: Type.Object({ act: Type.Enum([...RISK_ACTS]), form: Type.Optional(form), reason: Type.Optional(reason) }, strict),
  issueOrder: Type.Object({ order: id, units: Type.Optional(units), text, form: Type.Optional(form) }, strict),
  replyOrder: Type.Object({ order: id, text, form: Type.Optional(form) }, strict),
  closeOrder: Type.Object({ order: id, reason: Type.Optional(reason) }, strict),
  transfer: Type.Object({ assignment: Type.Optional(id), to: responderSchema, reason: Type.Optional(reason) }, strict),
  delegate: Type.Object({ assignment: Type.Optional(id), to: responderSchema, reason: Type.Optional(reason) }, strict),
  handBack: onAssignment,
  addResponders: Type.Object(
    { assignment: Type.Optional(id), responders: Type.Array(responderSchema, { minItems: 1, maxItems: 50 }) },
    strict,
  ),
} as const satisfies Record<string, TSchema>

export type CommandName = keyof typeof commandSchemas
export const COMMAND_NAMES = Object.keys(commandSchemas) as CommandName[]

/** A command of a person on a case; `expectedVersion` is the version they saw. */
export type Command = { [N in CommandName]: { name: N; data: Static<(typeof commandSchemas)[N]>; expectedVersion?: number } }[CommandName]
export type CommandOf<N extends CommandName> = Extract<Command, { name: N }>

/**
 * What follows without anybody asking for it: a clock's timer fell due, a suspension reached its planned end, a request was not decided in time, a version
 * with another calendar, or one that running cases follow, came into force; and what another case brings about: one was merged into this one or taken out again, the one it follows was closed.
 */
export type SystemCommand =
  | { name: 'fireClock'; data: { timer: string } }
  | { name: 'endSuspension'; data: Record<string, never> }
  | { name: 'expireRequest'; data: { request: string } }
  | { name: 'applyCalendar'; data: { version: string } }
  | { name: 'applyPolicy'; data: { version: string } }
  | { name: 'note'; data: CaseNote }
  | { name: 'absorb'; data: RelatedCase }
  | { name: 'release'; data: RelatedCase }
  | { name: 'followTarget'; data: RelatedCase }
export type SystemCommandName = SystemCommand['name']

/** Something said about a case that moves it nowhere (记事): by the system its matter came from, or by a plugin. */
export type CaseNote = { text: string; kind: 'note' | 'supplement' | 'urge' | 'withdraw' | 'feedback' | 'progress'; from: string }

/** Another case as events name it. */
export type RelatedCase = { case: string; number: string; town: string }

/** Whether a string names a command. */
export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commandSchemas, name)
}
