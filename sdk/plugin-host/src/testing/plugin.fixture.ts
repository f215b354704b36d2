import { definePlugin, Retry, t } from '@shaotai/plugin'

/** A plugin that calls, keeps and notes, for the same test in both hosts. */
export const plugin = definePlugin({
  id: 'cn.acme.sms',
  version: '1.0.0',
  api: 'shaotai/1',
  vendor: 'acme',
  title: '短信',
  config: t.object({ gateway: t.endpoint({ title: '网关' }), key: t.secret({ title: '密钥' }), sender: t.string() }),
  egress: { gateway: { from: 'config.gateway', methods: ['POST'], purpose: '发送短信', auth: { header: 'X-Key', from: 'config.key' } } },
  permissions: ['cases:note', 'cases:read'],
})
  .on(
    'case.dispatched',
    async ({ case: { id } }, { http, config, kv, cases, delivery, log, sign, now }) => {
      if (await kv.get(`sent:${delivery.idempotencyKey}`)) return
      const signature = await sign(config.key, 'hmac-sm3', id)
      const { status, data } = await http.gateway.post<{ id: string }>(
        '/send',
        { sender: config.sender, signature },
        { idempotencyKey: delivery.idempotencyKey, query: { at: now().toISOString().slice(0, 16) } },
      )
      if (status !== 200) throw new Retry(`gateway ${status}`)
      await kv.set(`sent:${delivery.idempotencyKey}`, data.id)
      await cases.note(id, `已发送 ${(await cases.get(id))?.number}`)
      log.info('sent', { phone: '13800000000' })
    },
    { attempts: 3, backoff: '10s' },
  )
  .on('case.closed', async () => {
    // What passes in a fake host and fails in a sandbox.
    const { readFileSync } = process.getBuiltinModule('node:fs')
    readFileSync('/etc/passwd')
  })

export default plugin
