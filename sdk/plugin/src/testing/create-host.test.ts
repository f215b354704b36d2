import { describe, expect, it } from 'vitest'
import { definePlugin, t } from '../index.ts'
import { CallFailed, createHost, UnscriptedCall } from './index.ts'
import { plugin } from './sample-plugin.fixture.ts'

const config = { hotline: 'http://10.1.2.3/api', appKey: 'k3y', areas: ['110105001'] }
const NO_ORDERS = { list: [], next: '0' }
const ORDER = { orderNo: 'A1', content: '路灯不亮', grade: '2' }

/** A county with the plugin, whose hotline has nothing new. */
function county(now = '2026-05-01T08:00:00+08:00') {
  return createHost(plugin, { now, config })
    .reply('hotline', 'GET', '/open/orders', NO_ORDERS)
    .reply('gateway', 'POST', '/send', { msgId: 'm1' })
}
const dispatched = { case: { id: 'c1', number: 'CS-1', title: '占道经营', form: { phone: '13800000000' } } }

describe('the tests of the design paper', () => {
  it('a poll is idempotent across overlapping pages', async () => {
    const host = county().reply('hotline', 'GET', '/open/orders', { list: [ORDER], next: '17' })
    await host.advance('3m')
    expect(host.cases.size).toBe(1)
    expect(host.calls.map(({ query }) => query['since'])).toEqual(['0', '17', '17'])
  })

  it('gateway down twice, then one message; redelivery sends nothing more', async () => {
    const host = county().replyOnce('gateway', 'POST', '/send', {}, 503).replyOnce('gateway', 'POST', '/send', {}, 503)
    await host.emit('case.dispatched', dispatched)
    await host.advance('1m')
    const sends = () => host.calls.filter(({ path }) => path === '/send')
    expect(sends().map(({ status }) => status)).toEqual([503, 503, 200])
    expect(new Set(sends().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
    await host.redeliverAll()
    expect(sends()).toHaveLength(3)
    expect(host.dlq).toEqual([])
  })

  it('a permanent outage ends in the dead letters, with the reason', async () => {
    const host = county().reply('gateway', 'POST', '/send', {}, 500)
    await host.emit('case.dispatched', dispatched)
    await host.advance('1h')
    expect(host.dlq).toMatchObject([{ contribution: 'case.dispatched', error: 'gateway 500', class: 'retry', attempts: 6 }])
  })

  it('a score is a pure function', async () => {
    const late = { dueAt: '2026-05-01T08:00:00Z', closedAt: '2026-05-01T10:30:00Z' }
    expect(await county().score('timely', late, { perHour: 10 })).toEqual({ points: 70, reason: '超时 3 小时' })
  })
})

describe('the clock', () => {
  it('backs off as deliveries do: 10 s, 20 s, 40 s …', async () => {
    const host = county().reply('gateway', 'POST', '/send', {}, 500)
    await host.emit('case.dispatched', dispatched)
    await host.advance('10m')
    const start = host.calls[0]?.at ?? 0
    expect(host.calls.filter(({ path }) => path === '/send').map(({ at }) => (at - start) / 1000)).toEqual([0, 10, 30, 70, 150, 310])
  })

  it('runs a daily schedule at its hour in the county', async () => {
    const host = county('2026-05-01T07:30:00+08:00')
    await host.advance('29m')
    expect(host.kv.get('reported')).toBeUndefined()
    await host.advance('2m')
    expect(host.kv.get('reported')).toBe('2026-05-01T00:00:00.000Z')
    expect(host.now()).toBe('2026-05-01T08:01:00+08:00')
  })

  it('forgets what was kept for seven days', async () => {
    const host = county()
    await host.emit('case.dispatched', dispatched)
    expect(host.kv.keys()).toHaveLength(1)
    await host.advance('8d')
    expect(host.kv.keys('sms:')).toEqual([])
  })
})

describe('a failing plugin', () => {
  it('waits for the administrator, without using up tries', async () => {
    const host = county().replyOnce('hotline', 'GET', '/open/orders', {}, 401)
    await host.advance('5m')
    expect(host.paused.get('orders')).toEqual({ message: '热线密钥失效', fix: 'config.appKey' })
    expect(host.calls).toHaveLength(1)
    await host.resume('orders')
    expect(host.rounds.get('orders')).toMatchObject({ cursor: '0' })
  })

  it('is asked again not before the time it named', async () => {
    const host = county().replyOnce('hotline', 'GET', '/open/orders', {}, 503)
    await host.advance('3m')
    expect(host.calls.map(({ at }) => at - (host.calls[0]?.at ?? 0))).toEqual([0, 120_000])
  })

  it('leaves nothing behind: effects count only with the success', async () => {
    const host = county().failOnce('gateway', 'POST', '/send', 'timeout')
    await host.emit('case.dispatched', dispatched)
    expect([host.kv.keys(), host.notices]).toEqual([[], []])
    await host.advance('10s')
    expect(host.notices).toEqual([{ to: ['u1'], title: '短信已发', text: 'm1', case: 'c1' }])
  })

  it('buries at once what it rejects, and goes on with the case', async () => {
    const host = county().replyOnce('gateway', 'POST', '/send', {}, 422)
    await host.emit('case.dispatched', dispatched)
    await host.emit('case.dispatched', dispatched)
    expect(host.dlq).toMatchObject([{ error: '号码无效', class: 'reject', attempts: 1 }])
    expect(host.notices).toHaveLength(1)
  })

  it('keeps the order of a case: what came later waits', async () => {
    const host = county().replyOnce('gateway', 'POST', '/send', {}, 503)
    await host.emit('case.dispatched', { case: { ...dispatched.case, number: 'first' } })
    await host.emit('case.dispatched', { case: { ...dispatched.case, number: 'second' } })
    await host.emit('case.dispatched', { case: { ...dispatched.case, id: 'c2', number: 'other case' } })
    await host.advance('30s')
    const delivered = host.calls.filter(({ status, path }) => path === '/send' && status === 200)
    expect(delivered.map(({ body }) => (body as { text: string }).text)).toEqual([
      '【吹哨】other case 占道经营',
      '【吹哨】first 占道经营',
      '【吹哨】second 占道经营',
    ])
  })

  it('that hangs is given up', async () => {
    const hanging = definePlugin({ id: 'cn.a.b', version: '1.0.0', api: 'shaotai/1', vendor: 'a', title: 'a' }).on(
      'case.closed',
      () => new Promise(() => undefined),
      {
        attempts: 1,
      },
    )
    const host = createHost(hanging, { patience: 20 })
    await host.emit('case.closed')
    expect(host.dlq).toMatchObject([{ class: 'timeout' }])
  })
})

describe('accidents', () => {
  it('a crash after sending: tried again with the same key, where the peer can tell', async () => {
    const host = county().chaos({ crashAfterSend: 1 })
    await host.emit('case.dispatched', dispatched)
    await host.advance('10s')
    const sends = host.calls.filter(({ path }) => path === '/send')
    expect(sends).toHaveLength(2)
    expect(new Set(sends.map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
    expect(host.notices).toHaveLength(1)
  })

  it('a crash while sending a message that costs money: unknown, and no second one', async () => {
    const host = county().chaos({ crashAfterSend: 1 })
    expect(await host.send('sms', { id: 'm7' })).toBeUndefined()
    await host.advance('1h')
    expect(host.calls.filter(({ path }) => path === '/send')).toHaveLength(1)
    expect(host.unknown).toMatchObject([{ id: 'm7:sms', class: 'crashed' }])
  })

  it('every delivery twice: one message each', async () => {
    const host = county().chaos({ duplicate: 1, reorder: true, seed: 7 })
    for (const id of ['c1', 'c2', 'c3', 'c4']) await host.emit('case.dispatched', { case: { ...dispatched.case, id } })
    expect(host.notices).toHaveLength(4)
  })
})

describe('a webhook', () => {
  const hook = { id: 'h1', body: ORDER }

  it('makes a case, once, however often it comes', async () => {
    const host = county()
    expect(await host.deliverHook('orders', host.signed('orders', hook))).toMatchObject({ status: 200 })
    await host.deliverHook('orders', host.signed('orders', hook))
    await host.deliverHook('orders', host.signed('orders', { ...hook, id: 'h2' }))
    expect([...host.cases.values()].map(({ view }) => view.title)).toEqual(['路灯不亮'])
  })

  it.each([
    [
      'without a signature',
      (host: ReturnType<typeof county>) => ({ ...hook, headers: { 'x-time': String(Date.parse(host.now())) } }),
      'missing',
    ],
    ['that was altered', (host: ReturnType<typeof county>) => ({ ...host.signed('orders', hook), body: '{"orderNo":"A2"}' }), 'wrong'],
  ])('%s is refused before the plugin sees it', async (_, request, reason) => {
    const host = county()
    expect(await host.deliverHook('orders', request(host))).toEqual({ status: 401, body: expect.stringContaining(reason) })
    expect(host.cases.size).toBe(0)
  })

  it('replayed a week later is refused', async () => {
    const host = county()
    const old = host.signed('orders', hook)
    await host.advance('7d')
    expect(await host.deliverHook('orders', old)).toMatchObject({ status: 401 })
  })

  it('that cannot be read is tried again, then buried', async () => {
    const host = county()
    await host.deliverHook('orders', host.signed('orders', { id: 'h3', body: 'no json' }))
    await host.advance('1h')
    expect(host.dlq).toMatchObject([{ kind: 'webhook', contribution: 'orders', class: 'fault' }])
  })
})

describe('personal data and secrets', () => {
  it('reaches the plugin masked unless it declares where it goes', async () => {
    const curious = definePlugin({
      id: 'cn.a.b',
      version: '1.0.0',
      api: 'shaotai/1',
      vendor: 'a',
      title: 'a',
      permissions: ['cases:note'],
    }).on('case.dispatched', ({ case: { id, form } }, { cases }) => cases.note(id, `${String(form['phone'])} ${String(form['text'])}`))
    const host = createHost(curious)
    await host.emit('case.dispatched', { case: { form: { phone: '13800000000', text: '身份证 110105199001011234' } } })
    expect(host.case('c1').notes).toEqual(['138****0000 身份证 110105********1234'])
  })

  it('is masked in the log, and secrets reach their peer only', async () => {
    const host = county()
    await host.emit('case.dispatched', dispatched)
    await host.advance('1m')
    expect(host.calls.find(({ path }) => path === '/send')?.body).toMatchObject({ to: '13800000000' })
    expect(host.logs).toMatchObject([{ message: 'sent', fields: { to: '138****0000' } }])
    expect(host.calls.map(({ endpoint, headers }) => [endpoint, headers['x-app-key']])).toEqual([
      ['gateway', undefined],
      ['hotline', 'k3y'],
    ])
  })
})

describe('what the county would refuse', () => {
  const reach = (address: string) =>
    definePlugin({
      id: 'cn.a.b',
      version: '1.0.0',
      api: 'shaotai/1',
      vendor: 'a',
      title: 'a',
      config: t.object({ peer: t.endpoint(), key: t.secret() }),
      egress: { peer: { from: 'config.peer', methods: ['GET'], purpose: '查询' } },
    }).report('r', {
      title: 'r',
      view: 'table',
      query: async (_, { fetch, config: { key } }) => {
        const response = await fetch(address.replace('KEY', String(key)))
        return { columns: [], rows: [{ status: response.status }] }
      },
    })
  const host = (address: string) =>
    createHost(reach(address), { config: { peer: 'http://10.0.0.1/api', key: 's' } }).reply('peer', 'GET', '/x', {})
  const range = { from: '', to: '' }

  it('fetch reaches a declared endpoint', async () => {
    expect(await host('http://10.0.0.1/api/x').query('r', range)).toMatchObject({ rows: [{ status: 200 }] })
  })

  it.each([
    ['another origin', 'http://10.0.0.1:8080/api/x'],
    ['above the address of the endpoint', 'http://10.0.0.1/x'],
    ['a neighbour of it', 'http://10.0.0.1/apis/x'],
    ['a secret that is not declared for it', 'http://10.0.0.1/api/x?key=KEY'],
  ])('%s', async (_, address) => {
    await expect(host(address).query('r', range)).rejects.toMatchObject({ failure: { class: 'reject', name: 'EgressError' } })
  })

  it.each<[what: string, config: object, place: string]>([
    ['a field that is missing', { hotline: 'http://h' }, 'config.appKey: is missing'],
    ['a field nobody declared', { ...config, colour: 'red' }, 'config.colour: is not declared'],
    ['an address that is none', { ...config, hotline: 'ftp://h' }, 'config.hotline: does not look like'],
    ['an entry of a list', { ...config, areas: ['110105001', 'x'] }, 'config.areas[1]'],
    ['a number out of range', { ...config, urgentLevel: 5 }, 'config.urgentLevel: must lie between 1 and 4'],
  ])('%s', (_, wrong, place) => {
    expect(() => createHost(plugin, { config: wrong })).toThrow(place)
  })
})

describe('holes in a test', () => {
  it('a call nobody scripted is told to the test, with what to write', async () => {
    const host = createHost(plugin, { config })
    await expect(host.emit('case.dispatched', dispatched)).rejects.toThrow(UnscriptedCall)
    await expect(createHost(plugin, { config }).advance('1m')).rejects.toThrow("host.reply('hotline', 'GET', '/open/orders', …)")
  })

  it.each([
    ['an endpoint', () => county().reply('nowhere' as 'hotline', 'GET', '/'), 'declares no endpoint'],
    ['a method', () => county().reply('gateway', 'GET', '/'), 'declares POST for gateway, not GET'],
    ['an event', () => county().emit('case.dispached' as 'case.closed'), 'There is no event'],
    ['a case', () => county().case('x'), 'No case "x"'],
  ])('%s that is not there', async (_, act, message) => {
    await expect(async () => act()).rejects.toThrow(message)
  })

  it('a contribution that fails says so', async () => {
    const host = county().reply('hotline', 'GET', '/ping', '', 500)
    await expect(host.health()).rejects.toThrow(CallFailed)
    await expect(host.health()).rejects.toThrow('fault: 热线平台不通')
  })
})
