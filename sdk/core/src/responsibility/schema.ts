import Type, { type Static } from 'typebox'
import { conditionSchema } from '../condition/schema.ts'
import { goalSchema } from '../sla/schema.ts'
import { civilDate, identifier, label, prose, strict } from '../shared/identifier.ts'

/** The kinds of list a county keeps (S1, S3, S4 and the township lists of 2024–25). */
export const LIST_KINDS = ['territorial', 'basic-duty', 'cooperative-duty', 'taken-back', 'whistle', 'duty', 'grid-work'] as const
export const listKindSchema = Type.Enum([...LIST_KINDS], {
  title: '清单类别',
  'x-enum-names': ['属地管理', '基本履职', '配合履职', '上级部门收回', '吹哨事项', '职责清单', '网格工作清单'],
})

/** A time limit of a list item for one clock: it takes the place of the clock's own goals for cases of the item (数字城管 处置时限). */
export const itemLimitSchema = Type.Object(
  { clock: identifier('时限'), ...Type.Omit(goalSchema, ['when']).properties },
  { ...strict, title: '事项时限' },
)
export type ItemLimit = Static<typeof itemLimitSchema>
const limits = Type.Optional(Type.Array(itemLimitSchema, { title: '处置时限', maxItems: 10 }))

/** One situation of an item (颗粒化监管情形, S1-34): how to recognise it, when a case may be opened and closed. */
export const situationSchema = Type.Object(
  {
    id: identifier(),
    name: label('情形'),
    description: Type.Optional(prose('问题描述')),
    openCriteria: Type.Optional(prose('立案条件')),
    closeCriteria: Type.Optional(prose('结案条件')),
    emergency: Type.Optional(Type.Boolean({ title: '属突发紧急' })),
    limits,
  },
  { ...strict, title: '情形' },
)

/** Who does what for one item (S1-35). `cooperating` is keyed by unit id. */
export const dutiesSchema = Type.Object(
  {
    grid: Type.Optional(prose('网格监管')),
    town: Type.Optional(prose('乡镇（街道）综合管理')),
    lead: Type.Optional(prose('县直部门监管执法')),
    cooperating: Type.Optional(Type.Record(Type.String(), prose('配合职责'), { ...strict, title: '配合职责' })),
  },
  { ...strict, title: '职责' },
)

/** One item of a responsibility list: legal text, routing entry, form selector and basis of accountability at once. */
export const listItemSchema = Type.Object(
  {
    id: identifier('事项编号'),
    name: label('事项'),
    domain: identifier('领域'),
    kind: listKindSchema,
    category: identifier('哨种'),
    lead: identifier('主体责任部门'),
    cooperating: Type.Array(identifier('配合责任部门'), { title: '配合责任部门', uniqueItems: true, maxItems: 20 }),
    stationedAgency: Type.Optional(label('应先协调的派驻机构', 60)),
    legalBasis: Type.Array(label('监督执法依据', 300), { title: '监督执法依据', maxItems: 20 }),
    situations: Type.Array(situationSchema, { title: '监管情形', maxItems: 40 }),
    openCriteria: Type.Optional(prose('立案条件')),
    closeCriteria: Type.Optional(prose('结案条件')),
    limits,
    duties: Type.Optional(dutiesSchema),
    keyPoints: Type.Optional(prose('管理执法要点')),
    requirements: Type.Optional(prose('具体工作要求')),
    evaluationHints: Type.Optional(prose('评价提示', 1000)),
    guide: Type.Optional(identifier('说明书')),
    evidence: Type.Optional(
      Type.Object({ photos: Type.Integer({ title: '答复照片不少于', minimum: 0, maximum: 20 }) }, { ...strict, title: '佐证' }),
    ),
    whistle: Type.Boolean({ title: '可以吹哨', default: true }),
    effectiveFrom: Type.Optional(civilDate('施行日')),
    effectiveTo: Type.Optional(civilDate('废止日')),
    replaces: Type.Optional(identifier('取代的事项')),
    consulted: Type.Optional(Type.Array(identifier('征求意见单位'), { title: '征求意见单位', maxItems: 60 })),
    upstream: Type.Optional(label('上级目录编号', 100)),
    retired: Type.Optional(Type.Boolean({ title: '已停用' })),
  },
  { ...strict, title: '责任事项' },
)
export type ListItem = Static<typeof listItemSchema>

/** A routing rule (派件目录) tried before the item's own entry; the first whose condition holds decides. */
export const routeRuleSchema = Type.Object(
  {
    id: identifier(),
    name: label('规则'),
    when: conditionSchema,
    lead: identifier('牵头单位'),
    cooperating: Type.Array(identifier('配合单位'), { title: '配合单位', uniqueItems: true, maxItems: 20 }),
    clause: Type.Optional(label('依据', 200)),
  },
  { ...strict, title: '派件规则' },
)

export type RouteRule = Static<typeof routeRuleSchema>

/** 责任清单: domains, items and the routes that differ from the items' own entries. */
export const responsibilitiesSchema = Type.Object(
  {
    title: label('清单名称'),
    clause: Type.Optional(label('依据', 300)),
    lists: Type.Optional(
      Type.Array(Type.Object({ kind: listKindSchema, title: label('清单名称'), clause: Type.Optional(label('依据', 300)) }, strict), {
        title: '各类清单',
        maxItems: 7,
      }),
    ),
    domains: Type.Array(Type.Object({ id: identifier('领域代号'), name: label('领域') }, strict), { title: '领域', maxItems: 100 }),
    items: Type.Array(listItemSchema, { title: '责任事项', maxItems: 5000 }),
    routes: Type.Optional(Type.Array(routeRuleSchema, { title: '派件规则', maxItems: 500 })),
    offList: Type.Enum(['refuse', 'allow'], { title: '清单外事项', 'x-enum-names': ['不能吹哨', '可以吹哨, 由平台研判派件'] }),
  },
  { ...strict, title: '责任清单' },
)
export type Responsibilities = Static<typeof responsibilitiesSchema>
