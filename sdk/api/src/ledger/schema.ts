import {
  clockSchema,
  entryCommandSchemas,
  entryEventSchema,
  LEDGER_PHASES,
  stanceSchema,
  ledgerEntrySchema,
  type EntryCommandName,
} from '@shaotai/core'
import Type, { type Static } from 'typebox'

const strict = { additionalProperties: false } as const
const none = Type.Null()

export const ENTRY_COMMANDS = (Object.keys(entryCommandSchemas) as EntryCommandName[]).filter((name) => name !== 'open')

/** What an entry offers as next acts: copying it is none, one may always do it. */
const OFFERED = ENTRY_COMMANDS.filter((name) => name !== 'copy')

/** One row of a ledger's list: a projection kept with the entry's events. Instants in ms. */
export const ledgerEntryRowSchema = Type.Object({
  id: Type.String(),
  number: Type.String(),
  ledger: Type.String(),
  title: Type.String(),
  owner: Type.String(),
  author: Type.String(),
  state: Type.String(),
  phase: Type.Enum([...LEDGER_PHASES]),
  round: Type.Integer(),
  card: Type.Enum(['none', 'white', 'yellow', 'red']),
  level: Type.Integer({ description: 'Level of supervision reached.' }),
  version: Type.Integer(),
  openedAt: Type.Integer(),
  endedAt: Type.Union([Type.Integer(), none]),
  nextDueAt: Type.Union([Type.Integer(), none], { description: 'Earliest due time of a running clock.' }),
  nextClock: Type.Union([Type.String(), none]),
})
export type LedgerEntryRow = Static<typeof ledgerEntryRowSchema>

/** Everything an entry page needs, as one person may see it. */
export const ledgerEntryViewSchema = Type.Object({
  entry: ledgerEntrySchema,
  policyVersion: Type.Integer(),
  clocks: Type.Array(clockSchema),
  allowed: Type.Array(
    Type.Object({
      command: Type.Enum(OFFERED),
      name: Type.String(),
      step: Type.Optional(Type.String()),
      approval: Type.Optional(Type.String()),
      seat: Type.Optional(Type.String()),
      kind: Type.Optional(Type.String({ description: 'Where a seat is added, or how one is handed on.' })),
      stances: Type.Optional(Type.Array(stanceSchema)),
      targets: Type.Optional(
        Type.Array(
          Type.Object({ to: Type.Enum(['submitter', 'previous', 'seat']), seat: Type.Optional(Type.String()), name: Type.String() }),
        ),
      ),
      form: Type.Optional(Type.String()),
      reason: Type.Enum(['none', 'optional', 'required']),
      reasons: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
      note: Type.Optional(Type.String()),
      clause: Type.Optional(Type.String()),
    }),
  ),
  draft: Type.Union([Type.String(), none], { description: 'The policy draft a decided list change was written into.' }),
})
export type LedgerEntryView = Static<typeof ledgerEntryViewSchema>

export const entryEventListSchema = Type.Array(entryEventSchema)

export const openLedgerEntrySchema = entryCommandSchemas.open
export type OpenLedgerEntry = Static<typeof openLedgerEntrySchema>

/** A command on an entry: its data as `entryCommandSchemas` says, and the version it was decided on. */
export const entryCommandBodySchema = Type.Object(
  { data: Type.Record(Type.String(), Type.Unknown()), expectedVersion: Type.Optional(Type.Integer({ minimum: 1 })) },
  strict,
)

/** Counts of one ledger for its list and the menu. */
export const ledgerCountSchema = Type.Object({
  ledger: Type.String(),
  open: Type.Integer(),
  overdue: Type.Integer(),
  done: Type.Integer(),
})
export type LedgerCount = Static<typeof ledgerCountSchema>

const writeOff = { due: Type.Integer(), done: Type.Integer(), overdue: Type.Integer(), early: Type.Integer() }
/** One write-off round: 应销 `due`, 已销 `done`, 超期 `overdue`, 提前 `early`, in all and by responsible unit. */
export const ledgerRoundSchema = Type.Object({
  ledger: Type.String(),
  round: Type.String({ description: '`2026-11` or `2026-Q4`.' }),
  from: Type.Integer(),
  to: Type.Integer({ description: 'Not included.' }),
  total: Type.Object(writeOff),
  units: Type.Array(Type.Object({ unit: Type.String(), ...writeOff })),
})
export type LedgerRound = Static<typeof ledgerRoundSchema>
