import type { Policy } from '@shaotai/core'
import { expect, it } from 'vitest'
import { rankUsage } from './rank-usage.ts'

const named = (...ids: string[]) => ids.map((id) => ({ id, name: id }))
const policy = {
  categories: named('quick', 'joint'),
  responsibilities: { items: named('a', 'b', 'c', 'd', 'e').map((one) => ({ ...one, whistle: one.id !== 'e' })) },
  sla: { clocks: [] },
  flows: [],
  supervision: { rules: [] },
  evaluation: { forms: [] },
} as unknown as Policy

it('names what nobody used and what was used least, kind by kind', () => {
  const uses = (
    [
      ['category', 'quick', 40],
      ['item', 'b', 7],
      ['item', 'c', 2],
      ['item', 'gone', 9],
    ] as const
  ).map(([kind, key, cases]) => ({ kind, key, cases, last: 0 }))
  expect(rankUsage(policy, { uses })).toEqual([
    {
      kind: 'category',
      of: 2,
      never: [{ kind: 'category', at: '/categories/1', cases: 0 }],
      least: [{ kind: 'category', at: '/categories/0', cases: 40 }],
    },
    {
      kind: 'item',
      of: 4,
      never: ['0', '3'].map((index) => ({ kind: 'item', at: `/responsibilities/items/${index}`, cases: 0 })),
      least: [
        { kind: 'item', at: '/responsibilities/items/2', cases: 2 },
        { kind: 'item', at: '/responsibilities/items/1', cases: 7 },
      ],
    },
  ])
})
