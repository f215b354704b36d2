import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createHost } from '@shaotai/plugin/testing'
import plugin from './plugin.ts'

const county = () =>
  createHost(plugin, { config: { hotline: 'http://10.1.2.3', appKey: 'test-key', area: '110105001' } })
    .reply('hotline', 'GET', '/orders', { list: [{ orderNo: 'A1', content: '幸福路路灯不亮' }], next: '17' })
    .reply('hotline', 'POST', '/replies', {})

test('同一张工单只建一件 / an order becomes one case', async () => {
  const host = county()
  await host.advance('3m')
  assert.equal(host.cases.size, 1)
  assert.equal(host.case('A1').view.title, '幸福路路灯不亮')
})

test('平台中断后接着取 / an outage loses nothing', async () => {
  const host = county().replyOnce('hotline', 'GET', '/orders', 'busy', 503)
  await host.advance('2m')
  assert.equal(host.cases.size, 1)
})

test('密钥失效时停下来等管理员 / a wrong key waits for the administrator', async () => {
  const host = county().replyOnce('hotline', 'GET', '/orders', {}, 401)
  await host.advance('1m')
  assert.deepEqual(host.paused.get('orders'), { message: '热线平台不认接口密钥', fix: 'config.appKey' })
})

test('办结后回传，重复投递也用同一个键 / a result is sent with one key', async () => {
  const host = county()
  await host.advance('1m')
  await host.emit('case.closed', { case: { ...host.case('A1').view, phase: 'CLOSED' }, data: { result: '已修复' } })
  await host.redeliverAll()
  const replies = host.calls.filter(({ path }) => path === '/replies')
  assert.deepEqual(replies[0]?.body, { orderNo: 'A1', result: '已修复' })
  assert.equal(new Set(replies.map(({ idempotencyKey }) => idempotencyKey)).size, 1)
})
