import { definePlugin, NeedsAdmin, Reject, Retry, t } from '@shaotai/plugin'

export default definePlugin({
  id: 'cn.example.sms',
  version: '0.1.0',
  api: 'shaotai/1',
  vendor: 'example',
  title: { zh: '短信通道', en: 'Text messages' },
  description: { zh: '通过短信网关发送通知', en: 'Sends notifications through a gateway' },
  config: t.object({
    gateway: t.endpoint({ title: '短信网关地址' }),
    appKey: t.secret({ title: '网关密钥' }),
    sign: t.string({ title: '短信签名', default: '吹哨报到', max: 20 }),
  }),
  egress: {
    gateway: {
      from: 'config.gateway',
      methods: ['GET', 'POST'],
      purpose: '发送短信',
      auth: { header: 'Authorization', prefix: 'Bearer ', from: 'config.appKey' },
    },
  },
  personalData: { phone: { to: ['gateway'], purpose: '向接收人发送短信' } },
})
  .channel('sms', {
    title: '短信',
    kind: 'sms',
    address: 'phone',
    // 短信要花钱：崩溃之后不知道发没发出去，宁可不再发 / costs money: never a second try
    once: 'at-most',
    send: async ({ id, to, text }, { http, config }) => {
      const { status, data } = await http.gateway.post<{ msgId: string }>(
        '/send',
        { to, text: `【${config.sign}】${text}` },
        { idempotencyKey: id },
      )
      if (status === 401) throw new NeedsAdmin('短信网关不认密钥', { fix: 'config.appKey' })
      if (status === 422) throw new Reject('号码无效')
      if (status !== 200) throw new Retry(`短信网关答复 ${status}`)
      return { providerId: data.msgId, segments: Math.ceil(text.length / 67) }
    },
  })
  .health(async ({ http }) => {
    const { status } = await http.gateway.get('/balance')
    if (status !== 200) throw new Error(`短信网关答复 ${status}`)
    return { message: '短信网关可达' }
  })
