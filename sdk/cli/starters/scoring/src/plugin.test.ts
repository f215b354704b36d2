import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createHost } from '@shaotai/plugin/testing'
import plugin from './plugin.ts'

const due = '2026-05-01T08:00:00Z'
const rows = [
  ['按时 / in time', '2026-05-01T08:00:00Z', { points: 100, reason: '按时办结' }],
  ['超时两个半小时 / 2.5 hours late', '2026-05-01T10:30:00Z', { points: 70, reason: '超时 3 小时' }],
  ['超时一整天 / a day late', '2026-05-02T08:00:00Z', { points: 0, reason: '超时 24 小时' }],
  ['还没有办结 / still open', undefined, { points: 0, reason: '还没有办结' }],
] as const

for (const [what, closedAt, expected] of rows)
  test(what, async () => {
    assert.deepEqual(await createHost(plugin).score('speed', { due, ...(closedAt && { closedAt }) }, { perHour: 10 }), expected)
  })
