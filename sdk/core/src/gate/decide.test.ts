import { describe, expect, it } from 'vitest'
import type { Policy } from '../policy/schema.ts'
import type { ListItem } from '../responsibility/schema.ts'
import { aLedger, aLedgerPolicy } from '../testing/a-ledger.ts'
import { aPolicy } from '../testing/a-policy.ts'
import { decideTask, type Permission, type TaskRequest } from './decide.ts'
import type { Gate } from './schema.ts'

const base = aPolicy().responsibilities.items[0]!
const item = (id: string, over: Partial<ListItem> = {}): ListItem => ({ ...base, id, name: `事项${id}`, duties: { town: '劝导' }, ...over })
const gate = (over: Partial<Gate> = {}): Gate => ({
  title: '交办事项准入',
  by: ['dept-clerk'],
  gated: ['task', 'target', 'assessment', 'letter', 'inspection'],
  permits: ['territorial', 'basic-duty', 'cooperative-duty'],
  townDuty: true,
  units: 'involved',
  authority: 'KH',
  ledger: 'admission',
  ...over,
})
const policy = (over: Partial<Gate> = {}): Policy => {
  const made = aLedgerPolicy([aLedger({ id: 'admission', name: '准入申请' })])
  return {
    ...made,
    gate: gate(over),
    responsibilities: {
      ...made.responsibilities,
      items: [
        item('L1'),
        item('L2', { kind: 'taken-back', name: '无证幼儿园查处' }),
        item('L3', { kind: 'whistle' }),
        item('L4', { duties: { lead: '查处' } }),
        item('L5', { effectiveFrom: '2027-01-01' }),
        item('L6', { effectiveTo: '2026-10-31' }),
        item('L6.2', { effectiveFrom: '2026-11-01', replaces: 'L6' }),
        item('L7', { retired: true }),
      ],
    },
  }
}
const task = (over: Partial<TaskRequest> = {}): TaskRequest => ({ kind: 'task', unit: 'ZF', towns: ['T1'], item: 'L1', ...over })
const permission = (over: Partial<Permission> = {}): Permission => ({
  id: 'p1',
  unit: 'ZF',
  towns: [],
  kinds: ['task', 'assessment'],
  title: '迎检整治',
  from: '2026-11-01',
  to: '2026-11-30',
  ...over,
})
const day = '2026-11-15'

describe('decideTask: what a department hands to towns (准入, S3-06, S4-10)', () => {
  it.each<[string, Partial<TaskRequest>, Partial<Gate>, string]>([
    ['an item of the list by its lead', {}, {}, 'item'],
    ['… or by a cooperating department', { unit: 'SL' }, {}, 'item'],
    ['… or by any, where the county says so', { unit: 'XX' }, { units: 'any' }, 'item'],
    ['a kind the county does not gate', { kind: 'inspection', item: undefined }, { gated: ['task'] }, 'not-gated'],
    ['an item without a town’s duty, where none is asked for', { item: 'L4' }, { townDuty: false }, 'item'],
    ['the assessment of the single authority', { kind: 'assessment', unit: 'KH', item: undefined }, {}, 'authority'],
    ['an assessment on the list, where there is no single authority', { kind: 'assessment' }, { authority: undefined }, 'item'],
  ])('allows %s', (_name, asked, rules, by) => {
    const decided = decideTask(policy(rules), { permissions: [], task: task(asked), day })
    expect(decided).toMatchObject({ ok: true, value: { by } })
  })

  it.each<[string, Partial<TaskRequest>, Partial<Gate>, string]>([
    ['a responsibility letter without an item (责任状)', { kind: 'letter', item: undefined }, {}, 'task.item.required'],
    ['a target for what the list does not have', { kind: 'target', item: 'X9' }, {}, 'task.item.unknown'],
    ['what the county took back, by its name (上级收回)', { item: 'L2' }, {}, 'task.item.taken-back'],
    ['a kind of list that permits nothing', { item: 'L3' }, {}, 'task.item.kind'],
    ['an item that gives towns no duty', { item: 'L4' }, {}, 'task.item.no-town-duty'],
    ['an item that is not in force yet', { item: 'L5' }, {}, 'task.item.not-in-force'],
    ['an item that ended', { item: 'L6' }, {}, 'task.item.not-in-force'],
    ['an item out of use', { item: 'L7' }, {}, 'task.item.not-in-force'],
    ['somebody else’s item', { unit: 'XX' }, {}, 'task.item.other-unit'],
    ['a cooperating department, where only the lead may', { unit: 'SL' }, { units: 'lead' }, 'task.item.other-unit'],
    ['an assessment by a department (统一考核)', { kind: 'assessment' }, {}, 'task.assessment.not-authority'],
  ])('refuses %s', (_name, asked, rules, code) => {
    const decided = decideTask(policy(rules), { permissions: [], task: task(asked), day })
    expect(decided).toMatchObject({ ok: false, error: { code, params: { ask: '准入申请', ledger: 'admission' } } })
  })

  it.each<[string, Partial<Permission>, Partial<TaskRequest>, boolean]>([
    ['covers what is off the list', {}, { item: undefined }, true],
    ['covers a department’s assessment', {}, { kind: 'assessment', item: undefined }, true],
    ['covers an item taken back when it names it', { item: 'L2' }, { item: 'L2' }, true],
    ['does not cover another item', { item: 'L2' }, { item: 'L3' }, false],
    ['does not cover another way', { kinds: ['target'] }, { item: undefined }, false],
    ['does not cover another department', { unit: 'SL' }, { item: undefined }, false],
    ['does not cover a town it does not name', { towns: ['T2'] }, { item: undefined }, false],
    ['holds on its last day', { to: day }, { item: undefined }, true],
    ['is over the day after', { to: '2026-11-14' }, { item: undefined }, false],
    ['has not begun the day before', { from: '2026-11-16' }, { item: undefined }, false],
  ])('a permission %s', (_name, given, asked, holds) => {
    const decided = decideTask(policy(), { permissions: [permission(given)], task: task(asked), day })
    expect(decided.ok && decided.value.by === 'permission').toBe(holds)
  })

  it('names what took the place of an ended item', () => {
    expect(decideTask(policy(), { permissions: [], task: task({ item: 'L6' }), day })).toMatchObject({
      error: { params: { next: 'L6.2' } },
    })
  })

  it('without a gate nothing is refused', () => {
    expect(decideTask(aPolicy(), { permissions: [], task: task({ item: undefined }), day })).toEqual({
      ok: true,
      value: { by: 'not-gated' },
    })
  })
})
