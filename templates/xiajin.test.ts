import { describe, expect, it } from 'vitest'
import { decideTask, type Permission, type TaskRequest } from '../sdk/core/src/gate/decide.ts'
import { checkPolicy } from '../sdk/core/src/policy/check.ts'
import { playStory } from '../sdk/core/src/policy/story.ts'
import { EntryStory } from '../sdk/core/src/testing/a-ledger.ts'
import { loadTemplate } from './testing/load-template.ts'

const { policy, organisation } = loadTemplate('hechuan')

describe('xiajin: the check', () => {
  it('finds nothing', () => {
    expect(checkPolicy(policy, { organisation })).toEqual([])
  })
})

describe('xiajin: 清单动态管理 (S1-03, S1-22②)', () => {
  const asked = () =>
    new EntryStory(policy)
      .do('2026-09-01T09:00', 'town-principal@ZH03', {
        name: 'open',
        data: {
          ledger: 'list-change',
          form: {
            title: '新增“共享单车乱停乱放”事项',
            change: 'add',
            item: 'HC-ZF-06',
            name: '共享单车乱停乱放',
            listKind: 'territorial',
            domain: 'ZF',
            category: 'quick',
            lead: 'ZF',
            cooperating: ['JJ'],
            basis: '《城市道路管理条例》',
            townDuty: '劝导、临时归集。',
            consulted: ['ZF', 'JJ', 'JD01'],
            effectiveFrom: '2026-11-01',
            why: '一个月三次退回，清单没有此项。',
          },
        },
      })
      .take('2026-09-01T10:00', 'organisation-office@BB', 'accept')

  it('asks towns and departments, waits for all, then is decided; the change becomes a draft of the list', () => {
    const story = asked()
      .do('2026-09-02T09:00', 'dept-leader@ZF', { name: 'answer', data: { answer: 'agree' } })
      .do('2026-09-02T10:00', 'dept-leader@JJ', { name: 'answer', data: { answer: 'comment', text: '停放点由镇街划定' } })
    expect(story.entry?.state).toBe('consulting')
    story.do('2026-09-02T11:00', 'town-principal@JD01', { name: 'answer', data: { answer: 'agree' } })
    expect([story.refusal, story.entry?.state]).toEqual([undefined, 'deciding'])
    story.take('2026-09-04T09:00', 'dept-leader@ZF', 'decide', { reason: { text: '同意' } })
    expect(story.refusal?.code).toBe('ledger.step.not-your-role')
    story.take('2026-09-10T09:00', 'list-manager@BB', 'decide', { reason: { text: '县委编委会 2026 年第 4 次会议' } })
    expect([story.refusal, story.entry?.state]).toEqual([undefined, 'decided'])
    expect(story.types()).toContain('entry.effected')
  })

  it('goes on without who is silent after five working days, and says so', () => {
    expect(asked().until('2026-09-08T17:30').entry?.state).toBe('consulting')
    expect(asked().until('2026-09-08T17:31').entry?.state).toBe('deciding')
  })
})

describe('xiajin: 交办事项准入 (S1-22③)', () => {
  const task = (over: Partial<TaskRequest> = {}): TaskRequest => ({ kind: 'task', unit: 'ZF', towns: ['ZH03'], item: 'HC-ZF-01', ...over })
  const decide = (asked: TaskRequest, permissions: Permission[] = []) => decideTask(policy, { permissions, task: asked, day: '2026-09-15' })
  const permission: Permission = {
    id: 'p1',
    unit: 'GX',
    towns: [],
    kinds: ['target'],
    title: '淘汰落后产能摸排',
    from: '2026-09-10',
    to: '2026-09-30',
  }

  it.each<[string, TaskRequest, string]>([
    ['a letter of responsibility without an item', task({ kind: 'letter', item: undefined }), 'task.item.required'],
    ['a department that the item does not name', task({ unit: 'WL' }), 'task.item.other-unit'],
    ['an assessment of towns by a department', task({ kind: 'assessment' }), 'task.assessment.not-authority'],
  ])('refuses %s', (_name, asked, code) => {
    expect(decide(asked)).toMatchObject({ ok: false, error: { code } })
  })

  it('lets pass what the list says, and for a time what was admitted', () => {
    expect(decide(task())).toMatchObject({ ok: true, value: { by: 'item' } })
    const target = task({ kind: 'target', unit: 'GX', item: undefined })
    expect(decide(target)).toMatchObject({ ok: false })
    expect(decide(target, [permission])).toMatchObject({ ok: true, value: { by: 'permission' } })
  })

  it('asks the organisation office and the county offices before it admits', () => {
    const form = {
      title: '淘汰落后产能摸排',
      tasks: ['target'],
      towns: ['ZH03'],
      from: '2026-09-10',
      to: '2026-09-30',
      support: '每镇街派 1 名技术员，经费随文下达',
      why: '县政府办公会议纪要第 9 号',
    }
    const story = new EntryStory(policy)
      .do('2026-09-01T09:00', 'dept-clerk@GX', { name: 'open', data: { ledger: 'admission', form } })
      .take('2026-09-02T09:00', 'organisation-office@BB', 'pass')
      .take('2026-09-03T09:00', 'county-office@ZFB', 'admit')
    expect([story.refusal, story.entry?.state]).toEqual([undefined, 'admitted'])
    expect(story.types()).toContain('entry.effected')
  })
})

describe('xiajin: 与纪检系统衔接 (S1-29)', () => {
  it('hands the second red card of a month over to discipline, once', () => {
    const story = policy.examples.find((one) => one.id === 'two-reds')!
    const told = playStory(policy, story).cases.flatMap(({ events }) => events.map((event) => event.type))
    expect(told.filter((type) => type === 'discipline.handedOver')).toHaveLength(1)
  })
})

describe('xiajin: 说明书和流程图 (S1-05)', () => {
  it('gives each of the 51 items a manual with a flowchart whose every box is reached and leads on', () => {
    const manuals = policy.responsibilities.items.map((item) => policy.guides.find((guide) => guide.id === item.guide))
    expect(new Set(manuals).size).toBe(51)
    for (const manual of manuals) {
      const { nodes = [], edges = [] } = manual?.flowchart ?? {}
      const starts = nodes.filter((node) => node.shape === 'start').map((node) => node.id)
      const ends = nodes.filter((node) => node.shape === 'end').map((node) => node.id)
      expect(starts, manual?.id).toHaveLength(1)
      for (const { id } of nodes) {
        if (!starts.includes(id))
          expect(
            edges.some((edge) => edge.to === id),
            `${manual?.id} ${id}`,
          ).toBe(true)
        if (!ends.includes(id))
          expect(
            edges.some((edge) => edge.from === id),
            `${manual?.id} ${id}`,
          ).toBe(true)
      }
    }
  })
})

describe('xiajin: 依单监管问责 (S1-22⑥, S1-30)', () => {
  it('hears the unit, then settles or hands over to discipline', () => {
    const story = new EntryStory(policy)
      .do('2026-09-07T09:00', 'supervisor@DK', {
        name: 'open',
        data: {
          ledger: 'accountability',
          form: { title: '两次未报到', behaviour: 'no-show', item: 'HC-ZF-01', fact: '9 月 1 日、3 日签收后均未到场。', owner: 'ZF' },
        },
      })
      .take('2026-09-08T09:00', 'dept-leader@ZF', 'explain', { form: { reply: '人手被抽调。', excuse: 'no' } })
      .take('2026-09-09T09:00', 'supervisor@DK', 'hand', { reason: { text: '一个月内两张红牌' } })
      .take('2026-09-14T09:00', 'discipline-officer@JW', 'discipline', { form: { result: 'talk', finding: '约谈主管领导。' } })
    expect([story.refusal, story.entry?.state]).toEqual([undefined, 'done'])
  })
})
