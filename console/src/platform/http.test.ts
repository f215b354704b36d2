import type { InternalAxiosRequestConfig } from 'axios'
import { AxiosError } from 'axios'
import nestjsxCrud from '@refinedev/nestjsx-crud'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSignInDesk, settleSignIn } from './login/sign-in-again.ts'
import { setPersonHere } from './login/who.ts'
import { http, newIdempotencyKey, request, RequestFailed } from './http.ts'

const adapter = http.defaults.adapter
let sent: InternalAxiosRequestConfig[] = []
let reply: { status: number; data: unknown } = { status: 200, data: undefined }
function answer(status: number, data: unknown) {
  sent = []
  reply = { status, data }
  http.defaults.adapter = (config) => {
    sent.push(config)
    const { status, data } = reply
    const response = { status, data, statusText: '', headers: {}, config }
    if (status === 0) return Promise.reject(new AxiosError('network', 'ERR_NETWORK', config))
    return status < 400 ? Promise.resolve(response) : Promise.reject(new AxiosError('bad', 'ERR_BAD', config, undefined, response))
  }
}
afterEach(() => {
  http.defaults.adapter = adapter
})

const refusal = {
  code: 'case.command.wrong-phase',
  params: { phase: 'CLOSED' },
  at: '/x',
  statusCode: 409,
  error: 'Conflict',
  message: ['已销号，不能再派件。'],
}
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('requests', () => {
  it('carry our header always and a key when they change something', async () => {
    answer(200, { ok: 1 })
    await request('GET', '/cases')
    await request('POST', '/cases', {})
    await request('POST', '/cases', {}, { idempotencyKey: 'same' })
    expect(sent.map((config) => config.url)).toEqual(['/api/v1/cases', '/api/v1/cases', '/api/v1/cases'])
    expect(sent.map((config) => String(config.headers.get('X-Requested-With')))).toEqual(['shaotai', 'shaotai', 'shaotai'])
    expect(sent[0]?.headers.has('Idempotency-Key')).toBe(false)
    expect(String(sent[1]?.headers.get('Idempotency-Key'))).toMatch(/^[0-9a-f]{32}$/)
    expect(sent[2]?.headers.get('Idempotency-Key')).toBe('same')
    expect(newIdempotencyKey()).not.toBe(newIdempotencyKey())
  })
  it('end as the server’s refusal', async () => {
    answer(409, refusal)
    const error = await failure(request('POST', '/cases', {}))
    expect(error).toBeInstanceOf(RequestFailed)
    expect(error).toMatchObject({ statusCode: 409, code: refusal.code, params: refusal.params, at: '/x', sentences: refusal.message })
  })
  it.each([
    ['no server', 0, undefined, 'network.unreachable'],
    ['a proxy’s page', 502, '<html>', 'http.502'],
  ])('%s is a failure with a code', async (_name, status, data, code) => {
    answer(status, data)
    expect(await failure(request('GET', '/cases'))).toMatchObject({ statusCode: status, code })
  })
})

describe('the data provider on our requests', () => {
  const provider = nestjsxCrud('/api/v1', http as Parameters<typeof nestjsxCrud>[1])
  it('reads our refusals', async () => {
    answer(409, refusal)
    expect(await failure(provider.create({ resource: 'cases', variables: {} }))).toMatchObject({
      statusCode: 409,
      message: 'case.command.wrong-phase',
    })
  })
  it('survives a lost connection', async () => {
    answer(0, undefined)
    expect(await failure(provider.update({ resource: 'cases', id: '1', variables: {} }))).toMatchObject({
      statusCode: 0,
      message: 'network.unreachable',
    })
  })
})

describe('a session that ended', () => {
  const ended = { code: 'access.not-signed-in', params: {}, statusCode: 401, error: 'Unauthorized', message: ['请先登录。'] }
  const pause = () => new Promise((resolve) => setTimeout(resolve, 5))
  let close = () => {}
  beforeEach(() => {
    setPersonHere('zhou')
    close = openSignInDesk()
  })
  afterEach(() => {
    close()
    setPersonHere(undefined)
  })

  it('sends what waited once the same person is back: the same request, the same key, in the same name', async () => {
    answer(401, ended)
    const [saved, listed] = [request('PUT', '/x', { a: 1 }), request('GET', '/y')]
    await pause()
    const before = sent
    answer(200, { ok: 1 })
    settleSignIn(true)
    expect(await Promise.all([saved, listed])).toEqual([{ ok: 1 }, { ok: 1 }])
    const seen = (config: InternalAxiosRequestConfig) => [config.method, config.url, config.data, config.headers.get('Idempotency-Key')]
    expect(sent.map(seen)).toEqual(before.map(seen))
    expect(sent.map((config) => config.headers.get('X-Shaotai-Person'))).toEqual(['zhou', 'zhou'])
  })

  it.each<[string, () => unknown]>([
    ['the person gives up', () => settleSignIn(false)],
    ['the page is left', () => close()],
  ])('refuses what waited when %s', async (_name, act) => {
    answer(401, ended)
    const failed = failure(request('POST', '/x', {}))
    await pause()
    act()
    expect(await failed).toMatchObject({ statusCode: 401, code: 'access.not-signed-in' })
    expect(sent).toHaveLength(1)
  })

  it('asks also when somebody else signed in in this browser', async () => {
    answer(409, { ...ended, code: 'access.other-person', statusCode: 409 })
    const saved = request('POST', '/x', {})
    await pause()
    answer(200, { ok: 1 })
    settleSignIn(true)
    expect(await saved).toEqual({ ok: 1 })
  })

  it.each<[string, () => void, number, unknown]>([
    ['a wrong password', () => {}, 401, { ...ended, code: 'session.bad-credentials' }],
    ['no page that could ask', () => close(), 401, ended],
    ['somebody who left', () => setPersonHere(undefined), 401, ended],
  ])('does not ask for %s', async (_name, arrange, status, body) => {
    arrange()
    answer(status, body)
    expect(await failure(request('POST', '/x', {}))).toMatchObject({ statusCode: 401 })
  })
})
