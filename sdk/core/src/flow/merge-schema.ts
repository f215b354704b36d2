import Type, { type Static } from 'typebox'
import { roleSchema } from '../organisation/role.ts'
import { strict } from '../shared/identifier.ts'

/**
 * 并件: a case follows another about the same matter. Within one town the step `merge` decides who may; across towns those named here may at
 * once, everybody else asks (request `merge`).
 */
export const mergeSchema = Type.Object(
  {
    acrossTowns: Type.Array(roleSchema, { title: '跨镇街并件由谁直接决定', uniqueItems: true, maxItems: 10 }),
  },
  { ...strict, title: '并件' },
)
export type MergeRule = Static<typeof mergeSchema>
