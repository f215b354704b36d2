import { describe, expect, it } from 'vitest'
import { decideTask, type TaskRequest } from '../sdk/core/src/gate/decide.ts'
import { checkPolicy } from '../sdk/core/src/policy/check.ts'
import type { Policy } from '../sdk/core/src/policy/schema.ts'
import type { ScoreFact } from '../sdk/core/src/scoring/facts.ts'
import { computeScores } from '../sdk/core/src/scoring/score.ts'
import { showSheet } from '../sdk/core/src/scoring/visibility.ts'
import { EntryStory } from '../sdk/core/src/testing/a-ledger.ts'
import { loadTemplate } from './testing/load-template.ts'

const { policy, organisation } = loadTemplate('hechuan-beijing')
const annual = policy.scoring.models.find((model) => model.id === 'department-annual')!
const weighed = (town: string, other: string): typeof annual => ({
  ...annual,
  parts: annual.parts.map((part) => ({ ...part, weight: { town, other }[part.id] ?? part.weight })),
})

describe('beijing: 街乡权重不少于三分之一 (S4-11)', () => {
  it.each([
    ['exactly a third', '1/3', '2/3', []],
    ['more than a third', '2/5', '3/5', []],
    ['0.33 is less than a third', '33/100', '67/100', ['policy.scoring.constraint']],
  ])('%s', (_name, town, other, codes) => {
    const models = policy.scoring.models.map((model) => (model.id === annual.id ? weighed(town, other) : model))
    expect(checkPolicy({ ...policy, scoring: { models } } as Policy, { organisation }).map((one) => one.code)).toEqual(codes)
  })
})

describe('beijing: 部门绩效, 背靠背 (S4-11, S4-12)', () => {
  const rated = (town: string, stars: number): ScoreFact => ({
    kind: 'assignment',
    case: `c-${town}`,
    assignment: 'a',
    unit: 'ZF',
    unitType: 'department',
    town,
    category: 'enforcement',
    concluded: true,
    'eval.rated': true,
    'eval.response': stars,
    'eval.cooperation': stars,
    'eval.effect': stars,
  })
  const district = {
    id: 'e1',
    input: 'district',
    subject: 'ZF',
    value: '90',
    at: 0,
    unit: 'DK',
    person: 'supervisor',
    name: '督查员',
    role: 'supervisor' as const,
  }
  const sheet = (...facts: ScoreFact[]) => computeScores(annual, facts, [{ id: 'ZF', type: 'department' }], { entries: [district] })[0]!
  const judged = { person: 'p', name: '部门', unit: 'ZF', roles: ['dept-leader' as const] }

  it('is a third of the towns, each counted once, and two thirds of the district', () => {
    // (100 + 60 + 80) / 3 = 80; 80/3 + 90·2/3 = 86.67
    expect(sheet(rated('ZH03', 5), rated('ZH03', 5), rated('JD01', 3), rated('ZH04', 4)).score).toBe('86.67')
  })

  it('shows the department nothing before three towns have rated', () => {
    const few = sheet(rated('ZH03', 5), rated('JD01', 3))
    const enough = sheet(rated('ZH03', 5), rated('JD01', 3), rated('ZH04', 4))
    expect(showSheet(annual, few, judged, true).score).toBeNull()
    expect(showSheet(annual, enough, judged, true).score).toBe('86.67')
    expect(showSheet(annual, few, { ...judged, unit: 'DK', roles: ['supervisor'] }, false).score).not.toBeNull()
  })
})

describe('beijing: 派出机构考核评价权 (S4-09)', () => {
  it('scores a stationed agency half by the town it sits in', () => {
    const model = policy.scoring.models.find((one) => one.id === 'agency-annual')!
    const entry = (input: string, value: string, role: 'town-principal' | 'dept-leader', unit: string) => ({
      id: input,
      input,
      subject: 'ZH03.ZF',
      value,
      at: 0,
      unit,
      person: role,
      name: role,
      role,
    })
    const entries = [entry('town', '70', 'town-principal', 'ZH03'), entry('parent', '95', 'dept-leader', 'ZF')]
    expect(computeScores(model, [], [{ id: 'ZH03.ZF', type: 'stationed-agency', parent: 'ZF' }], { entries })[0]?.score).toBe('82.50')
  })
})

describe('beijing: 统一考核和交办准入 (S4-06, S4-10)', () => {
  const task = (over: Partial<TaskRequest> = {}): TaskRequest => ({
    kind: 'task',
    unit: 'ZF',
    towns: ['ZH03'],
    item: 'BJ-DUTY-03',
    ...over,
  })
  const decide = (asked: TaskRequest) => decideTask(policy, { permissions: [], task: asked, day: '2026-09-15' })

  it.each<[string, TaskRequest, object]>([
    ['a task of the list of duties passes', task(), { ok: true, value: { by: 'item' } }],
    ['the district assesses towns', task({ kind: 'assessment', unit: 'DK', item: undefined }), { ok: true, value: { by: 'authority' } }],
    ['a department does not assess towns', task({ kind: 'assessment' }), { ok: false, error: { code: 'task.assessment.not-authority' } }],
    ['no letter of responsibility without an item', task({ kind: 'letter', item: undefined }), { ok: false }],
    ['a whistle item is no ground for a task', task({ item: 'BJ-ZF-01' }), { ok: false, error: { code: 'task.item.kind' } }],
  ])('%s', (_name, asked, outcome) => {
    expect(decide(asked)).toMatchObject(outcome)
  })

  it('lists fourteen duties of towns, with what departments do for them', () => {
    const duties = policy.responsibilities.items.filter((item) => item.kind === 'duty')
    expect(duties).toHaveLength(14)
    for (const { id, whistle, duties: said } of duties) expect([whistle, !said?.town, !said?.lead], id).toEqual([false, false, false])
  })
})

describe('beijing: 十四项举措台账 (S4-05)', () => {
  it('names owner and deadline, and is supervised on three levels when late', () => {
    const form = { title: '普遍建立综合执法中心', group: 'report', content: '年底前全覆盖。', owner: 'ZF', deadline: '2026-09-10' }
    const story = new EntryStory(policy).do('2026-09-01T09:00', 'county-office@XWB', { name: 'open', data: { ledger: 'measures', form } })
    story.take('2026-09-02T09:00', 'dept-leader@ZF', 'accept').until('2026-10-12T09:00')
    const cards = story.events.filter((event) => event.type === 'card.issued').map((event) => [event.data.card, event.data.level])
    expect(cards).toEqual([
      ['white', 1],
      ['yellow', 2],
      ['red', 3],
    ])
    story
      .take('2026-10-12T10:00', 'dept-leader@ZF', 'ask', { form: { result: '十四个街乡已挂牌。' } })
      .take('2026-10-12T11:00', 'supervisor@DK', 'ok')
    expect([story.refusal, story.entry?.phase]).toEqual([undefined, 'DONE'])
  })
})

describe('beijing: 重大事项意见建议权 (S4-07)', () => {
  it('asks the towns concerned; silence after five working days is stated, not taken for consent', () => {
    const form = { title: '垃圾转运站选址', content: '拟在南河镇选址。', kind: 'plan', towns: ['ZH03', 'ZH04'], owner: 'ZJ' }
    const story = new EntryStory(policy)
      .do('2026-09-18T09:00', 'dept-leader@ZJ', { name: 'open', data: { ledger: 'major-matters', form } })
      .do('2026-09-21T09:00', 'town-principal@ZH03', { name: 'answer', data: { answer: 'disagree', text: '距学校不足 300 米' } })
    expect(story.entry?.state).toBe('asking')
    // 20 September is worked: 20, 21, 22, 23, 24.
    story.until('2026-09-24T17:31')
    expect(story.entry?.state).toBe('weighing')
    expect(story.entry?.consultation).toMatchObject({ answers: [{ unit: 'ZH03', answer: 'disagree' }] })
    story.take('2026-09-25T09:00', 'dept-leader@ZJ', 'settle', { form: { adopted: '采纳，改址。' } })
    expect(story.refusal?.code ?? story.entry?.phase).toBe('DONE')
  })
})

describe('beijing: 实体化综合执法中心 (S4-14, S4-15)', () => {
  it('has one site per pilot town with people of six departments resident, and an agency of each per town', () => {
    for (const town of ['JD01', 'JD02', 'ZH03']) {
      const resident = organisation.units.filter((unit) => unit.type === 'squad' && unit.manages === town)
      expect(
        resident.map((unit) => unit.parent),
        town,
      ).toEqual(['GA', 'XF', 'ZF', 'SC', 'JT', 'JJ'])
      for (const { id } of resident)
        expect(
          organisation.people.some((person) => person.squad === id),
          id,
        ).toBe(true)
      expect(organisation.units.find((unit) => unit.id === `${town}.ZX`)?.parent).toBe(town)
    }
    for (const town of organisation.units.filter((unit) => unit.type === 'town')) {
      const police = organisation.units.filter(
        (unit) => unit.type === 'stationed-agency' && unit.manages === town.id && unit.parent === 'GA',
      )
      expect(police, town.id).toHaveLength(1)
    }
  })
})
