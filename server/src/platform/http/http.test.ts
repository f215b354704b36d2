import { Test } from '@nestjs/testing'
import { beforeAll, describe, expect, test } from 'vitest'
import { describeEachDatabase, type TestDatabase } from '../testing/describe-each-database.ts'
import { TestClient } from '../testing/http-client.ts'
import { WithoutAccess, WithoutRoute } from '../testing/careless-modules.ts'
import { assertRoutesDeclared } from './assert-routes-declared.ts'

describeEachDatabase('http', (database) => {
  let running: Awaited<ReturnType<TestDatabase['app']>>
  let clerk: TestClient
  let anybody: TestClient
  beforeAll(async () => {
    running = await database.app()
    clerk = await TestClient.signedIn(running.url, 'town')
    anybody = new TestClient(running.url)
  })

  test.each([
    ['broken JSON', '{"account":', 400, 'http.bad-json'],
    ['an array', [], 400, 'http.invalid'],
    ['null', 'null', 400, 'http.invalid'],
    ['a missing field', { account: 'x' }, 400, 'http.missing-field'],
    ['a wrong type', { account: 1, password: 'x' }, 400, 'http.invalid'],
    ['an unknown field', { account: 'x', password: 'x', admin: true }, 400, 'http.unknown-field'],
    ['a prototype', '{"account":"x","password":"x","__proto__":{"a":1}}', 400, 'http.unknown-field'],
    ['a zero character', { account: 'a\0b', password: 'x' }, 400, 'http.bad-text'],
    ['a lone surrogate', '{"account":"\\ud800","password":"x"}', 400, 'http.bad-text'],
    ['ten thousand levels', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, 400, 'http.too-deep'],
    ['two megabytes', `"${'x'.repeat(2_000_000)}"`, 413, 'http.too-large'],
    ['too many keys', Object.fromEntries(Array.from({ length: 25_000 }, (_, index) => [`k${index}`, 1])), 400, 'http.too-many-keys'],
    ['nothing', '', 400, 'http.invalid'],
  ])('a body that is %s is refused with a place and a sentence', async (_, body, status, code) => {
    const answer = await anybody.send('POST', '/api/v1/session', body)
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([status, code])
    expect(answer.body).toMatchObject({ statusCode: status, message: [expect.stringMatching(/[\u4e00-\u9fff]/)] })
  })

  test('a document of a draft may be larger than other bodies, within a bound of its own', async () => {
    const send = (items: number) =>
      clerk.send('PUT', '/api/v1/policy-drafts/none/documents/responsibilities', {
        revision: 0,
        value: Array.from({ length: items }, () => '长'.repeat(250)),
      })
    expect((await send(5000)).status).toBe(403)
    expect((await send(15_000)).status).toBe(413)
  })

  test('a body in another encoding than UTF-8 is refused, not guessed', async () => {
    const gbk = Uint8Array.from([0x22, 0xba, 0xcc, 0xb4, 0xa8, 0x22])
    const answer = await fetch(`${running.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: gbk,
    })
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'http.bad-json'])
  })

  test('the sentence is English for who asks for it', async () => {
    const answer = await anybody.get('/api/v1/session', { 'accept-language': 'en-GB' })
    expect(answer.body).toMatchObject({ code: 'access.not-signed-in', message: ['Sign in first.'] })
  })

  test.each([
    ['text/plain', 415, {}],
    ['application/x-www-form-urlencoded', 415, {}],
    ['multipart/form-data; boundary=x', 400, {}],
  ])('a body of type %s is not read', async (type, status, extra) => {
    const answer = await clerk.send('PUT', '/api/v1/session/password', 'x=1', {
      'content-type': type,
      'x-requested-with': 'shaotai',
      ...extra,
    })
    expect(answer.status).toBe(status)
  })

  test.each([
    ['a foreign origin', { origin: 'https://evil.example' }, 403],
    ['a null origin', { origin: 'null' }, 403],
    ['an origin that ends like ours', { origin: 'http://evil127.0.0.1' }, 403],
    ['our host on another port', { origin: 'http://127.0.0.1:1' }, 403],
    ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a same-site fetch', { 'sec-fetch-site': 'same-site' }, 403],
  ])('a change from %s is refused', async (_, headers, status) => {
    const answer = await clerk.send('DELETE', '/api/v1/session', undefined, headers)
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([status, null])
    expect((await clerk.get('/api/v1/session')).status).toBe(200)
  })

  test('a form post without our header is refused, our own origin is not', async () => {
    const plain = await fetch(`${running.url}/api/v1/session`, { method: 'DELETE', headers: { cookie: clerk.cookie! } })
    expect(plain.status).toBe(403)
    const own = await TestClient.signedIn(running.url, 'town')
    expect((await own.send('DELETE', '/api/v1/session', undefined, { origin: running.url })).status).toBe(204)
  })

  test('every protected route is closed to strangers, in every spelling', async () => {
    const { paths } = (await anybody.get('/api/docs/openapi.json')).body as {
      paths: Record<string, Record<string, { security?: unknown }>>
    }
    const open: string[] = []
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, { security }] of Object.entries(methods)) {
        if (!security) continue
        const real = path.replace(/\{\w+\}/g, 'x')
        const spellings =
          method === 'get'
            ? [
                real,
                `${real}/`,
                `/${real}`,
                real.replace('/v1', '/%761'),
                `${real};x`,
                `${real}%2f`,
                `${real}?`,
                real.toUpperCase(),
                `${real}/..`,
                `/x/..${real}`,
              ]
            : [real, `${real}/`]
        for (const spelling of spellings) {
          for (const verb of method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]) {
            const answer = await fetch(running.url + spelling, {
              method: verb,
              headers: { 'x-requested-with': 'shaotai', 'x-http-method-override': 'GET' },
            })
            if (![400, 401, 404].includes(answer.status)) open.push(`${verb} ${spelling} ${answer.status}`)
          }
        }
      }
    }
    expect(open).toEqual([])
    expect(Object.keys(paths).length).toBeGreaterThan(5)
  })

  test('answers of the API are not stored and carry the security headers', async () => {
    const { headers } = await clerk.get('/api/v1/units')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('strict-transport-security')).toBeNull()
  })

  test('the page carries a fresh nonce; a missing script is not answered with a page', async () => {
    const first = await anybody.get('/cases/1')
    const second = await anybody.get('/cases/1')
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    const policy = first.headers.get('content-security-policy')!
    expect(policy).toMatch(/style-src 'self' 'nonce-[\w-]{20,}'/)
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/)
    expect(second.headers.get('content-security-policy')).not.toBe(policy)
    expect((await anybody.get('/assets/none.js')).status).toBe(404)
    expect((await anybody.get('/api/nothing')).body).toMatchObject({ code: 'http.not-found' })
    expect((await anybody.get('/%E0%A4%A')).status).toBe(400)
  })

  test('two thousand mutilated queries and bodies never make the server fail', async () => {
    const pieces = [
      's=',
      's={',
      's={"$and":1}',
      's={"a":{"$or":{}}}',
      'filter[]=x',
      'filter[0]=',
      'filter=a||b||c',
      'sort=x',
      'sort[0]=id,UP',
      'join=a',
      'join[0]=a||b||on[0]=x',
      'limit=-1',
      'limit=x',
      'page=1e9',
      'fields=,',
      'extra.__proto__.x=1',
      '__proto__[a]=1',
      'a[b][c][d][e]=1',
      'or[0]=id||$in||',
      '%00',
      'filter[0]=id||$eq||%00',
      '\u{20000}=1',
      'offset=9007199254740993',
      'cache=0',
      's=[]',
      's=null',
      's=1',
      'filter[0][a]=1',
      'sort[a]=b',
      'join[a][b]=c',
      'limit[]=1',
    ]
    const failures: string[] = []
    for (let round = 0; round < 20; round++) {
      await Promise.all(
        pieces.map(async (piece, index) => {
          const query = [piece, pieces[(index + round) % pieces.length], pieces[(index * 7 + round * 3) % pieces.length]].join('&')
          const answers = await Promise.all([
            clerk.get(`/api/v1/units?${query}`),
            clerk.get(`/api/v1/people?${query}`),
            anybody.send('POST', `/api/v1/session?${query}`, piece),
          ])
          for (const answer of answers) if (answer.status >= 500) failures.push(`${answer.status} ${query}`)
        }),
      )
    }
    expect(failures).toEqual([])
    expect(({} as { a?: unknown; x?: unknown }).a).toBeUndefined()
  })
})

describe('a handler that forgot to say who may call it', () => {
  test.each([
    ['an access rule', WithoutAccess, /neither @Public nor @Allow/],
    ['a declaration', WithoutRoute, /without @Route/],
  ])('stops the start: without %s', async (_, careless, message) => {
    const module = await Test.createTestingModule({ imports: [careless] }).compile()
    expect(() => assertRoutesDeclared(module)).toThrow(message)
  })
})
