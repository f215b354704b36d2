// Read by the compiler only: each line marked as an expected error is something the SDK must not let pass.
import { definePlugin, NeedsAdmin, Retry, t } from './index.ts'

const hotline = definePlugin({
  id: 'cn.acme.hotline',
  version: '1.2.0',
  api: 'shaotai/1',
  vendor: 'acme',
  title: '热线与短信网关',
  config: t.object({
    hotline: t.endpoint({ title: '热线平台地址', lan: true }),
    gateway: t.endpoint({ title: '短信网关地址', default: 'https://sms.example' }),
    appKey: t.secret({ title: '接口密钥' }),
    areas: t.list(t.string({ title: '行政区划代码', pattern: '^\\d{9}$' }), { title: '接收区划' }),
    urgentLevel: t.optional(t.int({ title: '紧急等级阈值', min: 1, max: 4 })),
    mode: t.choice({ push: '推送', pull: '拉取' }),
    codes: t.mapping({ title: '编码对照' }),
  }),
  egress: {
    hotline: {
      from: 'config.hotline',
      methods: ['GET', 'POST'],
      purpose: '拉取工单、回传办理结果',
      auth: { header: 'X-App-Key', from: 'config.appKey' },
    },
    gateway: { from: 'config.gateway', methods: ['POST'], purpose: '发送短信', secrets: ['config.appKey'] },
  },
  permissions: ['cases:create', 'cases:note'],
  personalData: { phone: { to: ['gateway'], purpose: '发送短信' } },
})
  .intake<{ orderNo: string; content: string }>('orders', {
    title: '12345 工单',
    poll: {
      every: '1m',
      run: async (cursor, { http, config }) => {
        const { status, data } = await http.hotline.get<{ list: { orderNo: string; content: string }[]; next: string }>('/orders', {
          query: { since: cursor ?? '0', area: config.areas.join(',') },
          timeout: '10s',
        })
        if (status === 401) throw new NeedsAdmin('热线密钥失效', { fix: 'config.appKey' })
        if (status >= 500) throw new Retry('热线平台不可用', { after: '2m' })
        return { items: data.list, cursor: data.next }
      },
    },
    toCase: ({ orderNo, content }) => ({ externalId: orderNo, title: content }),
  })
  .on(
    'case.dispatched',
    async ({ case: { number, title }, data }, { http, config, delivery, kv, log, sign }) => {
      const signature = await sign(config.appKey, 'hmac-sm3', number)
      await http.gateway.post('/send', { text: title, signature, to: data.lead.name }, { idempotencyKey: delivery.idempotencyKey })
      await kv.set(number, true, { ttl: '7d' })
      log.info('sent', { number })
    },
    { attempts: 6, backoff: '10s', once: 'at-most' },
  )
  .on('case.closed', async ({ case: { id } }, { cases }) => cases.note(id, '已回传'))
  .channel('sms', { title: '短信', kind: 'sms', send: async () => ({ providerId: '1' }) })
  .scoring('timely', {
    title: '时效分',
    params: t.object({ perHour: t.int() }),
    score: (_fact, { perHour }) => ({ points: 100 - perHour, reason: '' }),
  })
  .action('call', {
    title: '视频连线',
    where: 'case.toolbar',
    input: t.object({ room: t.string() }),
    run: async ({ input }) => ({ toast: input.room.trim() }),
  })
  .health(async ({ http }) => {
    await http.hotline.get('/ping')
  })
  .migrate('1.0.0', (old) => ({ ...old, areas: [old['area']] }))

hotline.on('case.closed', async (_event, context) => {
  // @ts-expect-error an endpoint that is not declared
  await context.http.elsewhere.get('/')
  // @ts-expect-error a method the endpoint does not declare
  await context.http.gateway.get('/')
  // @ts-expect-error a permission that is not declared
  await context.cases.get('1')
  // @ts-expect-error an area no declared permission opens
  await context.files.read({ id: '1', name: 'a', type: 'b', size: 1 })
  // @ts-expect-error a field the configuration does not have
  void context.config.area
  // @ts-expect-error a field that may be left empty, used as if it were there
  context.config.urgentLevel.toFixed()
  // @ts-expect-error a secret is no text
  context.config.appKey.trim()
  // @ts-expect-error a text is no secret
  await context.sign('key', 'md5', 'data')
  // @ts-expect-error an algorithm the host does not know
  await context.sign(context.config.appKey, 'sha3', 'data')
  // @ts-expect-error a choice has its values only
  const mode: 'neither' = context.config.mode
  context.log.info(mode)
  // @ts-expect-error a duration says its unit
  await context.kv.set('a', 1, { ttl: 7 })
})

// @ts-expect-error an event that does not exist
hotline.on('case.exploded', async () => {})

hotline.on('case.closed', async ({ data }) => {
  // @ts-expect-error what another event tells
  void data.lead
})

// @ts-expect-error deliveries only: an action has no delivery
hotline.action('late', { title: '', where: 'case.toolbar', run: async (_act, { delivery }) => ({ toast: String(delivery) }) })

// @ts-expect-error a place that does not exist
hotline.action('lost', { title: '', where: 'somewhere', run: async () => undefined })

hotline.scoring('impure', {
  title: '',
  params: t.object({}),
  // @ts-expect-error scoring is pure: it gets no context
  score: async (_fact, _params, { http }) => ({ points: http, reason: '' }),
})

const quiet = definePlugin({ id: 'cn.acme.quiet', version: '1.0.0', api: 'shaotai/1', vendor: 'acme', title: '安静' })
// @ts-expect-error bringing cases in needs the permission cases:create
quiet.intake('orders', { title: '', toCase: () => null })
quiet.on('case.closed', async (_event, context) => {
  // @ts-expect-error no permission, no cases
  void context.cases
  // @ts-expect-error no endpoint
  void context.http.hotline
})

definePlugin({
  id: 'cn.acme.a',
  version: '1.0.0',
  api: 'shaotai/1',
  vendor: 'acme',
  title: 'a',
  // @ts-expect-error a permission that does not exist
  permissions: ['cases:destroy'],
})

definePlugin({
  id: 'cn.acme.b',
  version: '1.0.0',
  api: 'shaotai/1',
  vendor: 'acme',
  title: 'b',
  config: t.object({ url: t.string(), peer: t.endpoint(), key: t.secret() }),
  egress: {
    // @ts-expect-error a plain text is no endpoint: only an address the administrator confirms as one
    a: { from: 'config.url', methods: ['GET'], purpose: '' },
    // @ts-expect-error an endpoint is no secret
    b: { from: 'config.peer', methods: ['GET'], purpose: '', auth: { header: 'X-Key', from: 'config.peer' } },
  },
})

definePlugin({
  id: 'cn.acme.c',
  version: '1.0.0',
  // @ts-expect-error a protocol nobody speaks
  api: 'shaotai/9',
  vendor: 'acme',
  title: 'c',
})
