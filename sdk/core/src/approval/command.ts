import Type, { type Static } from 'typebox'
import { strict } from '../shared/identifier.ts'
import { stanceSchema } from './approval.ts'
import { resolutionSchema } from './resolution.ts'

const form = Type.Record(Type.String(), Type.Unknown(), { description: 'Data of the form the step names, by field id.' })
const id = Type.String({ minLength: 1, maxLength: 64 })
const text = Type.String({ minLength: 1, maxLength: 2000 })
const reason = Type.Object(
  { id: Type.Optional(id), text: Type.String({ maxLength: 2000 }) },
  { ...strict, description: 'A reason of the fixed list by id, and in words.' },
)

const votedValues = Type.Record(Type.String(), Type.Union([Type.Integer(), Type.String()]), {
  description: 'Who grants an appeal against a rating: what it should be instead (变更); absent: it counts for nothing (剔除).',
})

/** Which approval and seat; left out when one only waits for the actor. */
const onSeat = { approval: Type.Optional(id), seat: Type.Optional(id) }

/** What people may ask of an approval (审批), whoever it belongs to. Who may ask for what: `approvalOffers`. */
export const approvalCommandSchemas = {
  signApproval: Type.Object(
    {
      ...onSeat,
      stance: stanceSchema,
      comment: Type.Optional(Type.String({ maxLength: 2000 })),
      form: Type.Optional(form),
      values: Type.Optional(votedValues),
    },
    strict,
  ),
  resolveMeeting: Type.Object({ ...onSeat, resolution: resolutionSchema, values: Type.Optional(votedValues) }, strict),
  addSeat: Type.Object({ ...onSeat, position: Type.Enum(['before', 'after']), person: id }, strict),
  removeSeat: Type.Object({ approval: Type.Optional(id), seat: id }, strict),
  passOn: Type.Object({ ...onSeat, kind: Type.Enum(['transfer', 'delegate']), person: id, reason: Type.Optional(reason) }, strict),
  advise: Type.Object({ ...onSeat, text }, strict),
  sendBack: Type.Object(
    { ...onSeat, to: Type.Enum(['submitter', 'previous', 'seat']), target: Type.Optional(id), reason: Type.Object({ text }, strict) },
    strict,
  ),
  resubmit: Type.Object({ approval: Type.Optional(id), form: Type.Optional(form), reason: Type.Optional(reason) }, strict),
  withdrawApproval: Type.Object({ approval: Type.Optional(id) }, strict),
  readCopy: Type.Object({ approval: Type.Optional(id) }, strict),
}
export type ApprovalCommandName = keyof typeof approvalCommandSchemas
export type ApprovalCommandData<N extends ApprovalCommandName> = Static<(typeof approvalCommandSchemas)[N]>
