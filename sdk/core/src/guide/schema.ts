import Type, { type Static } from 'typebox'
import { identifier, label, prose, strict } from '../shared/identifier.ts'

/** A flowchart as data (流程图, S1-05): boxes and arrows that a page can draw and a check can follow. */
export const flowchartSchema = Type.Object(
  {
    nodes: Type.Array(
      Type.Object(
        {
          id: identifier('节点代号'),
          name: label('节点', 80),
          shape: Type.Enum(['start', 'act', 'decision', 'end'], { title: '类别', 'x-enum-names': ['开始', '办理', '判断', '结束'] }),
          by: Type.Optional(label('由谁', 60)),
        },
        strict,
      ),
      { title: '节点', minItems: 2, maxItems: 60 },
    ),
    edges: Type.Array(Type.Object({ from: identifier('从'), to: identifier('到'), name: Type.Optional(label('条件', 60)) }, strict), {
      title: '走向',
      minItems: 1,
      maxItems: 120,
    }),
  },
  { ...strict, title: '流程图' },
)
export type Flowchart = Static<typeof flowchartSchema>

/** The four parts of a working guide (S3-07); other sections have none. */
export const guidePartSchema = Type.Enum(['purpose', 'requirements', 'duties', 'mechanism'], {
  title: '部分',
  'x-enum-names': ['目的', '要求', '职责', '机制'],
})

/** 导则: a regulation or manual as text, with its flowchart, bound to items by id. */
export const guideSchema = Type.Object(
  {
    id: identifier(),
    title: label('标题'),
    clause: Type.Optional(label('出处', 300)),
    sections: Type.Array(
      Type.Object({ part: Type.Optional(guidePartSchema), heading: label('小标题', 100), text: prose('正文', 8000) }, strict),
      { title: '正文', minItems: 1, maxItems: 60 },
    ),
    flowchart: Type.Optional(flowchartSchema),
  },
  { ...strict, title: '导则' },
)
export type Guide = Static<typeof guideSchema>
