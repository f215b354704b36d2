import Type, { type Static } from 'typebox'
import { roleSchema } from '../organisation/role.ts'

/** What a seat proposes: one lead and its cooperating units. */
export const panelVoteSchema = Type.Object({
  lead: Type.String(),
  cooperating: Type.Array(Type.String()),
  by: Type.String({ description: 'Person id.' }),
  reason: Type.Optional(Type.String()),
  at: Type.Integer(),
})

/** A seat of a running panel. `party`: the unit is part of the dispute and may not vote; `recused`: it has stepped aside itself. */
export const panelSeatSchema = Type.Object({
  unit: Type.String(),
  role: roleSchema,
  chair: Type.Boolean(),
  party: Type.Boolean(),
  recused: Type.Boolean(),
  vote: Type.Optional(panelVoteSchema),
})
export type PanelSeat = Static<typeof panelSeatSchema>

/** The panel (定责小组) of one adjudication. */
export const panelStateSchema = Type.Object({
  status: Type.Enum(['open', 'decided', 'inquorate']),
  round: Type.Integer({ description: 'Which vote: +1 whenever there was no majority.' }),
  quorum: Type.Integer(),
  tie: Type.Enum(['chair', 'again']),
  seats: Type.Array(panelSeatSchema),
})
export type PanelState = Static<typeof panelStateSchema>
