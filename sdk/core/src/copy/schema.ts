import Type, { type Static } from 'typebox'
import { strict } from '../shared/identifier.ts'

/** The most units and people one matter is copied to (抄送). */
export const COPIES_LIMIT = 20

const id = Type.String({ minLength: 1, maxLength: 64 })
const some = (description: string) => Type.Optional(Type.Array(id, { minItems: 1, maxItems: COPIES_LIMIT, uniqueItems: true, description }))

/** To copy a case or a ledger entry to others: units, single people, and a word to them. */
export const copyCommandSchema = Type.Object(
  {
    units: some('Unit ids.'),
    people: some('Person ids: who is named alone sees it, not the rest of their unit.'),
    note: Type.Optional(Type.String({ maxLength: 500 })),
  },
  strict,
)
export type CopyCommand = Static<typeof copyCommandSchema>

/** Whom a matter is copied to for information (抄送): a unit, or one person. They see it and do nothing about it. */
export const copiedSchema = Type.Object({
  unit: Type.String({ description: 'The unit; with `person`, the unit they belonged to.' }),
  person: Type.Optional(Type.Object({ id: Type.String(), name: Type.String() })),
  at: Type.Integer(),
  by: Type.String({ description: 'Person id of who copied it.' }),
})
export type Copied = Static<typeof copiedSchema>
