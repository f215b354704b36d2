import { definePlugin, NeedsAdmin, Retry, t } from '@shaotai/plugin'

/** 对方的工单 / a work order as the hotline sends it. */
type Order = { readonly orderNo: string; readonly content: string; readonly address?: string }
type Page = { readonly list: readonly Order[]; readonly next: string }

export default definePlugin({
  id: 'cn.example.hotline',
  version: '0.1.0',
  api: 'shaotai/1',
  vendor: 'example',
  title: { zh: '热线接入', en: 'Hotline' },
  description: { zh: '从热线平台取工单，办结后回传结果', en: 'Brings work orders in and sends results back' },
  config: t.object({
    hotline: t.endpoint({ title: '热线平台地址', lan: true }),
    appKey: t.secret({ title: '接口密钥' }),
    area: t.string({ title: '行政区划代码', pattern: '^\\d{9}$' }),
  }),
  egress: {
    hotline: {
      from: 'config.hotline',
      methods: ['GET', 'POST'],
      purpose: '取工单、回传办理结果',
      auth: { header: 'X-App-Key', from: 'config.appKey' },
    },
  },
  permissions: ['cases:create', 'cases:note'],
})
  .intake<Order>('orders', {
    title: '热线工单',
    poll: {
      every: '1m',
      run: async (cursor, { http, config }) => {
        const { status, data } = await http.hotline.get<Page>('/orders', { query: { since: cursor ?? '0', area: config.area } })
        if (status === 401) throw new NeedsAdmin('热线平台不认接口密钥', { fix: 'config.appKey' })
        if (status !== 200) throw new Retry(`热线平台答复 ${status}`)
        return { items: data.list, cursor: data.next }
      },
    },
    toCase: ({ orderNo, content, address }) => ({
      externalId: orderNo,
      title: content.slice(0, 50),
      text: content,
      ...(address !== undefined && { place: { address } }),
    }),
  })
  .on('case.closed', async ({ case: { id, externalId }, data: { result } }, { http, cases, delivery }) => {
    if (externalId === undefined) return
    const { status } = await http.hotline.post('/replies', { orderNo: externalId, result }, { idempotencyKey: delivery.idempotencyKey })
    if (status !== 200) throw new Retry(`热线平台答复 ${status}`)
    await cases.note(id, '结果已回传热线平台')
  })
  .health(async ({ http }) => {
    const { status } = await http.hotline.get('/ping')
    if (status !== 200) throw new Error(`热线平台答复 ${status}`)
    return { message: '热线平台可达' }
  })
