import { describe, expect, it } from 'vitest'
import { PLUGIN } from '../definition.ts'
import { definePlugin } from '../define-plugin.ts'
import { EgressError, Reject } from '../errors.ts'
import type { CallMessage, LogEntry } from '../protocol/message.ts'
import type { HostPort } from '../protocol/port.ts'
import type { VerbName } from '../protocol/verb.ts'
import { hotline } from '../a-plugin.fixture.ts'
import { toBase64, utf8 } from './bytes.ts'

const MARK = 'm4rk'

/** A port that answers from a table and remembers what was asked. */
function portOf(answers: Readonly<Record<string, unknown>>) {
  const asked: [service: string, args: unknown][] = []
  const logged: LogEntry[] = []
  const port: HostPort = {
    init: {
      t: 'init',
      protocol: 'shaotai/1',
      config: { hotline: 'http://10.1.2.3', areas: ['110105001', '110105002'] },
      secrets: { names: ['appKey'], mark: MARK },
      county: { id: 'c', name: '某县', offset: '+08:00' },
      logs: 200,
    },
    ask: (service, args) => {
      asked.push([service, args])
      const answer = answers[service]
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer as never)
    },
    log: (entry) => void logged.push(entry),
    signal: new AbortController().signal,
    now: () => 0,
  }
  return { port, asked, logged }
}

function call(verb: VerbName, contribution: string | undefined, payload: unknown): CallMessage {
  return {
    t: 'call',
    id: 7,
    verb,
    ...(contribution && { contribution }),
    payload,
    deadline: 1000,
    now: 0,
    delivery: { id: 'd', idempotencyKey: 'k', attempt: 1 },
  }
}

const page = (status: number, value: unknown) => ({ status, headers: { 'content-type': 'application/json' }, text: JSON.stringify(value) })
const dispatched = call('event.deliver', 'case.dispatched', { case: { id: 'c1', number: 'N1' }, data: {} })
const run = (message: CallMessage, answers: Readonly<Record<string, unknown>> = {}) => {
  const { port, ...seen } = portOf(answers)
  return hotline[PLUGIN].invoke(message, port).then((result) => ({ result, ...seen }))
}

describe('a call', () => {
  it('polls: the page becomes cases, what is left out stays out', async () => {
    const list = [
      { orderNo: 'A1', content: '路灯不亮' },
      { orderNo: 'A2', content: '' },
    ]
    const { result, asked } = await run(call('intake.poll', 'orders', {}), { 'http.request': page(200, { list, next: '17' }) })
    expect(result).toEqual({
      t: 'result',
      id: 7,
      ok: true,
      value: { items: [{ kind: 'case', externalId: 'A1', title: '路灯不亮' }], cursor: '17', more: false },
      effects: [],
    })
    expect(asked).toEqual([
      [
        'http.request',
        {
          endpoint: 'hotline',
          method: 'GET',
          path: '/orders',
          query: [
            ['since', '0'],
            ['area', '110105001'],
            ['area', '110105002'],
          ],
          as: 'text',
        },
      ],
    ])
  })

  it('takes a webhook in the character set of its sender', async () => {
    const gbk = new Uint8Array([...utf8('{"orderNo":"A1","content":"'), 0xc2, 0xb7, 0xb5, 0xc6, ...utf8('"}')])
    const request = {
      id: 'r',
      method: 'POST',
      path: '/',
      query: {},
      headers: { 'content-type': 'application/json; charset=GBK' },
      base64: toBase64(gbk),
      receivedAt: '',
    }
    const { result } = await run(call('intake.webhook', 'orders', request))
    expect(result).toMatchObject({ ok: true, value: { items: [{ externalId: 'A1', title: '路灯' }] } })
  })

  it('gathers what it does, and reads what it wrote', async () => {
    const { result, asked, logged } = await run(dispatched, { 'kv.get': { version: 0 }, 'http.request': page(200, {}), sign: 'abc' })
    expect(result).toMatchObject({
      ok: true,
      effects: [
        { kind: 'kv.set', key: 'sent:c1', value: true, ttl: 604_800_000 },
        { kind: 'case.note', case: 'c1', text: '已回传' },
      ],
    })
    expect(logged).toEqual([{ level: 'info', message: 'replied', fields: { number: 'N1', again: true } }])
    expect(asked.filter(([service]) => service === 'kv.get')).toHaveLength(1)
  })

  it('never sees a secret: its handle is a placeholder, in bodies and in signatures', async () => {
    const { asked } = await run(dispatched, { 'kv.get': { version: 0 }, 'http.request': page(200, {}), sign: 'abc' })
    expect(asked[1]).toEqual(['sign', { secret: 'appKey', algorithm: 'hmac-sm3', data: 'N1' }])
    expect(asked[2]?.[1]).toMatchObject({
      body: { text: JSON.stringify({ number: 'N1', key: `${MARK}:appKey:${MARK}`, sign: 'abc' }) },
      idempotencyKey: 'k',
    })
  })

  it('leaves no effects when it fails', async () => {
    const { result } = await run(dispatched, {
      'kv.get': { version: 0 },
      sign: 'abc',
      'http.request': Object.assign(new Error('no route'), { code: 'refused' }),
    })
    expect(result).toEqual({ t: 'result', id: 7, ok: false, error: { class: 'retry', message: 'no route', name: 'EgressError' } })
  })

  it.each([
    [401, { class: 'needs-admin', message: '热线密钥失效', fix: 'config.appKey' }],
    [503, { class: 'retry', message: '热线平台不可用', after: 120_000 }],
  ])('says who must act when the peer answers %i', async (status, error) => {
    const { result } = await run(call('intake.poll', 'orders', {}), { 'http.request': page(status, {}) })
    expect(result).toMatchObject({ ok: false, error })
  })

  it('answers in bulk what is pure', async () => {
    const { result } = await run(call('field.check', 'gridcode', { values: [' 110105001001001 ', 'x'] }))
    expect(result).toMatchObject({
      value: [
        { problem: null, normalised: '110105001001001', masked: '110105001******' },
        { problem: '应为 15 位数字', normalised: 'x' },
      ],
    })
    const facts = [{ kind: 'case' }, { kind: 'assignment' }]
    const scored = await run(call('scoring.score', 'timely', { facts, params: { perHour: 3 } }))
    expect(scored.result).toMatchObject({
      value: [
        { points: 97, reason: 'case' },
        { points: 97, reason: 'assignment' },
      ],
    })
  })

  it('serves', async () => {
    const request = { id: 'r', method: 'GET', path: '/a', query: {}, headers: {}, base64: '', receivedAt: '' }
    const { result } = await run(call('serve.handle', 'status', request))
    expect(result).toMatchObject({ value: { status: 200, base64: toBase64(utf8('在 /a')) } })
  })

  it.each([
    ['0.9.0', { area: 'x', areas: ['x'] }],
    ['1.0.0', { area: 'x', areas: ['x'] }],
    ['1.1.0', { area: 'x' }],
  ])('lifts a configuration of %s', async (from, lifted) => {
    const { result } = await run(call('migrate', undefined, { from, config: { area: 'x' } }))
    expect(result).toMatchObject({ value: lifted })
  })

  it.each<[what: string, message: CallMessage, error: object]>([
    ['a contribution that is not there', call('event.deliver', 'case.closed', {}), { class: 'reject' }],
    ['a part a contribution does not have', call('calendar.year', 'none', {}), { class: 'reject' }],
    [
      'a verb of a later protocol',
      call('dance' as VerbName, undefined, {}),
      { class: 'fault', message: expect.stringContaining('older SDK') },
    ],
    ['a name that every object has', call('constructor' as VerbName, undefined, {}), { class: 'fault' }],
  ])('refuses %s', async (_, message, error) => {
    expect((await run(message)).result).toMatchObject({ ok: false, error })
  })

  it.each<[what: string, thrown: unknown, error: object]>([
    ['an error', new TypeError('x is not a function'), { class: 'fault', name: 'TypeError', stack: expect.any(String) }],
    ['a refusal', new Reject('no such town'), { class: 'reject', message: 'no such town' }],
    ['a call outside that was not allowed', new EgressError('denied', 'x'), { class: 'reject', name: 'EgressError' }],
    ['a call outside that never left', new EgressError('dns', 'x'), { class: 'retry' }],
    ['a call outside nobody was there to take', new EgressError('refused', 'x'), { class: 'retry' }],
    ['a call outside that the peer may have heard', new EgressError('timeout', 'x'), { class: 'fault' }],
    ['a call outside that broke off', new EgressError('network', 'x'), { class: 'fault' }],
    ['a text', 'oops', { class: 'fault', message: 'oops' }],
    ['nothing', undefined, { class: 'fault' }],
    ['a novel', new Error('x'.repeat(100_000)), { class: 'fault', message: 'x'.repeat(2000) }],
  ])('survives a handler that throws %s', async (_, thrown, error) => {
    const plugin = definePlugin({ id: 'cn.a.b', version: '1.0.0', api: 'shaotai/1', vendor: 'a', title: 'a' }).on(
      'case.closed',
      async () => {
        throw thrown
      },
    )
    const { port } = portOf({})
    expect(await plugin[PLUGIN].invoke(call('event.deliver', 'case.closed', {}), port)).toMatchObject({ ok: false, error })
  })

  it('refuses a result that no frame carries', async () => {
    const plugin = definePlugin({ id: 'cn.a.b', version: '1.0.0', api: 'shaotai/1', vendor: 'a', title: 'a' }).report('large', {
      title: 'a',
      view: 'table',
      query: async () => ({ columns: [], rows: [{ text: 'x'.repeat(4_000_000) }] }),
    })
    const { port } = portOf({})
    const result = await plugin[PLUGIN].invoke(call('report.query', 'large', { from: '', to: '' }), port)
    expect(result).toMatchObject({ ok: false, error: { message: expect.stringContaining('Return it in parts') } })
  })
})
