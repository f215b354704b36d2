import { describe, expect, it } from 'vitest'
import { aLedger, aLedgerPolicy, EntryStory } from '../testing/a-ledger.ts'
import type { Effect } from './effect-schema.ts'

const admission: Effect = { kind: 'task-admission', tasks: 'tasks', towns: 'towns', item: 'item', from: 'begin', to: 'end', maxDays: 30 }
const change: Effect = {
  kind: 'list-change',
  change: 'change',
  item: 'item',
  from: 'begin',
  fields: { lead: 'lead', cooperating: 'helpers' },
}

/** An entry that one step writes off, with an effect. */
function written(effect: Effect, form: Record<string, unknown>) {
  const ledger = aLedger({
    effect,
    ownerField: undefined,
    open: { by: ['dept-clerk'], state: 'todo' },
    steps: [{ id: 'ok', name: '同意', from: ['todo'], to: 'done', by: ['supervisor'] }],
    clocks: [],
    supervision: [],
    writeOff: undefined,
  })
  return new EntryStory(aLedgerPolicy([ledger]))
    .do('2026-11-02T09:00', 'dept-clerk@ZF', { name: 'open', data: { ledger: 'rectify', form: { title: '迎检整治', ...form } } })
    .take('2026-11-03T09:00', 'supervisor@PT', 'ok')
}

describe('the effect of an entry that is written off', () => {
  it('admission: a permission for the asking unit, ways, towns and days (S1-22③)', () => {
    const asked = { tasks: ['task', 'target'], towns: 'T1', begin: '2026-11-05', end: '2026-12-04', item: '' }
    const story = written(admission, asked)
    expect(story.entry?.permission).toEqual({
      unit: 'ZF',
      towns: ['T1'],
      kinds: ['task', 'target'],
      title: '迎检整治',
      from: '2026-11-05',
      to: '2026-12-04',
    })
    expect(story.types()).toEqual(['entry.opened', 'entry.moved', 'entry.effected'])
  })

  it('list change: an order with what is changed from which day, and who was consulted', () => {
    const story = written(change, { change: 'amend', item: 'A-01', begin: '2026-12-01', lead: 'SL', helpers: ['ZF'] })
    expect(story.entry?.listChange).toEqual({
      change: 'amend',
      item: 'A-01',
      from: '2026-12-01',
      values: { lead: 'SL', cooperating: ['ZF'] },
      consulted: [],
    })
  })

  it.each<[string, Effect, Record<string, unknown>, string]>([
    ['a way that is none', admission, { tasks: ['war'], begin: '2026-11-05', end: '2026-11-06' }, 'ledger.effect.unknown-kind'],
    ['no way at all', admission, { begin: '2026-11-05', end: '2026-11-06' }, 'ledger.effect.unknown-kind'],
    ['no first day', admission, { tasks: 'task', end: '2026-11-06' }, 'ledger.effect.field-missing'],
    ['a day that is none', admission, { tasks: 'task', begin: '2026-02-30', end: '2026-11-06' }, 'ledger.effect.bad-date'],
    ['an end before its beginning', admission, { tasks: 'task', begin: '2026-11-05', end: '2026-11-04' }, 'ledger.effect.dates-reversed'],
    ['a day more than allowed', admission, { tasks: 'task', begin: '2026-11-05', end: '2026-12-05' }, 'ledger.effect.too-long'],
    ['a change that is none', change, { change: 'burn', item: 'A-01', begin: '2026-12-01' }, 'ledger.effect.unknown-change'],
    ['a change of nothing named', change, { change: 'remove', begin: '2026-12-01' }, 'ledger.effect.field-missing'],
  ])('refuses %s, and the entry stays as it was', (_name, effect, form, code) => {
    const story = written(effect, form)
    expect(story.refusal?.code).toBe(code)
    expect(story.entry?.phase).toBe('OPEN')
  })
})
