import Type, { type Static } from 'typebox'
import { strict } from '../shared/identifier.ts'
import { approvalCommandSchemas } from '../approval/command.ts'
import { copyCommandSchema } from '../copy/schema.ts'
import { ANSWERS } from './consultation-schema.ts'

const id = Type.String({ minLength: 1, maxLength: 64 })
const form = Type.Record(Type.String(), Type.Unknown(), { description: 'Data of the form, by field id.' })
const reason = Type.Object({ id: Type.Optional(id), text: Type.String({ maxLength: 2000 }) }, strict)

const { signApproval, resolveMeeting, ...onApproval } = approvalCommandSchemas

/** The commands of a ledger entry and what each carries. Which of them somebody may give: `allowedLedgerCommands`. */
export const entryCommandSchemas = {
  open: Type.Object({ ledger: id, form }, strict),
  take: Type.Object({ step: id, form: Type.Optional(form), reason: Type.Optional(reason) }, strict),
  sign: Type.Omit(signApproval, ['form', 'values'], strict),
  resolve: Type.Omit(resolveMeeting, ['values'], strict),
  ...onApproval,
  copy: copyCommandSchema,
  answer: Type.Object({ answer: Type.Enum([...ANSWERS]), text: Type.Optional(Type.String({ maxLength: 2000 })) }, strict),
}
export type EntryCommandName = keyof typeof entryCommandSchemas
export type EntryCommandData<N extends EntryCommandName> = Static<(typeof entryCommandSchemas)[N]>

/** What a person asks for. `expectedVersion`: the version they looked at; another one is refused as stale. */
export type EntryCommand = { [N in EntryCommandName]: { name: N; data: EntryCommandData<N>; expectedVersion?: number } }[EntryCommandName]
/** What a timer asks for, and what a panel's proposal opens. */
export type EntrySystemCommand = { name: 'fireClock'; data: { timer: string } } | { name: 'propose'; data: EntryCommandData<'open'> }
