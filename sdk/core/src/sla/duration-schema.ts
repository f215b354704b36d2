import Type, { type Static } from 'typebox'
import { strict } from '../shared/identifier.ts'
import { basisSchema, countRuleSchema } from './schema.ts'

/** A length of time counted as a goal is: a window within which something may be asked, or how long after a breach something follows. */
export const durationSchema = (title: string) =>
  Type.Object(
    {
      amount: Type.Integer({ title: '时长', minimum: 1, maximum: 100000 }),
      unit: Type.Enum(['minute', 'hour', 'day'], { title: '单位', 'x-enum-names': ['分钟', '小时', '日'] }),
      basis: basisSchema,
      countRule: Type.Optional(countRuleSchema),
    },
    { ...strict, title },
  )
export type Duration = Static<ReturnType<typeof durationSchema>>
