import Type, { type Static } from 'typebox'
import { route } from '../route/route.ts'

/** An approval that waits for a seat of mine, or of somebody I stand in for (代理). */
export const waitingSeatSchema = Type.Object({
  owner: Type.Object({
    kind: Type.Enum(['case', 'entry']),
    id: Type.String(),
    number: Type.String(),
    title: Type.String(),
    unit: Type.String({ description: 'The town that whistled, or the unit that registered the entry.' }),
  }),
  approval: Type.String(),
  name: Type.String({ description: "The approval in the county's words." }),
  seat: Type.String(),
  seatName: Type.String(),
  since: Type.Integer(),
  standingFor: Type.Optional(Type.Object({ person: Type.String(), name: Type.String() })),
})
export type WaitingSeat = Static<typeof waitingSeatSchema>

export const listWaitingSeats = route({
  method: 'GET',
  path: '/api/v1/waiting-approvals',
  tag: 'approval',
  summary: '待我审签：哨件与台账中等我（或我代理的人）审签的，最早的在前，最多 200 项',
  response: Type.Object({ data: Type.Array(waitingSeatSchema), total: Type.Integer() }),
})
