import Type, { type Static } from 'typebox'
import { basisSchema, countRuleSchema } from './schema.ts'

/** Why a stretch of time did or did not count. */
export const SEGMENT_REASONS = [
  'counted',
  'off-hours',
  'weekend',
  'holiday',
  'custom-off',
  'first-day',
  'paused',
  'beyond-coverage',
] as const

/**
 * One stretch `[from, to)` between start and due. All of them join without gaps; the counted ones add up to the allowance.
 * `beyond-coverage` is counted too, but on days whose holidays are not loaded. A pause without a known end is a last segment of no length.
 */
export const segmentSchema = Type.Object({
  from: Type.Integer(),
  to: Type.Integer(),
  counted: Type.Boolean(),
  why: Type.Enum([...SEGMENT_REASONS]),
  name: Type.Optional(Type.String({ description: '节假日名称, 停表理由…' })),
  pause: Type.Optional(Type.String({ description: 'Which 停表情形 of the rule, for a paused stretch.' })),
  days: Type.Optional(Type.Integer({ description: 'Whole days this segment adds, for clocks counted in days.' })),
})
export type Segment = Static<typeof segmentSchema>

/** A clock of one case or assignment in one round: derived from events, never stored as truth. Instants in ms. */
export const clockSchema = Type.Object({
  key: Type.String({ description: '`<clock>/<case|assignment id>/<cycle>`: stable, names its timers.' }),
  clock: Type.String({ description: 'Clock rule id.' }),
  name: Type.String(),
  per: Type.Enum(['case', 'assignment', 'order']),
  assignment: Type.Optional(Type.String()),
  order: Type.Optional(Type.String({ description: 'The supervision order it belongs to.' })),
  unit: Type.Optional(Type.String({ description: 'The unit that owes it; absent for the platform.' })),
  owner: Type.Enum(['town', 'platform', 'assignee']),
  cycle: Type.Integer({ minimum: 1, description: '1 for the first start, +1 for each restart.' }),
  status: Type.Enum(['running', 'paused', 'met', 'cancelled']),
  basis: basisSchema,
  countRule: Type.Optional(countRuleSchema),
  date: Type.Optional(Type.String({ description: 'The due day was named by this form field, not counted.' })),
  goal: Type.Object({
    amount: Type.Integer(),
    unit: Type.Enum(['minute', 'hour', 'day']),
    index: Type.Integer({ description: 'Which goal of the rule decided; -1: the limit of the item itself.' }),
    clause: Type.Optional(Type.String()),
  }),
  startedAt: Type.Integer(),
  startsAt: Type.Optional(Type.Integer({ description: 'When counting begins: the next opening, for a clock on working time.' })),
  dueAt: Type.Union([Type.Integer(), Type.Null()], { description: 'Null while paused without a planned end.' }),
  pausedSince: Type.Optional(Type.Integer({ description: 'Since when an open pause holds it.' })),
  stoppedAt: Type.Optional(Type.Integer()),
  breached: Type.Boolean({ description: 'Stopped after due; for a running clock, `now > dueAt`.' }),
  extendedBy: Type.Integer({ description: 'Granted extensions, in the unit of the goal, rounded up; `extensions` has them exactly.' }),
  extensions: Type.Optional(Type.Array(Type.Object({ amount: Type.Integer(), unit: Type.Enum(['hour', 'day']), at: Type.Integer() }))),
  warnAt: Type.Array(Type.Integer()),
  provisional: Type.Boolean({ description: 'The calendar does not cover the whole span.' }),
  unreachable: Type.Optional(Type.Boolean({ description: 'The calendar never opens long enough: there is no due time.' })),
  calendar: Type.String(),
  segments: Type.Array(segmentSchema),
})
export type Clock = Static<typeof clockSchema>
