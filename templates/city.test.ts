import { describe, expect, it } from 'vitest'
import { checkPolicy } from '../sdk/core/src/policy/check.ts'
import type { Policy } from '../sdk/core/src/policy/schema.ts'
import type { ScoreFact } from '../sdk/core/src/scoring/facts.ts'
import { computeScores } from '../sdk/core/src/scoring/score.ts'
import { EntryStory } from '../sdk/core/src/testing/a-ledger.ts'
import { loadTemplate } from './testing/load-template.ts'

const { policy, organisation } = loadTemplate('hechuan-city')
const { items, domains } = policy.responsibilities

describe('city: “吹哨”事项清单 (S0-12, S0-13, S0-14)', () => {
  it('covers the six named fields, and says main and cooperating responsibility of every item', () => {
    const named = ['综合执法', '生态环境', '市场监管', '应急管理', '城乡建设', '自然资源']
    expect(domains.map((domain) => domain.name)).toEqual(expect.arrayContaining(named))
    for (const item of items) {
      const main = item.whistle ? item.duties?.lead : item.duties?.town
      const other = item.whistle ? item.duties?.town : item.duties?.lead
      expect([main?.startsWith('主要责任：'), other?.startsWith('配合责任：')], item.id).toEqual([true, true])
      expect(Object.keys(item.duties?.cooperating ?? {}).toSorted(), item.id).toEqual(item.cooperating.toSorted())
    }
  })

  it('states for every item when which whistle may be blown', () => {
    const whistle = { quick: '吹快捷哨', hard: '吹攻坚哨', emergency: '吹应急哨' } as Record<string, string>
    for (const item of items.filter((one) => one.whistle)) expect(item.openCriteria, item.id).toContain(whistle[item.category])
  })
})

describe('city: 唯一吹哨承办机构 (S0-16) and 立刻报主管领导 (S0-17)', () => {
  it('lets only the clerk of the whistle unit blow', () => {
    expect(policy.flows.flatMap((flow) => flow.steps.filter((step) => step.act === 'submit').flatMap((step) => step.by))).toEqual([
      'town-clerk',
    ])
  })

  it('tells the leader when the department has the whistle, day or night for an emergency', () => {
    const told = policy.notifications.notices.filter((notice) => notice.on === 'assignment.signed' && notice.to.includes('dept-leader'))
    expect(told).toMatchObject([{ units: 'assignee', channels: ['in-app', 'sound'] }])
  })
})

describe('city: 综合评价 (S0-26, S0-28, S0-30)', () => {
  const model = policy.scoring.models[0]!
  const fact = (handling: number, duty: number, resident: number, verified: number): ScoreFact => ({
    kind: 'assignment',
    case: 'c',
    assignment: 'a',
    unit: 'ZF',
    unitType: 'department',
    town: 'ZH03',
    category: 'quick',
    concluded: true,
    arrivedOnTime: true,
    repliedOnTime: true,
    'eval.rated': true,
    'eval.handling': handling,
    'eval.duty': duty,
    'eval.resident': resident,
    'eval.verified': verified,
  })
  const score = (of: typeof model, one: ScoreFact) => computeScores(of, [one], [{ id: 'ZF', type: 'department' }])[0]?.score
  /** The model with other weights of town and residents. */
  const weighed = (town: string, residents: string) => ({
    ...model,
    parts: model.parts.map((part) => ({ ...part, weight: { town, residents }[part.id] ?? part.weight })),
  })

  it('is half the town, three tenths the residents, a fifth the platform; the person’s is the same', () => {
    expect(score(model, fact(100, 100, 0, 100))).toBe('70.00')
    expect(policy.scoring.models[1]).toMatchObject({ subject: 'person', parts: model.parts, indicators: model.indicators })
  })

  it('lets the residents’ share rise, and refuses to let it fall below three tenths', () => {
    expect(score(weighed('2/5', '2/5'), fact(100, 100, 0, 100))).toBe('60.00')
    const codes = (first: typeof model) =>
      checkPolicy({ ...policy, scoring: { models: [first, ...policy.scoring.models.slice(1)] } } as Policy)
    expect(codes(weighed('2/5', '2/5'))).toEqual([])
    expect(codes(weighed('51/100', '29/100')).map((one) => one.code)).toEqual(['policy.scoring.constraint'])
  })
})

describe('city: ledgers', () => {
  it('领导小组议定事项 (S0-04): reported by its owner, written off by the office, a white card when late', () => {
    const story = new EntryStory(policy).do('2026-09-01T09:00', 'county-office@XWB', {
      name: 'open',
      data: {
        ledger: 'leading-group',
        form: { title: '统一应哨小分队标识', kind: 'measure', content: '九月底前统一。', owner: 'ZF', deadline: '2026-09-10' },
      },
    })
    story.take('2026-09-02T09:00', 'dept-leader@SC', 'accept')
    expect(story.refusal?.code).toBe('ledger.step.not-your-unit')
    story.take('2026-09-02T09:10', 'dept-leader@ZF', 'accept').until('2026-09-11T00:01')
    expect(story.types()).toContain('card.issued')
    story
      .take('2026-09-11T09:00', 'dept-leader@ZF', 'report', { form: { result: '标识已统一配发。' } })
      .take('2026-09-11T10:00', 'county-office@XWB', 'ok')
    expect([story.refusal, story.entry?.phase]).toEqual([undefined, 'DONE'])
  })

  it('倒查追责 (S0-29): finds the link that failed, then settles', () => {
    const story = new EntryStory(policy)
      .do('2026-09-01T09:00', 'supervisor@DK', {
        name: 'open',
        data: { ledger: 'trace', form: { title: '三季度排名末位', ground: 'rank', owner: 'ZJ' } },
      })
      .take('2026-09-08T09:00', 'supervisor@DK', 'find', { form: { link: 'reply', finding: '两件反馈不实。', conclusion: 'notice' } })
      .take('2026-09-09T09:00', 'county-leader@HC', 'settle')
    expect([story.refusal, story.entry?.phase]).toEqual([undefined, 'DONE'])
  })

  it('居民建议 (S0-30): answered within five working days, told to the resident, reopened if they do not accept', () => {
    const story = new EntryStory(policy)
      .do('2026-09-18T09:00', 'town-clerk@ZH03', {
        name: 'open',
        data: { ledger: 'suggestions', form: { title: '哨件结果贴到村口', content: '请公开结果。', kind: 'supervision', owner: 'ZF' } },
      })
      .take('2026-09-21T09:00', 'dept-leader@ZF', 'answer', { form: { answer: '十月起每月张贴。', adopted: 'yes' } })
      .take('2026-09-22T09:00', 'town-clerk@ZH03', 'again', { reason: { text: '要求每周张贴' } })
    expect(story.entry?.state).toBe('open')
    // The make-up Sunday 2026-09-20 counts: 20, 21, 22, 23, 24.
    const [clock] = story.clocks('2026-09-22T09:00')
    expect(new Date(clock?.dueAt ?? 0).toISOString()).toBe('2026-09-24T09:30:00.000Z')
  })
})

it('city: plays squads and residents with people the county has', () => {
  const named = policy.examples.flatMap(({ steps }) =>
    steps.flatMap(({ data }) => ((data?.responders ?? []) as { person?: string }[]).flatMap(({ person }) => person ?? [])),
  )
  const squads = new Map(organisation.people.map((person) => [person.id, person.squad]))
  expect(named.filter((person) => squads.get(person) === undefined)).toEqual([])
})
