import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createHost } from '@shaotai/plugin/testing'
import plugin from './plugin.ts'

test('办结后留言 / notes a closed case', async () => {
  const host = createHost(plugin)
  await host.emit('case.closed', { case: { number: 'CS-1' } })
  assert.deepEqual(host.case('c1').notes, ['CS-1 已办结'])
})
