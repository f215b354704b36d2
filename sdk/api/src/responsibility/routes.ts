import Type, { type Static } from 'typebox'
import { route } from '../route/route.ts'

const id = Type.String({ minLength: 1, maxLength: 64 })
const count = Type.Integer({ minimum: 0 })

/** Who was responsible for what under one item, all its versions together (依单监管, S1-22⑥, S3-05): cases, cards and tasks by unit. */
export const itemRecordSchema = Type.Object({
  item: Type.String(),
  versions: Type.Array(Type.String(), { description: 'Ids of the versions of the matter, oldest first.' }),
  cases: Type.Object({ open: count, closed: count, overdue: count }),
  cards: Type.Object({ white: count, yellow: count, red: count }),
  units: Type.Array(
    Type.Object({
      unit: Type.String(),
      lead: Type.Integer({ description: 'Cases it led.' }),
      cooperating: Type.Integer({ description: 'Cases it helped with.' }),
      tasks: Type.Integer({ description: 'Tasks it handed to towns under the item.' }),
    }),
  ),
  towns: Type.Array(Type.Object({ town: Type.String(), cases: count, tasks: count })),
})
export type ItemRecord = Static<typeof itemRecordSchema>

export const showItemRecord = route({
  method: 'GET',
  path: '/api/v1/responsibilities/:item/record',
  tag: 'responsibility',
  summary: '依单监管：某事项下谁办了什么、督办牌、交办；只计本人有权查看的',
  params: Type.Object({ item: id }),
  response: itemRecordSchema,
  refusals: ['policy.none', 'http.not-found'],
})
