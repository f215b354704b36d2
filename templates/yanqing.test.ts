import { describe, expect, it } from 'vitest'
import type { EntryCommand } from '../sdk/core/src/ledger/command.ts'
import { checkPolicy } from '../sdk/core/src/policy/check.ts'
import { runExample } from '../sdk/core/src/policy/example.ts'
import { EntryStory } from '../sdk/core/src/testing/a-ledger.ts'
import { loadTemplate } from './testing/load-template.ts'

const { policy, organisation } = loadTemplate('hechuan-yanqing')

describe('yanqing', () => {
  it('passes the check with nothing to point out', () => {
    expect(checkPolicy(policy, { organisation })).toEqual([])
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

  it('has three levels, and never closes by silence', () => {
    const demand = policy.categories.find((one) => one.id === 'demand')
    expect(demand?.levels?.map((level) => level.name)).toEqual(['普通哨', '重点哨', '疑难哨'])
    for (const { consent } of policy.flows) expect(consent).toMatchObject({ required: true, automatic: false, neverAutomatic: true })
  })

  it('says of every figure of a clock where it comes from', () => {
    expect(policy.sla.clocks.flatMap(({ id, goals }) => goals.filter((goal) => !goal.clause).map(() => id))).toEqual([])
  })
})

const open = (ledger: string, form: Record<string, unknown>): EntryCommand => ({ name: 'open', data: { ledger, form } })

describe('yanqing: 整改台账 (S2-24)', () => {
  const opened = () =>
    new EntryStory(policy).do(
      '2026-09-01T09:00',
      'supervisor@DK',
      open('rectification', {
        title: '南河镇解决率连续两月垫底',
        no: 1,
        place: '南河镇',
        owner: 'ZH03',
        kind: 'solve',
        measures: '逐件回看未解决哨单，主要负责人每周对单。',
        person: '朱传玺',
        deadline: '2026-09-18',
        round: 'month',
      }),
    )
  const late = (at: string) => opened().take('2026-09-02T09:00', 'town-clerk@ZH03', 'accept').until(at).entry

  it('is supervised on three levels: at once, after seven days, after fifteen', () => {
    expect(late('2026-09-18T23:00')).toMatchObject({ card: 'none' })
    expect(late('2026-09-19T00:01')).toMatchObject({ card: 'white', level: 1 })
    expect(late('2026-09-26T00:01')).toMatchObject({ card: 'yellow', level: 2 })
    expect(late('2026-10-04T00:01')).toMatchObject({ card: 'red', level: 3 })
  })

  it('is written off by the supervisor only when the problem is solved, and the responsible unit asks for it', () => {
    const photos = [{ id: 'a'.repeat(64), name: 'a.jpg', type: 'image/jpeg', size: 1 }]
    const asked = (solved: boolean) =>
      opened()
        .take('2026-09-02T09:00', 'town-clerk@ZH03', 'accept')
        .take('2026-09-16T09:00', 'town-principal@ZH03', 'apply', {
          form: { result: '未解决哨单 12 件已办结 11 件。', solved, photos },
        })
    const other = opened().take('2026-09-02T09:00', 'town-clerk@ZH04', 'accept')
    expect(other.refusal?.code).toBe('ledger.step.not-your-unit')
    expect(asked(false).take('2026-09-17T09:00', 'supervisor@DK', 'write-off').refusal?.code).toBe('ledger.step.guard')
    const done = asked(true).take('2026-09-17T09:00', 'supervisor@DK', 'write-off')
    expect([done.refusal, done.entry?.phase]).toEqual([undefined, 'DONE'])
  })

  it('counts write-off by the month and by the quarter', () => {
    expect(policy.ledgers?.find((one) => one.id === 'rectification')?.writeOff).toEqual({ clock: 'finish', rounds: ['month', 'quarter'] })
  })
})

describe('yanqing: 提请报告 (S2-07)', () => {
  it('goes to the leaders, whose instruction names the unit and the day', () => {
    const story = new EntryStory(policy)
      .do(
        '2026-09-01T09:00',
        'platform-head@WGZX',
        open('reports', {
          title: '老旧小区水泵更新资金',
          problem: '维修资金不足，涉及 12 个小区。',
          options: '财政奖补三成。',
          owner: 'ZJ',
        }),
      )
      .take('2026-09-02T09:00', 'county-leader@HC', 'instruct', {
        form: { instruction: '住建局牵头，财政局配合。', owner: 'CZ', deadline: '2026-09-30' },
      })
    expect([story.refusal, story.entry?.owner, story.entry?.state]).toEqual([undefined, 'CZ', 'doing'])
    expect(story.take('2026-09-20T09:00', 'dept-leader@ZJ', 'report').refusal?.code).toBe('ledger.step.not-your-unit')
  })
})
