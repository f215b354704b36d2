import { definePlugin, NeedsAdmin, Reject, Retry, t } from '../index.ts'

type Order = { orderNo: string; content: string; grade: string }

/** The plugin of our design paper: hotline orders in, text messages and results out. */
export const plugin = definePlugin({
  id: 'cn.acme.hotline12345',
  version: '1.2.0',
  api: 'shaotai/1',
  vendor: 'acme',
  title: '12345 热线与短信网关',
  config: t.object({
    hotline: t.endpoint({ title: '热线平台地址', lan: true }),
    gateway: t.endpoint({ title: '短信网关地址', default: 'https://sms.acme.cn' }),
    appKey: t.secret({ title: '接口密钥' }),
    areas: t.list(t.string({ title: '行政区划代码', pattern: '^\\d{9}$' }), { title: '接收区划' }),
    urgentLevel: t.int({ title: '紧急等级阈值', min: 1, max: 4, default: 2 }),
  }),
  egress: {
    hotline: {
      from: 'config.hotline',
      methods: ['GET', 'POST'],
      purpose: '拉取工单、回传结果',
      auth: { header: 'X-App-Key', from: 'config.appKey' },
    },
    gateway: { from: 'config.gateway', methods: ['POST'], purpose: '发送短信' },
  },
  permissions: ['cases:create', 'cases:note', 'cases:supplement', 'notify:send'],
  personalData: { phone: { to: ['gateway'], purpose: '发送短信' } },
})
  .intake<Order>('orders', {
    title: '12345 工单',
    poll: {
      every: '1m',
      run: async (cursor, { http, config }) => {
        const { status, data } = await http.hotline.get<{ list: Order[]; next: string; more?: boolean }>('/open/orders', {
          query: { since: cursor ?? '0', area: config.areas.join(',') },
        })
        if (status === 401) throw new NeedsAdmin('热线密钥失效', { fix: 'config.appKey' })
        if (status >= 500) throw new Retry('热线平台不可用', { after: '2m' })
        return { items: data.list, cursor: data.next, more: data.more ?? false }
      },
    },
    webhook: {
      signature: {
        algorithm: 'hmac-sm3',
        secret: 'config.appKey',
        in: { header: 'X-Sign' },
        over: '{timestamp}{body}',
        timestamp: { header: 'X-Time' },
        window: '5m',
      },
      parse: ({ text }) => [JSON.parse(text) as Order],
    },
    toCase: ({ orderNo, content, grade }) => ({ externalId: orderNo, title: content, level: grade }),
  })
  .on(
    'case.dispatched',
    async ({ case: { id, number, title, form } }, { http, delivery, kv, log, notify }) => {
      const key = `sms:${delivery.idempotencyKey}`
      if (await kv.get(key)) return
      const { status, data } = await http.gateway.post<{ msgId: string }>(
        '/send',
        { to: form['phone'], text: `【吹哨】${number} ${title}` },
        { idempotencyKey: delivery.idempotencyKey },
      )
      if (status === 422) throw new Reject('号码无效')
      if (status !== 200) throw new Retry(`gateway ${status}`)
      await kv.set(key, data.msgId, { ttl: '7d' })
      await notify.send({ to: ['u1'], title: '短信已发', text: data.msgId, caseId: id })
      log.info('sent', { to: form['phone'] })
    },
    { attempts: 6, backoff: '10s' },
  )
  .on('case.closed', async ({ case: { id, externalId }, data: { result } }, { http, cases, delivery }) => {
    await http.hotline.post(`/open/orders/${externalId}/reply`, { result }, { idempotencyKey: delivery.idempotencyKey })
    await cases.note(id, '已回传 12345')
  })
  .channel('sms', {
    title: '短信',
    kind: 'sms',
    send: async ({ to, text }, { http }) => {
      const { data } = await http.gateway.post<{ msgId: string }>('/send', { to, text })
      return { providerId: data.msgId }
    },
  })
  .schedule('report', {
    title: '日报',
    daily: '08:00',
    run: async ({ kv, now }) => {
      await kv.set('reported', now().toISOString())
    },
  })
  .scoring('timely', {
    title: '办结时效分',
    params: t.object({ perHour: t.int({ title: '每超时1小时扣分' }) }),
    score: ({ closedAt, dueAt }, { perHour }) => {
      const hours = closedAt ? Math.max(0, (Date.parse(closedAt) - Date.parse(String(dueAt))) / 3_600_000) : 0
      return { points: Math.max(0, 100 - Math.ceil(hours) * perHour), reason: hours ? `超时 ${Math.ceil(hours)} 小时` : '按时办结' }
    },
  })
  .health(async ({ http }) => {
    if ((await http.hotline.get('/ping')).status !== 200) throw new Error('热线平台不通')
  })
