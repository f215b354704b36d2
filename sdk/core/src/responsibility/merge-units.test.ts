import { describe, expect, it } from 'vitest'
import { mergeUnits } from './merge-units.ts'
import type { ListItem, Responsibilities } from './schema.ts'

function anItem(values: Partial<ListItem> = {}): ListItem {
  return {
    id: 'A-01',
    name: '占道经营',
    domain: 'SR',
    kind: 'territorial',
    category: 'quick',
    lead: 'ZF',
    cooperating: [],
    legalBasis: ['《条例》'],
    situations: [],
    whistle: true,
    ...values,
  }
}

const LIST: Responsibilities = {
  title: '清单',
  domains: [{ id: 'SR', name: '市容秩序' }],
  offList: 'refuse',
  items: [
    anItem({ lead: 'ZF', cooperating: ['GA', 'ZJ'], duties: { town: '劝导', cooperating: { GA: '秩序', ZJ: '查验' } } }),
    anItem({ id: 'A-02', name: '噪声', lead: 'GA' }),
    anItem({ id: 'A-03', name: '井盖', lead: 'ZJ', cooperating: ['ZF'] }),
    anItem({ id: 'A-04', name: '旧事项', lead: 'ZF', retired: true }),
  ],
  routes: [{ id: 'r', name: '夜间', when: { op: 'eq', fact: 'case.level', value: 'x' } as never, lead: 'ZJ', cooperating: ['ZF', 'GA'] }],
}
const merge = (on?: string) => {
  const merged = mergeUnits(LIST, { from: ['ZF', 'ZJ'], to: 'SC', ...(on !== undefined && { on }) })
  if (!merged.ok) throw new Error(merged.error.code)
  return merged.value
}

describe('units that become one', () => {
  it('are replaced wherever the list names them, each once, never beside itself', () => {
    const { items, routes } = merge()
    expect(items[0]).toEqual({
      ...LIST.items[0],
      lead: 'SC',
      cooperating: ['GA'],
      duties: { town: '劝导', cooperating: { GA: '秩序', SC: '查验' } },
    })
    expect(items[2]).toEqual({ ...LIST.items[2], lead: 'SC', cooperating: [] })
    expect(routes?.[0]).toMatchObject({ lead: 'SC', cooperating: ['GA'] })
  })

  it('leave alone what does not name them and what is out of use', () => {
    const { items } = merge()
    expect(items[1]).toBe(LIST.items[1])
    expect(items[3]).toBe(LIST.items[3])
  })

  it('from a day on end the old item the day before and begin its successor', () => {
    const { items } = merge('2027-01-01')
    expect(items.map(({ id, lead, effectiveFrom, effectiveTo, replaces }) => [id, lead, effectiveFrom, effectiveTo, replaces])).toEqual([
      ['A-01', 'ZF', undefined, '2026-12-31', undefined],
      ['A-01.2', 'SC', '2027-01-01', undefined, 'A-01'],
      ['A-02', 'GA', undefined, undefined, undefined],
      ['A-03', 'ZJ', undefined, '2026-12-31', undefined],
      ['A-03.2', 'SC', '2027-01-01', undefined, 'A-03'],
      ['A-04', 'ZF', undefined, undefined, undefined],
    ])
    expect(items[1]?.duties?.cooperating).toEqual({ GA: '秩序', SC: '查验' })
  })

  it('into one of themselves keep its name', () => {
    const merged = mergeUnits(LIST, { from: ['ZF', 'ZJ'], to: 'ZF' })
    expect(merged.ok && merged.value.items[0]).toMatchObject({ lead: 'ZF', cooperating: ['GA'] })
  })
})
