import Type, { type Static } from 'typebox'
import { civilDate, label, prose, strict } from '../shared/identifier.ts'

const count = (title: string) => Type.Integer({ title, minimum: 0, maximum: 10_000 })

/** A file uploaded before, named by the digest of its bytes. */
const fileSchema = Type.Object(
  {
    id: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    type: Type.Optional(Type.String({ maxLength: 100 })),
    size: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  strict,
)

/** A meeting's resolution (决议) as an object: what was decided, where it is written down, and the figures it follows from. */
export const resolutionSchema = Type.Object(
  {
    number: label('文号', 60),
    date: civilDate('会议日期'),
    expected: Type.Integer({ title: '应到人数', minimum: 1, maximum: 10_000 }),
    present: count('实到人数'),
    for: count('同意'),
    against: count('不同意'),
    abstained: count('弃权'),
    text: Type.Optional(prose('决议内容', 2000)),
    minutes: Type.Optional(Type.Array(fileSchema, { title: '会议纪要', maxItems: 20, 'x-widget': 'photos' })),
    result: Type.Optional(Type.Enum(['passed', 'failed'], { title: '会议结论', type: 'string', 'x-enum-names': ['通过', '未通过'] })),
  },
  { ...strict, title: '会议决议' },
)
export type Resolution = Static<typeof resolutionSchema>
