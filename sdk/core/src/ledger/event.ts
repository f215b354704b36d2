import Type, { type Static } from 'typebox'
import { approvalStateSchema } from '../approval/approval.ts'
import { APPROVAL_EVENTS } from '../approval/event-name.ts'
import { copiedSchema } from '../copy/schema.ts'
import { actorSchema, roleSchema } from '../organisation/role.ts'
import { TASK_KINDS } from '../gate/schema.ts'
import { ANSWERS } from './consultation-schema.ts'
import { LEDGER_PHASES } from './schema.ts'

/** What can happen to a ledger entry, under names that never change. */
export const ENTRY_EVENTS = [
  'entry.opened',
  'entry.moved',
  'entry.supplemented',
  'entry.effected',
  'entry.copied',
  'consultation.opened',
  'consultation.answered',
  'consultation.ended',
  ...APPROVAL_EVENTS,
  'clock.warned',
  'clock.breached',
  'card.issued',
] as const
export type EntryEventName = (typeof ENTRY_EVENTS)[number]

const data = Type.Record(Type.String(), Type.Unknown())

/** What happened to a ledger entry: who, when, by which step. An entry is its events, exactly like a case. */
export const entryEventSchema = Type.Object({
  seq: Type.Integer({ minimum: 1 }),
  type: Type.Enum([...ENTRY_EVENTS]),
  at: Type.Integer(),
  by: actorSchema,
  as: Type.Optional(roleSchema),
  step: Type.Optional(Type.String({ description: 'Step id of the ledger.' })),
  to: Type.Optional(Type.Object({ state: Type.String(), phase: Type.Enum([...LEDGER_PHASES]) })),
  reason: Type.Optional(Type.Object({ id: Type.Optional(Type.String()), text: Type.String() })),
  data,
})
export type EntryEvent = Static<typeof entryEventSchema>

/** A permission (准入许可) to hand towns what the list does not have, from one day to another, both included. */
export const permissionGrantSchema = Type.Object({
  unit: Type.String(),
  towns: Type.Array(Type.String(), { description: 'Empty: every town.' }),
  kinds: Type.Array(Type.Enum([...TASK_KINDS])),
  item: Type.Optional(Type.String()),
  title: Type.String(),
  from: Type.String(),
  to: Type.String(),
})
export type PermissionGrant = Static<typeof permissionGrantSchema>

/** A change of the responsibility list, decided: what is done to which item from which day on. */
export const listChangeOrderSchema = Type.Object({
  change: Type.Enum(['add', 'amend', 'remove']),
  item: Type.String(),
  from: Type.String(),
  values: data,
  consulted: Type.Array(Type.String()),
})
export type ListChangeOrder = Static<typeof listChangeOrderSchema>

export const entryConsultationSchema = Type.Object({
  number: Type.Integer(),
  openedAt: Type.Integer(),
  units: Type.Array(Type.String()),
  veto: Type.Array(Type.String()),
  answers: Type.Array(
    Type.Object({
      unit: Type.String(),
      answer: Type.Enum([...ANSWERS]),
      text: Type.String(),
      at: Type.Integer(),
      by: Type.String({ description: 'Name of the person.' }),
    }),
  ),
  endedAt: Type.Optional(Type.Integer()),
  silent: Type.Array(Type.String(), { description: 'Units that had not answered when it ended.' }),
})
export type EntryConsultation = Static<typeof entryConsultationSchema>

/** A ledger entry (台账事项) as its events left it. */
export const ledgerEntrySchema = Type.Object({
  id: Type.String(),
  number: Type.String(),
  version: Type.Integer({ description: 'Seq of the last event: what a command must expect.' }),
  policy: Type.String({ description: 'Content hash of the policy version the entry is pinned to.' }),
  ledger: Type.String(),
  title: Type.String(),
  owner: Type.String({ description: 'The responsible unit.' }),
  author: Type.String({ description: 'The unit that registered it.' }),
  state: Type.String(),
  phase: Type.Enum([...LEDGER_PHASES]),
  round: Type.Integer({ description: '1, and one more for each time a review sent it back.' }),
  form: data,
  card: Type.Enum(['none', 'white', 'yellow', 'red']),
  level: Type.Integer({ description: 'Highest level of supervision reached; 0 for none.' }),
  consultation: Type.Optional(entryConsultationSchema),
  approvals: Type.Optional(Type.Array(approvalStateSchema)),
  copies: Type.Optional(Type.Array(copiedSchema, { description: 'Units and people it is copied to for information (抄送).' })),
  permission: Type.Optional(permissionGrantSchema),
  listChange: Type.Optional(listChangeOrderSchema),
  createdBy: Type.String(),
  openedAt: Type.Integer(),
  endedAt: Type.Optional(Type.Integer({ description: 'When it was written off, refused or cancelled.' })),
})
export type LedgerEntry = Static<typeof ledgerEntrySchema>
