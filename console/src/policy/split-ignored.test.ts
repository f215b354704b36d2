import type { IgnoredFinding } from '@shaotai/api'
import type { Policy } from '@shaotai/core'
import { describe, expect, it } from 'vitest'
import { splitIgnored } from './split-ignored.ts'

const policy = { flows: [{ id: 'a' }, { id: 'b' }] } as unknown as Policy
const finding = (severity: 'red' | 'amber', at: string) => ({ code: 'policy.approval.unused' as const, severity, at, params: {} })
const ignored = (place: string, until = 100): IgnoredFinding => ({
  id: '1',
  mark: `policy.approval.unused ${place}`,
  code: 'policy.approval.unused',
  reason: '暂不改',
  person: 'admin',
  name: '周敏',
  at: 0,
  until,
})

describe('findings set aside', () => {
  it.each<[name: string, severity: 'red' | 'amber', ignored: IgnoredFinding, aside: number]>([
    ['an amber one', 'amber', ignored('/flows/[b]'), 1],
    ['a red one is always seen', 'red', ignored('/flows/[b]'), 0],
    ['another object', 'amber', ignored('/flows/[a]'), 0],
    ['its time ran out', 'amber', ignored('/flows/[b]', 50), 0],
  ])('%s', (_name, severity, one, aside) => {
    const split = splitIgnored([finding(severity, '/flows/1')], { policy, ignored: [one], now: 50 })
    expect([split.aside.length, split.seen.length]).toEqual([aside, 1 - aside])
  })
})
