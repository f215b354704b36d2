import Type, { type Static } from 'typebox'

/** What an appeal (申诉) may contest. `callback` is a dissatisfied callback contested on the agent's own motion (甄别). */
export const APPEAL_SUBJECTS = ['rating', 'rejection', 'return', 'card', 'callback'] as const
export type AppealSubject = (typeof APPEAL_SUBJECTS)[number]

export const appealSubjectsSchema = Type.Array(
  Type.Enum([...APPEAL_SUBJECTS], { title: '对什么', 'x-enum-names': ['评价', '不予受理', '驳回退回的决定', '督办牌', '回访结果'] }),
  { title: '可申诉事项', minItems: 1, maxItems: 5, uniqueItems: true },
)

/** How an appeal ends: the contested thing stands, counts for nothing (评价剔除、督办牌撤销、决定撤销), or a rating gets other values. */
export const APPEAL_OUTCOMES = ['kept', 'withdrawn', 'changed'] as const
export const appealOutcomeSchema = Type.Enum([...APPEAL_OUTCOMES], { title: '结果', 'x-enum-names': ['维持', '撤销', '变更'] })
export type AppealOutcome = Static<typeof appealOutcomeSchema>
