import Type, { type Static } from 'typebox'
import { roleSchema, unitTypeSchema } from '@shaotai/core'
import { pageOf } from '../list/schema.ts'
import { route } from '../route/route.ts'

export const unitRowSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  shortName: Type.Union([Type.String(), Type.Null()]),
  type: unitTypeSchema,
  parent: Type.Union([Type.String(), Type.Null()]),
  active: Type.Boolean(),
})
export type UnitRow = Static<typeof unitRowSchema>

export const personRowSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  unit: Type.String(),
  roles: Type.Array(roleSchema),
  squad: Type.Union([Type.String(), Type.Null()]),
  active: Type.Boolean(),
})
export type PersonRow = Static<typeof personRowSchema>

/** How many rows of a list a town has, and the cluster (片区) it belongs to; `urgent`: overdue cases, tasks not yet acknowledged. */
export const townGroupSchema = Type.Object({
  cluster: Type.Union([Type.String(), Type.Null()]),
  town: Type.String(),
  total: Type.Integer(),
  urgent: Type.Integer(),
})
export type TownGroup = Static<typeof townGroupSchema>

export const listUnits = route({
  method: 'GET',
  path: '/api/v1/units',
  tag: 'people',
  summary: '单位',
  list: true,
  response: pageOf(unitRowSchema),
})

export const listPeople = route({
  method: 'GET',
  path: '/api/v1/people',
  tag: 'people',
  summary: '人员：本单位；平台与县级可看全县',
  list: true,
  response: pageOf(personRowSchema),
})

/** People by their ids: what an answer that names somebody reads as. */
export const namePeople = route({
  method: 'POST',
  path: '/api/v1/people/names',
  tag: 'people',
  summary: '按编号查人员姓名和单位，供显示表单里所选的人',
  status: 200,
  body: Type.Object(
    { ids: Type.Array(Type.String({ minLength: 1, maxLength: 64 }), { minItems: 1, maxItems: 50, uniqueItems: true }) },
    { additionalProperties: false },
  ),
  response: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), unit: Type.String() })),
})
