import type { ClockRule } from '@shaotai/core'
import { aPolicy, aSla } from '@shaotai/core/testing'
import { describe, expect, it } from 'vitest'
import { clausesOfSla, goalText, numeral } from './clauses.ts'

const EVENTS: Record<string, string> = {
  'assignment.signed': '签收',
  'assignment.arrived': '到场',
  'assignment.done': '答复',
  'assignment.reworkStarted': '开始重办',
  'assignment.returned': '退回',
  'assignment.waived': '免办',
  'assignment.cancelled': '取消交办',
}
const words = { event: (name: string) => EVENTS[name] ?? name, role: () => '部门签收员', condition: () => '应急为“是”' }
const clock = (id: string, changes: Partial<ClockRule> = {}) => {
  const found = aSla().clocks.find((one) => one.id === id)
  if (!found) throw new Error(`no clock ${id}`)
  return { ...found, ...changes }
}
const clause = (one: ClockRule) => clausesOfSla(aSla({ clocks: [one] }), aPolicy(), words)[1]

describe('时限规则 as clauses', () => {
  it('begins with how time is counted', () => {
    const [first] = clausesOfSla(aSla({ clocks: [] }), aPolicy(), words)
    expect(first).toMatchObject({ number: '第一条', title: '计时' })
    expect(first?.sentences.at(-1)).toBe('工作日历变动后，在办件的到期时间重新计算。')
  })

  it.each([
    ['from what, until what, how long', clock('arrive'), '应哨单位自“签收”起，至“到场”为止，应当在 3 小时（按自然时间）内完成。'],
    ['several starts', clock('reply'), '应哨单位自“到场”或“开始重办”起，至“答复”为止，应当在 3 个工作日（次日起算，至末日下班）内完成。'],
    [
      'goals by case',
      clock('arrive', {
        goals: [
          { when: { eq: ['case.emergency', true] }, amount: 30, unit: 'minute', basis: 'natural' },
          { amount: 3, unit: 'hour', basis: 'working-minutes' },
        ],
      }),
      '应哨单位自“签收”起，至“到场”为止，应当在下列时限内完成：（一）应急为“是”，30 分钟（按自然时间）；（二）其他情形，3 小时（按工作时间）。',
    ],
    ['only some cases', clock('arrive', { when: { eq: ['case.emergency', true] } }), '应急为“是”的，应哨单位自“签收”起'],
  ])('%s', (_name, one, expected) => {
    expect(clause(one)?.sentences[0]).toContain(expected)
  })

  it.each([
    ['each unit for itself', clock('arrive'), '各应哨单位分别计算。'],
    ['only the lead', clock('arrive', { appliesTo: 'lead' }), '只计牵头单位。'],
    ['pauses', clock('arrive'), '挂起期间停表，不计入时限。'],
    ['a new round', clock('reply'), '再次进入本环节的，重新计算。'],
    ['extension', clock('reply'), '经批准可以延期，最多 1 次，每次不超过 3 日。'],
    ['what ends it', clock('arrive'), '“退回”或“免办”或“取消交办”的，本时限不再计算。'],
    ['warning', clock('arrive'), '用去时限的 80% 时提醒。'],
    ['who is told', clock('arrive'), '超时的，告知部门签收员。'],
  ])('says %s', (_name, one, expected) => {
    expect(clause(one)?.sentences).toContain(expected)
  })

  it('names each basis once', () => {
    const basis = '第十二条'
    const goals: ClockRule['goals'] = [
      { when: { exists: 'case.item' }, amount: 1, unit: 'hour', basis: 'natural', clause: basis },
      { amount: 2, unit: 'hour', basis: 'natural', clause: basis },
    ]
    expect(clause(clock('arrive', { goals }))?.basis).toEqual([basis])
  })
})

describe('amounts', () => {
  it.each([
    [{ amount: 30, unit: 'minute', basis: 'working-minutes' }, ' 30 分钟（按工作时间）'],
    [{ amount: 5, unit: 'day', basis: 'calendar-days', countRule: 'same-moment' }, ' 5 日（至同一时刻）'],
    [{ amount: 2, unit: 'day', basis: 'working-days', countRule: 'elapsed' }, ' 2 个工作日（按工作分钟累计）'],
  ] as const)('%j', (goal, expected) => expect(goalText(goal)).toBe(expected))
})

describe('numerals', () => {
  it.each([
    [9, '九'],
    [10, '十'],
    [12, '十二'],
    [20, '二十'],
    [51, '五十一'],
    [103, '一百零三'],
    [110, '一百一十'],
    [112, '一百一十二'],
    [1005, '一千零五'],
  ])('%i', (count, expected) => expect(numeral(count)).toBe(expected))
})
