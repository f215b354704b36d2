import { definePlugin } from './define-plugin.ts'
import { NeedsAdmin, Retry } from './errors.ts'
import { t } from './schema/t.ts'

type Order = { orderNo: string; content: string }

/** A plugin with one of most things, for tests. */
export const hotline = definePlugin({
  id: 'cn.acme.hotline',
  version: '1.2.0',
  api: 'shaotai/1',
  vendor: 'acme',
  title: { zh: '热线', en: 'Hotline' },
  config: t.object({
    hotline: t.endpoint({ title: '热线平台地址', lan: true }),
    appKey: t.secret({ title: '接口密钥' }),
    areas: t.list(t.string({ title: '行政区划代码', pattern: '^\\d{9}$' }), { title: '接收区划' }),
    urgentLevel: t.optional(t.int({ title: '紧急等级阈值', min: 1, max: 4 })),
  }),
  egress: {
    hotline: {
      from: 'config.hotline',
      methods: ['GET', 'POST'],
      purpose: '拉取工单、回传办理结果',
      auth: { header: 'X-App-Key', from: 'config.appKey' },
      secrets: ['config.appKey'],
    },
  },
  permissions: ['cases:read', 'cases:create', 'cases:note'],
  limits: { requests: 20 },
})
  .intake<Order>('orders', {
    title: '12345 工单',
    poll: {
      every: '1m',
      run: async (cursor, { http, config }) => {
        const { status, data } = await http.hotline.get<{ list: Order[]; next: string }>('/orders', {
          query: { since: cursor ?? '0', area: config.areas },
        })
        if (status === 401) throw new NeedsAdmin('热线密钥失效', { fix: 'config.appKey' })
        if (status >= 500) throw new Retry('热线平台不可用', { after: '2m' })
        return { items: data.list, cursor: data.next }
      },
    },
    webhook: { parse: ({ text }) => [JSON.parse(text) as Order] },
    toCase: ({ orderNo, content }) => (content === '' ? null : { externalId: orderNo, title: content }),
  })
  .on(
    'case.dispatched',
    async ({ case: { id, number } }, { http, cases, config, delivery, kv, log, sign }) => {
      if (await kv.get(`sent:${id}`)) return
      await http.hotline.post(
        '/replies',
        { number, key: config.appKey, sign: await sign(config.appKey, 'hmac-sm3', number) },
        { idempotencyKey: delivery.idempotencyKey },
      )
      await kv.set(`sent:${id}`, true, { ttl: '7d' })
      await cases.note(id, '已回传')
      log.info('replied', { number, again: await kv.get(`sent:${id}`) })
    },
    { attempts: 6, backoff: '10s' },
  )
  .field('gridcode', {
    title: '网格编码',
    validate: (value) => (/^\d{15}$/.test(value) ? null : '应为 15 位数字'),
    normalise: (value) => value.trim(),
    mask: (value) => `${value.slice(0, 9)}******`,
  })
  .scoring('timely', {
    title: '时效分',
    params: t.object({ perHour: t.int() }),
    score: ({ kind }, { perHour }) => ({ points: 100 - perHour, reason: kind }),
  })
  .serve('status', { title: '状态', methods: ['GET'], access: 'key', handle: async ({ path }) => ({ status: 200, body: `在 ${path}` }) })
  .health(async ({ http }) => {
    const { status } = await http.hotline.get('/ping')
    if (status !== 200) throw new Error('热线平台不通')
    return { message: '通' }
  })
  .migrate('1.0.0', (old) => ({ ...old, areas: [old['area']] }))
