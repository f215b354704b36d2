import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createHost } from '@shaotai/plugin/testing'
import plugin from './plugin.ts'

const county = () =>
  createHost(plugin, { config: { gateway: 'https://sms.example.cn', appKey: 'test-key' } }).reply('gateway', 'POST', '/send', {
    msgId: 'm1',
  })

test('发出一条 / sends one', async () => {
  const host = county()
  assert.deepEqual(await host.send('sms', { to: '13800000000', text: '您有一件新派单' }), { providerId: 'm1', segments: 1 })
  assert.deepEqual(host.calls[0]?.body, { to: '13800000000', text: '【吹哨报到】您有一件新派单' })
})

test('网关忙就稍后再发 / a busy gateway is asked again', async () => {
  const host = county().replyOnce('gateway', 'POST', '/send', 'busy', 503)
  await host.send('sms')
  await host.advance('1m')
  assert.deepEqual(
    host.calls.map(({ status }) => status),
    [503, 200],
  )
})

test('发出之后崩溃，不发第二条 / a crash after sending sends no second one', async () => {
  const host = county().chaos({ crashAfterSend: 1 })
  await host.send('sms')
  await host.advance('1h')
  assert.equal(host.calls.length, 1)
  assert.equal(host.unknown.length, 1)
})

test('密钥失效时停下来等管理员 / a wrong key waits for the administrator', async () => {
  const host = county().replyOnce('gateway', 'POST', '/send', {}, 401)
  await host.send('sms')
  assert.equal(host.paused.get('sms')?.fix, 'config.appKey')
  await host.resume('sms')
  assert.equal(host.calls.length, 2)
})
