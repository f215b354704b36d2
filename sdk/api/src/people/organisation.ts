import { organisationChangeSchema, personRecordSchema, unitRecordSchema } from '@shaotai/core'
import Type, { type Static } from 'typebox'
import { route } from '../route/route.ts'

const strict = { additionalProperties: false } as const

/** How many first passwords are given out at once: each takes a while to make. */
export const MAX_FIRST_PASSWORDS = 50

/** Every unit and account of a county, also those out of use, for those who keep them. */
export const organisationViewSchema = Type.Object({
  base: Type.String({ description: 'Fingerprint of all this, to be sent back with a change.' }),
  units: Type.Array(unitRecordSchema),
  people: Type.Array(
    Type.Object({
      ...personRecordSchema.properties,
      waiting: Type.Boolean({ description: 'Nobody signed in with the first password yet, or none was given out.' }),
    }),
  ),
})
export type OrganisationView = Static<typeof organisationViewSchema>

export const changeOrganisationSchema = Type.Object(
  {
    base: Type.String({ maxLength: 64, description: 'Of the organisation the change was made from.' }),
    change: organisationChangeSchema,
    dry: Type.Optional(Type.Boolean({ description: 'Only check it.' })),
  },
  strict,
)
export type ChangeOrganisation = Static<typeof changeOrganisationSchema>

const counts = Type.Object({ added: Type.Integer(), changed: Type.Integer(), retired: Type.Integer(), removed: Type.Integer() })
export const organisationChangedSchema = Type.Object({ base: Type.String(), units: counts, people: counts })
export type OrganisationChanged = Static<typeof organisationChangedSchema>

export const firstPasswordsSchema = Type.Object(
  { people: Type.Array(Type.String({ maxLength: 64 }), { minItems: 1, maxItems: MAX_FIRST_PASSWORDS, uniqueItems: true }) },
  strict,
)
export const firstPasswordListSchema = Type.Array(
  Type.Object({ person: Type.String(), account: Type.String(), name: Type.String(), unit: Type.String(), password: Type.String() }),
  { description: 'Told once and kept nowhere; each must be changed with the first sign-in.' },
)
export type FirstPasswordList = Static<typeof firstPasswordListSchema>

export const showOrganisation = route({
  method: 'GET',
  path: '/api/v1/organisation',
  tag: 'people',
  summary: '全部单位和账号，含停用的（县管理员、安全管理员）',
  response: organisationViewSchema,
})

export const changeOrganisation = route({
  method: 'POST',
  path: '/api/v1/organisation/changes',
  tag: 'people',
  summary: '一次改动单位和人员：全部成功或全部不改',
  description: '单位停用而不删除；从未有过业务的单位可以删除。新账号没有口令，另行发放。带管理权限的角色只由安全管理员授予。',
  body: changeOrganisationSchema,
  status: 200,
  response: organisationChangedSchema,
  refusals: [
    'organisation.too-many',
    'organisation.changed-since',
    'organisation.unit.twice',
    'organisation.unit.name-taken',
    'organisation.unit.parent-unknown',
    'organisation.unit.parent-retired',
    'organisation.unit.cycle',
    'organisation.unit.has-units',
    'organisation.unit.has-people',
    'organisation.unit.in-use',
    'organisation.unit.unknown',
    'organisation.person.twice',
    'organisation.person.account-taken',
    'organisation.person.unit-unknown',
    'organisation.person.unit-retired',
    'organisation.person.own',
    'organisation.person.administrative',
  ],
})

export const giveFirstPasswords = route({
  method: 'POST',
  path: '/api/v1/people/first-passwords',
  tag: 'people',
  summary: '发放初始口令：只显示这一次，原有口令和会话立即失效，首次登录须修改',
  body: firstPasswordsSchema,
  status: 200,
  response: firstPasswordListSchema,
  refusals: ['organisation.person.own', 'organisation.person.administrative', 'organisation.person.unknown'],
})
