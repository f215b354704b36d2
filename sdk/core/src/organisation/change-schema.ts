import Type, { type Static } from 'typebox'
import { strict } from '../shared/identifier.ts'
import { personSchema, unitSchema } from './schema.ts'

/** How many units and people one change may name, together. */
export const MAX_ORGANISATION_ROWS = 5000

const { id, name, shortName, type, parent, active, phone } = unitSchema.properties

/** A unit as it is to be; what a change does not speak of (squads, duty hours) stays. */
export const unitRecordSchema = Type.Object({ id, name, shortName, type, parent, active, phone }, strict)
export type UnitRecord = Static<typeof unitRecordSchema>

/** A person with an account as they are to be. Nobody is ever removed: an account that is not needed any more is closed. */
export const personRecordSchema = Type.Object(
  {
    id: personSchema.properties.id,
    account: personSchema.properties.account,
    name: personSchema.properties.name,
    unit: personSchema.properties.unit,
    roles: personSchema.properties.roles,
    phone: personSchema.properties.phone,
    active: Type.Boolean({ title: '在用' }),
  },
  strict,
)
export type PersonRecord = Static<typeof personRecordSchema>

/** Everything a county changes of its units and people at once. A unit that once had anything to do is retired, not removed. */
export const organisationChangeSchema = Type.Object(
  {
    units: Type.Array(unitRecordSchema, { maxItems: MAX_ORGANISATION_ROWS }),
    people: Type.Array(personRecordSchema, { maxItems: MAX_ORGANISATION_ROWS }),
    removed: Type.Array(Type.String({ maxLength: 64 }), {
      maxItems: MAX_ORGANISATION_ROWS,
      description: 'Ids of units entered by mistake.',
    }),
  },
  { ...strict, title: '机构变更' },
)
export type OrganisationChange = Static<typeof organisationChangeSchema>

/** What a county has: every unit and every account, also those out of use. */
export type OrganisationRecords = { readonly units: readonly UnitRecord[]; readonly people: readonly PersonRecord[] }
