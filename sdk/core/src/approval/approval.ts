import Type, { type Static } from 'typebox'
import { actorSchema, roleSchema } from '../organisation/role.ts'
import { resolutionSchema } from './resolution.ts'

/** What a seat may say. `recuse` (回避) also leaves the seat out of every later count. */
export const STANCES = ['approve', 'disapprove', 'abstain', 'recuse'] as const
export const stanceSchema = Type.Enum([...STANCES])
export type Stance = Static<typeof stanceSchema>

const personSchema = Type.Object({ id: Type.String(), name: Type.String() })

/** One seat of a running approval, in the order of signing. `person` narrows it to one (转办, 加签), `delegate` is asked first (委派). */
export const seatStateSchema = Type.Object({
  id: Type.String(),
  name: Type.Optional(Type.String()),
  role: roleSchema,
  unit: Type.Optional(Type.String({ description: 'Absent for platform and county seats.' })),
  weight: Type.Integer(),
  advisory: Type.Optional(Type.Boolean({ description: 'Heard, not counted: added to a vote or to 或签.' })),
  person: Type.Optional(personSchema),
  delegate: Type.Optional(personSchema),
  advice: Type.Optional(Type.Array(Type.Object({ by: personSchema, at: Type.Integer(), text: Type.String() }))),
  addedBy: Type.Optional(Type.String({ description: 'Person id of who added it (加签).' })),
  waitsFor: Type.Optional(Type.String({ description: 'Seat that must answer first.' })),
  answer: Type.Optional(
    Type.Object({
      stance: stanceSchema,
      at: Type.Integer(),
      by: personSchema,
      standingFor: Type.Optional(personSchema),
      comment: Type.Optional(Type.String()),
      form: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
      values: Type.Optional(
        Type.Record(Type.String(), Type.Union([Type.Integer(), Type.String()]), {
          description: 'Of who grants an appeal against a rating: what the rating should be; absent: it should count for nothing.',
        }),
      ),
    }),
  ),
})
export type SeatState = Static<typeof seatStateSchema>

/** An information copy (抄送) and who has read it. */
export const copySchema = Type.Object({
  role: roleSchema,
  unit: Type.Optional(Type.String()),
  at: Type.Integer(),
  read: Type.Array(Type.Object({ by: personSchema, at: Type.Integer() })),
})

/** A running or ended approval of a case (`request` absent) or of one of its requests. */
export const approvalStateSchema = Type.Object({
  id: Type.String(),
  rule: Type.String({ description: 'Approval of the flow.' }),
  state: Type.Optional(Type.String({ description: 'The state of the case it decides; absent for a request.' })),
  request: Type.Optional(Type.String()),
  status: Type.Enum(['open', 'sent-back', 'passed', 'failed', 'cancelled']),
  openedAt: Type.Integer(),
  openedAtVersion: Type.Integer({ description: 'Seq of the event that opened it.' }),
  openedBy: actorSchema,
  seats: Type.Array(seatStateSchema),
  copies: Type.Array(copySchema),
  resolution: Type.Optional(resolutionSchema),
  decidedAt: Type.Optional(Type.Integer()),
})
export type Approval = Static<typeof approvalStateSchema>
