import Type, { type Static } from 'typebox'
import { strict } from '../shared/identifier.ts'

/** A value a condition compares with. */
export const conditionValueSchema = Type.Union([Type.String(), Type.Number(), Type.Boolean()], { title: '值' })
export type ConditionValue = Static<typeof conditionValueSchema>

/** A dotted path into the declared vocabulary: `case.category`, `case.emergency`, `form.place`, `assignment.role`. */
export const pathSchema = Type.String({ title: '项目', pattern: '^[a-z][A-Za-z0-9_]*(\\.[A-Za-z0-9_-]+)*$', maxLength: 128 })

const compare = (title: string) => Type.Tuple([pathSchema, conditionValueSchema], { title })

/**
 * A condition: typed, three-valued (true, false, unknown), without code. At most two levels of grouping are shown to people.
 * A missing fact makes a comparison unknown, never true: an unknown condition does not apply and says which fact was missing.
 */
export const conditionSchema = Type.Cyclic(
  {
    Condition: Type.Union(
      [
        Type.Object({ all: Type.Array(Type.Ref('Condition'), { title: '全部满足', maxItems: 32 }) }, strict),
        Type.Object({ any: Type.Array(Type.Ref('Condition'), { title: '任一满足', maxItems: 32 }) }, strict),
        Type.Object({ not: Type.Ref('Condition') }, strict),
        Type.Object({ eq: compare('等于') }, strict),
        Type.Object({ ne: compare('不等于') }, strict),
        Type.Object({ lt: compare('小于') }, strict),
        Type.Object({ le: compare('不大于') }, strict),
        Type.Object({ gt: compare('大于') }, strict),
        Type.Object({ ge: compare('不小于') }, strict),
        Type.Object({ in: Type.Tuple([pathSchema, Type.Array(conditionValueSchema, { maxItems: 200 })], { title: '属于' }) }, strict),
        Type.Object({ has: Type.Tuple([pathSchema, conditionValueSchema], { title: '包含' }) }, strict),
        Type.Object({ exists: pathSchema }, strict),
      ],
      { title: '条件' },
    ),
  },
  'Condition',
)
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { eq: [string, ConditionValue] }
  | { ne: [string, ConditionValue] }
  | { lt: [string, ConditionValue] }
  | { le: [string, ConditionValue] }
  | { gt: [string, ConditionValue] }
  | { ge: [string, ConditionValue] }
  | { in: [string, ConditionValue[]] }
  | { has: [string, ConditionValue] }
  | { exists: string }

/** Facts a condition reads: a plain tree of JSON values. */
export type Facts = { readonly [key: string]: unknown }
