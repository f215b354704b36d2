import { describe, expect, it } from 'vitest'
import type { ListChangeOrder } from '../ledger/event.ts'
import { aPolicy } from '../testing/a-policy.ts'
import { changeList } from './change-list.ts'
import { itemInForce, itemsInForce, successorOf, versionsOf } from './in-force.ts'

const list = aPolicy().responsibilities
const values = {
  name: '散埋乱葬',
  domain: 'city',
  category: 'quick',
  lead: 'SL',
  cooperating: ['ZF'],
  legalBasis: '《殡葬管理条例》',
  kind: 'territorial',
}
const order = (over: Partial<ListChangeOrder> = {}): ListChangeOrder => ({
  change: 'amend',
  item: 'A-01',
  from: '2026-12-01',
  values: { lead: 'SL', cooperating: ['ZF'] },
  consulted: ['T1'],
  ...over,
})
const after = (over: Partial<ListChangeOrder> = {}) => {
  const changed = changeList(list, order(over))
  if (!changed.ok) throw new Error(changed.error.code)
  return { responsibilities: changed.value }
}

describe('changeList (清单动态调整, S1-22, S3-04)', () => {
  it('amended: the old item holds to the day before, the new one from its day on', () => {
    const policy = after()
    expect(itemInForce(policy, 'A-01', '2026-11-30')?.lead).toBe('ZF')
    expect(itemInForce(policy, 'A-01', '2026-12-01')).toBeUndefined()
    expect(successorOf(policy, 'A-01', '2026-12-01')).toMatchObject({ id: 'A-01.2', lead: 'SL', replaces: 'A-01', consulted: ['T1'] })
    expect(itemsInForce(policy, '2026-11-30').map((one) => one.id)).toEqual(['A-01', 'A-02'])
    expect(itemsInForce(policy, '2026-12-01').map((one) => one.id)).toEqual(['A-01.2', 'A-02'])
  })

  it('amended again: every version of the matter can be read, oldest first', () => {
    const again = changeList(after().responsibilities, order({ item: 'A-01.2', from: '2027-03-01', values: { name: '占道经营整治' } }))
    const policy = { responsibilities: again.ok ? again.value : list }
    for (const id of ['A-01', 'A-01.2', 'A-01.3']) expect(versionsOf(policy, id).map((one) => one.id)).toEqual(['A-01', 'A-01.2', 'A-01.3'])
    expect(successorOf(policy, 'A-01', '2027-03-01')?.id).toBe('A-01.3')
  })

  it('added: it begins on its day', () => {
    const policy = after({ change: 'add', item: 'B-01', values })
    expect(itemInForce(policy, 'B-01', '2026-11-30')).toBeUndefined()
    expect(itemInForce(policy, 'B-01', '2026-12-01')).toMatchObject({ lead: 'SL', legalBasis: ['《殡葬管理条例》'], consulted: ['T1'] })
  })

  it('removed: it ends the day before', () => {
    const policy = after({ change: 'remove' })
    expect(policy.responsibilities.items[0]).toMatchObject({ id: 'A-01', effectiveTo: '2026-11-30' })
    expect(itemsInForce(policy, '2026-12-01').map((one) => one.id)).toEqual(['A-02'])
  })

  it.each<[string, Partial<ListChangeOrder>, string]>([
    ['an item that is not there', { item: 'Z-1' }, 'list.change.item-unknown'],
    ['an added item that is there', { change: 'add' }, 'list.change.item-exists'],
    ['an id that is none', { change: 'add', item: '编号 1', values }, 'list.change.bad-id'],
    ['an added item that lacks its lead', { change: 'add', item: 'B-01', values: { ...values, lead: '' } }, 'list.change.incomplete'],
    ['a lead among the helpers', { values: { lead: 'SL', cooperating: ['SL'] } }, 'list.change.lead-among-cooperating'],
    ['a change of nothing', { values: {} }, 'list.change.nothing'],
  ])('refuses %s', (_name, over, code) => {
    expect(changeList(list, order(over))).toMatchObject({ ok: false, error: { code } })
  })

  it('refuses to change what ended, or before it began', () => {
    const removed = after({ change: 'remove' }).responsibilities
    expect(changeList(removed, order())).toMatchObject({ error: { code: 'list.change.item-ended' } })
    const added = after({ change: 'add', item: 'B-01', values }).responsibilities
    expect(changeList(added, order({ change: 'remove', item: 'B-01' }))).toMatchObject({ error: { code: 'list.change.too-early' } })
  })
})
