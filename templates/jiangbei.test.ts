import { describe, expect, it } from 'vitest'
import { decideTask, type Permission, type TaskRequest } from '../sdk/core/src/gate/decide.ts'
import type { EntryCommand } from '../sdk/core/src/ledger/command.ts'
import { checkPolicy } from '../sdk/core/src/policy/check.ts'
import { runExample } from '../sdk/core/src/policy/example.ts'
import type { ScoreEntry } from '../sdk/core/src/scoring/input.ts'
import { computeScores } from '../sdk/core/src/scoring/score.ts'
import { EntryStory } from '../sdk/core/src/testing/a-ledger.ts'
import { loadTemplate } from './testing/load-template.ts'

const { policy, organisation } = loadTemplate('hechuan-jiangbei')
const { items } = policy.responsibilities
const open = (ledger: string, form: Record<string, unknown>): EntryCommand => ({ name: 'open', data: { ledger, form } })

describe('jiangbei', () => {
  it('passes the check; only that nobody is the single authority of assessments is pointed out', () => {
    expect(checkPolicy(policy, { organisation }).map((one) => `${one.severity} ${one.code}`)).toEqual([
      'amber policy.gate.authority-missing',
    ])
  })

  it.each(policy.examples.map((example) => [example.title, example] as const))('holds: %s', (_title, example) => {
    expect(runExample(policy, example)).toEqual([])
  })

  it('plays its examples with people the fictional county has', () => {
    const missing = policy.examples.flatMap(({ id, steps }) =>
      steps.flatMap(({ actor }) => {
        const [role, unit] = (actor.split('#')[0] ?? '').split('@')
        const known = organisation.people.some((person) => person.unit === unit && person.roles.some((one) => one === role))
        return actor === 'system' || known ? [] : [`${id}: ${actor}`]
      }),
    )
    expect(missing).toEqual([])
  })
})

describe('jiangbei: the list (S3-02, S3-03, S3-08, S3-29)', () => {
  const territorial = items.filter((item) => item.kind === 'territorial')

  it('has 83 matters of 16 departments, each with an entry of the upper catalogue and duties of department, town and grid', () => {
    expect([territorial.length, new Set(territorial.map((item) => item.lead)).size]).toEqual([83, 16])
    for (const { id, upstream, duties, cooperating } of territorial) {
      expect([upstream, duties?.lead, duties?.town, duties?.grid], id).not.toContain(undefined)
      expect(Object.keys(duties?.cooperating ?? {}).toSorted(), id).toEqual(cooperating.toSorted())
    }
  })

  it('has ten topics and a checklist of the grid for each of eight trades, which nobody reports as a case', () => {
    expect(territorial.filter((item) => item.category === 'topic')).toHaveLength(10)
    const checklists = items.filter((item) => item.kind === 'grid-work')
    expect(checklists).toHaveLength(8)
    expect(checklists.every((item) => !item.whistle)).toBe(true)
  })

  it('guides every matter of two departments by purpose, requirements, duties and mechanism, 13 in all (S3-07, S3-10)', () => {
    const guided = territorial.filter((item) => item.guide !== undefined)
    expect([guided.length, [...new Set(guided.map((item) => item.lead))].toSorted()]).toEqual([13, ['SC', 'ZF']])
    for (const item of guided) {
      const guide = policy.guides.find((one) => one.id === item.guide)
      expect(guide?.sections.flatMap((section) => section.part ?? [])).toEqual(['purpose', 'requirements', 'duties', 'mechanism'])
      expect(guide?.flowchart, item.id).toBeDefined()
    }
  })
})

describe('jiangbei: 职责准入 (S3-06)', () => {
  const [onList] = items
  const task = (over: Partial<TaskRequest> = {}): TaskRequest => ({
    kind: 'letter',
    unit: 'ZF',
    towns: ['JD01'],
    item: onList?.id,
    ...over,
  })
  const decide = (asked: TaskRequest, permissions: Permission[] = []) => decideTask(policy, { permissions, task: asked, day: '2026-09-15' })

  it.each<[string, TaskRequest, string]>([
    ['a letter of responsibility off the list (责任状)', task({ item: undefined }), 'task.item.required'],
    ['a target off the list (分解下达指标)', task({ kind: 'target', item: undefined }), 'task.item.required'],
    ['an assessment off the list (考核验收)', task({ kind: 'assessment', item: undefined }), 'task.item.required'],
    ['a department that the matter does not name', task({ unit: 'MZ' }), 'task.item.other-unit'],
    ['a checklist of the grid', task({ item: 'WG-catering', unit: 'SC' }), 'task.item.kind'],
  ])('refuses %s', (_name, asked, code) => {
    expect(decide(asked)).toMatchObject({ ok: false, error: { code } })
  })

  it('lets pass what is on the list', () => {
    expect(decide(task())).toMatchObject({ ok: true, value: { by: 'item' } })
  })

  it('admits for a time, after the office has reviewed and the towns were asked', () => {
    const form = {
      title: '燃气管道老旧排查',
      tasks: ['target'],
      towns: ['JD01'],
      basis: '市安委会通知',
      from: '2026-09-10',
      to: '2026-12-31',
      support: '随文下达经费，派 2 名技术员',
      reason: '入户需要街道配合',
    }
    const story = new EntryStory(policy)
      .do('2026-09-01T09:00', 'dept-leader@ZJ', open('admission', form))
      .take('2026-09-02T09:00', 'organisation-office@BB', 'review', { form: { opinion: '依据清楚。', ok: true } })
      .do('2026-09-03T09:00', 'town-principal@JD01', { name: 'answer', data: { answer: 'agree' } })
      .do('2026-09-03T10:00', 'dept-leader@SF', { name: 'answer', data: { answer: 'agree' } })
      .take('2026-09-04T09:00', 'organisation-office@BB', 'submit-decision')
      .take('2026-09-07T09:00', 'county-office@ZFB', 'approve', { form: { opinion: '同意。' } })
    expect([story.refusal, story.entry?.state]).toEqual([undefined, 'done'])
    expect(story.events.find((event) => event.type === 'entry.effected')?.data).toMatchObject({
      permission: { unit: 'ZJ', towns: ['JD01'], kinds: ['target'], from: '2026-09-10', to: '2026-12-31' },
    })
  })
})

describe('jiangbei: 清单动态调整 (S3-04)', () => {
  const form = {
    title: '共享单车停放秩序',
    change: 'add',
    itemId: 'SD-ZF-08',
    effectiveFrom: '2026-11-01',
    name: '共享单车停放秩序',
    domain: 'ZF',
    listKind: 'territorial',
    category: 'routine',
    lead: 'ZF',
    cooperating: ['JJ'],
    basis: '《城市道路管理条例》',
    leadDuty: '主体责任：约谈企业、清运处罚。',
    townDuty: '协同责任：劝导、临时归集。',
    consulted: ['JD01'],
    reason: '五人小组两次认定，清单没有此项。',
  }

  it('is reviewed, asked about, decided, and becomes a change of the list from its date', () => {
    const story = new EntryStory(policy)
      .do('2026-09-01T09:00', 'dept-leader@ZF', open('list-change', form))
      .take('2026-09-02T09:00', 'organisation-office@BB', 'review', { form: { legal: 'yes', opinion: '属法定职责。' } })
      .take('2026-09-03T09:00', 'organisation-office@BB', 'submit-decision')
    expect(story.refusal?.code).toBe('ledger.step.guard')
    story
      .do('2026-09-04T09:00', 'town-principal@JD01', { name: 'answer', data: { answer: 'comment', text: '请明确停放区由谁划。' } })
      .take('2026-09-07T09:00', 'organisation-office@BB', 'submit-decision')
      .take('2026-09-08T09:00', 'county-office@ZFB', 'approve', { form: { opinion: '同意新增。' } })
    expect([story.refusal, story.entry?.state]).toEqual([undefined, 'done'])
    expect(story.events.find((event) => event.type === 'entry.effected')?.data).toMatchObject({
      listChange: { change: 'add', item: 'SD-ZF-08', from: '2026-11-01' },
    })
  })
})

describe('jiangbei: 派驻机构干部调整 (S3-13, S3-14, S3-15)', () => {
  const asked = () =>
    new EntryStory(policy)
      .do(
        '2026-09-01T09:00',
        'dept-leader@ZF',
        open('cadre', {
          title: '调整禾城综合执法中队负责人',
          kind: 'transfer',
          station: 'JD01.ZF',
          town: 'JD01',
          name: '某负责人',
          record: '全年办件 300 件，超期 12 件。',
          reason: '轮岗',
        }),
      )
      .take('2026-09-01T10:00', 'dept-leader@ZF', 'ask')

  it('ends when the town vetoes', () => {
    const story = asked().do('2026-09-02T09:00', 'town-principal@JD01', {
      name: 'answer',
      data: { answer: 'disagree', text: '群众满意度低，街道不同意。' },
    })
    expect(story.entry?.state).toBe('vetoed')
  })

  it('goes on when the town agrees, and nobody else may speak for the town', () => {
    const story = asked().do('2026-09-02T09:00', 'town-principal@JD02', { name: 'answer', data: { answer: 'agree' } })
    expect(story.refusal?.code).toBe('ledger.consultation.not-asked')
    story.do('2026-09-02T10:00', 'town-principal@JD01', { name: 'answer', data: { answer: 'agree' } })
    expect(story.entry?.state).toBe('review')
    story.take('2026-09-03T09:00', 'county-office@ZZB', 'appoint', { form: { opinion: '按程序任免。' } })
    expect(story.entry?.state).toBe('done')
  })

  it('tells the town of a move of staff, and only that town confirms', () => {
    const story = new EntryStory(policy).do(
      '2026-09-01T09:00',
      'dept-clerk@ZF',
      open('staff', { title: '队员调往南河中队', station: 'JD01.ZF', town: 'JD01', date: '2026-09-01' }),
    )
    story.take('2026-09-02T09:00', 'town-clerk@ZH03', 'receive')
    expect(story.refusal?.code).toBe('ledger.step.not-your-unit')
    story.take('2026-09-02T10:00', 'town-clerk@JD01', 'receive')
    expect(story.entry?.state).toBe('done')
  })
})

describe('jiangbei: 三方会考 (S3-16 to S3-20)', () => {
  const entry = (input: string, subject: string, value: string): ScoreEntry => ({
    id: `${input}.${subject}`,
    input,
    subject,
    value,
    at: 0,
    unit: 'DK',
    person: 'p',
    name: 'p',
    role: 'supervisor',
  })
  const of = (subject: string, [department, town, social]: [string, string, string], more: ScoreEntry[] = []) => [
    entry('department', subject, department),
    entry('town', subject, town),
    entry('social', subject, social),
    ...more,
  ]
  const entries = [
    ...of('JD01.ZF', ['90', '80', '70'], [entry('brave', 'JD01.ZF', '2')]),
    ...of('JD01.SC', ['95', '95', '95'], [entry('veto', 'JD01.SC', '1'), entry('brave', 'JD01.SC', '5')]),
    ...of('ZH03.ZF', ['80', '70', '60'], [entry('execution', 'ZH03.ZF', '-5')]),
    ...of('ZH03.SC', ['85', '85', '85']),
  ]
  const subjects = ['JD01.ZF', 'JD01.SC', 'ZH03.ZF', 'ZH03.SC'].map((id) => ({ id, type: 'stationed-agency' as const }))
  const sheets = (id: string) => {
    const model = policy.scoring.models.find((one) => one.id === id)
    const all = model ? computeScores(model, [], subjects, { entries }) : []
    return (subject: string) => all.find((sheet) => sheet.subject === subject)
  }

  it('is 30, 40 and 30 points: 27 + 32 + 21, and 2 for a heavy burden', () => {
    expect(sheets('agency-annual')('JD01.ZF')?.score).toBe('82.00')
  })

  it('is 27 + 39.2 + 14.7 in the other reading, where the social part is 30% of 70%', () => {
    expect(sheets('agency-annual-nested')('JD01.ZF')?.score).toBe('80.90')
  })

  it('takes the award by veto whatever the score, and tells the last ranks what follows', () => {
    const sheet = sheets('agency-annual')
    expect(sheet('JD01.SC')).toMatchObject({ score: '100.00', rank: 1 })
    expect(JSON.stringify(sheet('JD01.SC'))).toContain('取消当年评优资格')
    expect(sheet('ZH03.ZF')?.score).toBe('65.00')
    expect(JSON.stringify(sheet('ZH03.ZF'))).toContain('取消评优资格')
  })
})
