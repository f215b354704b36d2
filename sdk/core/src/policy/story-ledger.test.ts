import { describe, expect, it } from 'vitest'
import { aLedger, aLedgerPolicy } from '../testing/a-ledger.ts'
import { checkExample } from './check-example.ts'
import type { Example, ExampleStep } from './example-schema.ts'
import { runExample } from './example.ts'
import type { Policy } from './schema.ts'

const open: ExampleStep = {
  at: '2026-11-02T09:00',
  actor: 'supervisor@PT',
  entry: 'a',
  command: 'open',
  data: { ledger: 'rectify', form: { title: '河道垃圾', owner: 'ZF', deadline: '2026-11-13' } },
}
const story = (...steps: ExampleStep[]): Example => ({ id: 's', title: '台账', steps })
const wait = (at: string, expected: ExampleStep['expect']): ExampleStep => ({
  at,
  actor: 'system',
  entry: 'a',
  command: 'wait',
  expect: expected,
})

describe('stories of ledgers and the gate', () => {
  it('plays an entry with its due time, its three levels, and a refusal', () => {
    const steps = [
      { ...open, expect: { state: 'todo', due: { finish: '2026-11-14T00:00' }, card: 'none' as const } },
      {
        at: '2026-11-03T09:00',
        actor: 'dept-clerk@SL',
        entry: 'a',
        command: 'take',
        data: { step: 'accept' },
        expect: { refusal: 'ledger.step.not-your-unit' },
      },
      wait('2026-11-21T00:01', { level: 2, card: 'yellow', breached: ['finish'] }),
      wait('2026-11-29T00:01', { level: 3, card: 'red' }),
    ]
    expect(runExample(aLedgerPolicy(), story(...steps))).toEqual([])
  })

  it('says where it came out otherwise', () => {
    const problems = runExample(
      aLedgerPolicy(),
      story({ ...open, expect: { state: 'done', due: { finish: '2026-11-15T00:00' }, refusal: 'x' } }),
    )
    expect(problems.map((one) => one.what)).toEqual(['refusal', 'state', 'due finish'])
  })

  it('what an entry grants in the story opens the gate', () => {
    const ledger = aLedger({
      ownerField: undefined,
      open: { by: ['dept-clerk'], state: 'review' },
      steps: [{ id: 'admit', name: '准入', from: ['review'], to: 'done', by: ['supervisor'] }],
      clocks: [],
      supervision: [],
      writeOff: undefined,
      effect: { kind: 'task-admission', tasks: 'tasks', towns: 'towns', from: 'from', to: 'to', maxDays: 90 },
    })
    const policy: Policy = {
      ...aLedgerPolicy([ledger]),
      gate: {
        title: '准入',
        by: ['dept-clerk'],
        gated: ['target'],
        permits: ['territorial'],
        townDuty: true,
        units: 'involved',
        ledger: 'rectify',
      },
    }
    const handDown: ExampleStep = {
      at: '2026-11-02T08:00',
      actor: 'dept-clerk@ZF',
      command: 'handDown',
      data: { kind: 'target', towns: ['T1'] },
    }
    const form = { title: '迎检', tasks: ['target'], towns: ['T1'], from: '2026-11-02', to: '2026-11-30' }
    const steps: ExampleStep[] = [
      { ...handDown, expect: { refusal: 'task.item.required' } },
      { ...open, actor: 'dept-clerk@ZF', data: { ledger: 'rectify', form } },
      { at: '2026-11-02T10:00', actor: 'supervisor@PT', entry: 'a', command: 'take', data: { step: 'admit' }, expect: { state: 'done' } },
      { ...handDown, at: '2026-11-03T09:00' },
      { ...handDown, at: '2026-12-01T09:00', expect: { refusal: 'task.item.required' } },
    ]
    expect(runExample(policy, story(...steps))).toEqual([])
  })

  it.each<[string, ExampleStep, string]>([
    ['a command of cases on an entry', { ...open, command: 'dispatch' }, 'policy.example.command /steps/0/command'],
    ['data the command does not carry', { ...open, data: { ledger: 'rectify' } }, 'policy.example.data /steps/0/data/form'],
    ['a ledger that is not there', { ...open, data: { ledger: 'none', form: {} } }, 'policy.reference.missing /steps/0/data/ledger'],
    [
      'a way of handing down that is none',
      { at: open.at, actor: 'dept-clerk@ZF', command: 'handDown', data: { kind: 'war', towns: ['T1'] } },
      'policy.example.data /steps/0/data/kind',
    ],
    ['a state that is not there', { ...open, expect: { state: 'heaven' } }, 'policy.reference.missing /steps/0/expect/state'],
  ])('the check finds %s', (_name, step, found) => {
    expect(checkExample(aLedgerPolicy(), story(step), undefined).map((one) => `${one.code} ${one.at}`)).toContain(found)
  })
})
