import type { DraftClaim } from '@shaotai/api'
import { describe, expect, it } from 'vitest'
import { claimView, type ClaimView } from './claim-state.ts'

const me = { person: 'li', tab: 't1' }
const claim = (over: Partial<DraftClaim>): DraftClaim => ({
  kind: 'sla',
  person: 'zhang',
  name: '张三',
  tab: 't2',
  since: 1,
  activeAt: 2,
  until: 9,
  wanted: null,
  ...over,
})
const other = { state: 'other', name: '张三', activeAt: 2, until: 9, own: false } as const
const asking = (who: { person: string; name: string; tab: string }) => ({ ...who, at: 3, mayTakeAt: 63 })

describe('a claim as one tab sees it', () => {
  const rows: [name: string, claim: DraftClaim | null | undefined, expected: ClaimView][] = [
    ['nobody is at it', null, { state: 'free' }],
    ['it is not known yet', undefined, { state: 'free' }],
    ['somebody else is', claim({}), other],
    ['I am', claim({ ...me, name: '李四' }), { state: 'mine' }],
    ['I am, in another tab', claim({ person: 'li', name: '李四' }), { ...other, name: '李四', own: true }],
    [
      'I am, and somebody asks',
      claim({ ...me, wanted: asking({ person: 'wang', name: '王五', tab: 't3' }) }),
      { state: 'mine', wanted: { name: '王五', mayTakeAt: 63 } },
    ],
    ['I asked', claim({ wanted: asking({ ...me, name: '李四' }) }), { ...other, asked: { mayTakeAt: 63 } }],
    ['somebody asked before me', claim({ wanted: asking({ person: 'wang', name: '王五', tab: 't3' }) }), { ...other, wantedBy: '王五' }],
  ]
  it.each(rows)('%s', (_name, given, expected) => {
    expect(claimView(given, me)).toEqual(expected)
  })
})
