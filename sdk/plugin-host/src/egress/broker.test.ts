import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS, type Manifest, type ManifestEgress } from '@shaotai/plugin'
import type { WireAnswer, WireRequest } from '@shaotai/plugin/protocol'
import type { EgressRecord } from '../host.ts'
import { Broker, type BrokerOptions } from './broker.ts'

type Handle = (request: IncomingMessage, response: ServerResponse, body: string) => void

/** A real peer on the loopback, and a second one nobody may reach: it remembers whoever does. */
let handle: Handle = (_request, response) => response.end('ok')
const asked: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] = []
const trespassers: string[] = []
const peer = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8').on('data', (text: string) => (body += text))
  request.on('end', () => {
    asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
    handle(request, response, body)
  })
})
const forbidden = createServer((request, response) => {
  trespassers.push(request.url ?? '')
  response.end('metadata')
})
let port = 0
let closedPort = 0
beforeAll(async () => {
  await Promise.all([once(peer.listen(0, '127.0.0.1'), 'listening'), once(forbidden.listen(0, '127.0.0.1'), 'listening')])
  port = (peer.address() as AddressInfo).port
  closedPort = (forbidden.address() as AddressInfo).port
})
const brokers: Broker[] = []
afterEach(() => {
  for (const broker of brokers.splice(0)) broker.close()
  asked.length = 0
  trespassers.length = 0
  handle = (_request, response) => response.end('ok')
})
afterAll(() => {
  peer.closeAllConnections()
  peer.close()
  forbidden.close()
})

const SECRET = 'p@ss"word-12345'
const MARK = 'a1b2c3'
const KEY = `${MARK}:key:${MARK}`
const EGRESS: ManifestEgress = { from: 'peer', lan: true, methods: ['GET', 'POST'], purpose: '', secrets: ['key'] }

function open(options: Partial<BrokerOptions> & { readonly egress?: Partial<ManifestEgress>; readonly base?: string } = {}) {
  const { egress, base, ...rest } = options
  const records: Omit<EgressRecord, 'plugin' | 'at'>[] = []
  const broker = new Broker({
    manifest: { egress: { peer: { ...EGRESS, ...egress } }, permissions: [] } as unknown as Manifest,
    config: { peer: base ?? `http://127.0.0.1:${port}/api` },
    secrets: { key: SECRET, other: 'another-secret' },
    approved: ['127.0.0.1'],
    limits: DEFAULT_LIMITS,
    mark: MARK,
    record: (record) => void records.push(record),
    ...rest,
  })
  brokers.push(broker)
  const call = (more: Partial<WireRequest> = {}): Promise<WireAnswer> =>
    broker.call({ endpoint: 'peer', path: '/a', method: 'GET', as: 'text', ...more })
  return { broker, call, records }
}

describe('a call', () => {
  it('goes below the address of the endpoint, with its query, and comes back with status and text', async () => {
    handle = (_request, response) => response.writeHead(404, { 'content-type': 'application/json' }).end('{"没有":1}')
    const { call, records } = open()
    const answer = await call({
      path: '/a/b?x=1',
      query: [
        ['y', '二'],
        ['z', '3'],
      ],
    })
    expect(answer).toMatchObject({ status: 404, text: '{"没有":1}', headers: { 'content-type': 'application/json' } })
    expect(asked[0]?.url).toBe('/api/a/b?x=1&y=%E4%BA%8C&z=3')
    expect(records).toMatchObject([{ endpoint: 'peer', method: 'GET', path: '/api/a/b', status: 404, bytesIn: 12 }])
  })

  it.each<[how: string, auth: ManifestEgress['auth'], seen: () => unknown, wanted: unknown]>([
    [
      'in a header',
      { kind: 'header', header: 'X-Key', secret: 'key', prefix: 'Bearer ' },
      () => asked[0]?.headers['x-key'],
      `Bearer ${SECRET}`,
    ],
    [
      'in the query',
      { kind: 'query', query: 'access_token', secret: 'key' },
      () => asked[0]?.url,
      `/api/a?access_token=${new URLSearchParams({ k: SECRET }).toString().slice(2)}`,
    ],
    [
      'as a password',
      { kind: 'basic', user: 'u', secret: 'key' },
      () => asked[0]?.headers.authorization,
      `Basic ${Buffer.from(`u:${SECRET}`).toString('base64')}`,
    ],
  ])('carries a secret %s', async (_, auth, seen, wanted) => {
    await open({ egress: { auth } }).call()
    expect(seen()).toBe(wanted)
  })

  it('carries secrets where their handles stand, written as the place wants it', async () => {
    const { call } = open()
    await call({
      method: 'POST',
      headers: { 'x-sign': KEY },
      body: { type: 'text', text: JSON.stringify({ key: KEY }), contentType: 'application/json' },
    })
    await call({
      method: 'POST',
      body: { type: 'text', text: `key=${encodeURIComponent(KEY)}`, contentType: 'application/x-www-form-urlencoded' },
    })
    await call({ query: [['key', KEY]], path: `/with/${KEY}` })
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ key: SECRET })
    expect(asked[0]?.headers['x-sign']).toBe(SECRET)
    expect(new URLSearchParams(asked[1]?.body).get('key')).toBe(SECRET)
    const url = new URL(asked[2]?.url ?? '', 'http://x')
    expect(url.searchParams.get('key')).toBe(SECRET)
    expect(decodeURIComponent(url.pathname)).toBe(`/api/with/${SECRET}`)
  })

  it('takes out a secret the peer sends back, plain, quoted, escaped or in base64', async () => {
    handle = (_request, response) => {
      response.setHeader('x-echo', SECRET)
      response.end(JSON.stringify([SECRET, encodeURIComponent(SECRET), Buffer.from(SECRET).toString('base64')]))
    }
    const { call } = open()
    const { text, headers } = await call()
    expect(text).toBe('["******","******","******"]')
    expect(headers['x-echo']).toBe('******')
    const bytes = await call({ as: 'bytes' })
    expect(Buffer.from(bytes.base64 ?? '', 'base64').toString()).not.toContain('word-12345')
  })

  it('reads what is packed, and GBK', async () => {
    const gbk = Buffer.from([0xc2, 0xb7, 0xb5, 0xc6])
    handle = ({ url }, response) => {
      if (url?.endsWith('gzip')) response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('路灯'))
      else if (url?.endsWith('br')) response.writeHead(200, { 'content-encoding': 'br' }).end(brotliCompressSync('路灯'))
      else response.writeHead(200, url?.endsWith('said') ? { 'content-type': 'text/xml; charset=GBK' } : {}).end(gbk)
    }
    const { call } = open()
    expect((await call({ path: '/gzip' })).text).toBe('路灯')
    expect((await call({ path: '/br' })).text).toBe('路灯')
    expect((await call({ path: '/said' })).text).toBe('路灯')
    expect((await call({ path: '/unsaid', charset: 'gbk' })).text).toBe('路灯')
  })

  it('finds the endpoint of a full address, for libraries that fetch', async () => {
    const { call } = open()
    await call({ endpoint: undefined, path: `http://127.0.0.1:${port}/api/x` })
    expect(asked[0]?.url).toBe('/api/x')
    await expect(call({ endpoint: undefined, path: `http://127.0.0.1:${port}/elsewhere` })).rejects.toMatchObject({ code: 'denied' })
  })

  it('waits its turn beyond the burst, and is refused when its time does not last', async () => {
    const { call } = open({ limits: { ...DEFAULT_LIMITS, requests: 2 } })
    const patient = await Promise.all(Array.from({ length: 5 }, () => call()))
    expect(patient).toHaveLength(5)
    await expect(Promise.all(Array.from({ length: 3 }, () => call({ timeout: 50 })))).rejects.toMatchObject({ code: 'too-many' })
  })
})

/** Addresses as attackers write them. Each must be refused before anything is sent, or land on the declared endpoint and nowhere else. */
const PATHS: readonly [what: string, path: string][] = [
  ['a user before the host', '@127.0.0.1:1/'],
  ['two slashes', '//127.0.0.1/'],
  ['steps up', '/../../secret'],
  ['written steps up', '/%2e%2e/%2e%2e/secret'],
  ['steps up with backslashes', '\\..\\..\\secret'],
  ['a backslash host', '\\\\evil.example\\x'],
  ['a line break', '/a\r\nHost: evil.example'],
  ['a tab', '/a\tb'],
  ['a blank', '/a b'],
  ['a null', '/a\u0000b'],
  ['a scheme', 'http://evil.example/'],
]

/** Whole addresses that are not the endpoint, however much they look like it. `$` is the port of the endpoint. */
const ADDRESSES: readonly [what: string, address: string][] = [
  ['another host', 'http://evil.example/api/'],
  ['the host as a user', 'http://127.0.0.1:$@evil.example/api/'],
  ['the host as a beginning', 'http://127.0.0.1.evil.example:$/api/'],
  ['the host as an end', 'http://evil127.0.0.1:$/api/'],
  ['another port', 'http://127.0.0.1:1/api/'],
  ['no port', 'http://127.0.0.1/api/'],
  ['another scheme', 'https://127.0.0.1:$/api/'],
  ['files', 'file:///etc/passwd'],
  ['gopher', 'gopher://127.0.0.1:$/api/'],
  ['data', 'data:text/plain,hello'],
  ['a dot behind the host', 'http://localhost.:$/api/'],
  ['IPv6', 'http://[::1]:$/api/'],
  ['another name of this machine', 'http://localhost:$/api/'],
  ['a metadata service', 'http://169.254.169.254/latest/meta-data/'],
  ['a metadata service of another cloud', 'http://100.100.100.200/latest/meta-data/'],
  ['nothing', ''],
  ['a path only', '/api/'],
  ['a host only', '//127.0.0.1:$/api/'],
]

/** Spellings of the very endpoint: the parser knows them for what they are. */
const SAME: readonly [what: string, address: string][] = [
  ['decimal', 'http://2130706433:$/api/x'],
  ['hexadecimal', 'http://0x7f.0.0.1:$/api/x'],
  ['octal', 'http://0177.0.0.1:$/api/x'],
  ['short', 'http://127.1:$/api/x'],
  ['full width', 'http://１２７.0.0.1:$/api/x'],
]

describe('is refused, and reaches nobody:', () => {
  it.each(PATHS)('a path with %s', async (_, path) => {
    const { call } = open()
    const outcome = await call({ path }).then(
      () => asked.map(({ url }) => url),
      (error: { code: string }) => error.code,
    )
    // Either refused, or an odd path below the endpoint; never above it.
    if (outcome !== 'denied') for (const url of outcome) expect(url).toMatch(/^\/api\//)
    expect(trespassers).toEqual([])
  })

  it.each(ADDRESSES)('%s', async (_, address) => {
    const { call } = open()
    await expect(call({ endpoint: undefined, path: address.replaceAll('$', String(port)) })).rejects.toMatchObject({ code: 'denied' })
    expect([...asked, ...trespassers]).toEqual([])
  })

  it.each(SAME)('but the endpoint itself is found when it is written in %s digits', async (_, address) => {
    await open().call({ endpoint: undefined, path: address.replaceAll('$', String(port)) })
    expect(asked.map(({ url }) => url)).toEqual(['/api/x'])
  })

  it.each<[what: string, base: string, approved: readonly string[]]>([
    ['this machine, not approved', 'http://127.0.0.1:$/', []],
    ['this machine in IPv6 clothes', 'http://[::ffff:127.0.0.1]:$/', []],
    ['an internal address, not approved', 'http://10.1.2.3:$/', ['10.1.2.4']],
    ['a metadata service, approved by mistake', 'http://169.254.169.254:$/', ['0.0.0.0/0']],
    ['every address', 'http://0.0.0.0:$/', ['0.0.0.0/0']],
  ])('an endpoint at %s', async (_, base, approved) => {
    const { call } = open({ base: base.replaceAll('$', String(closedPort)), approved })
    await expect(call()).rejects.toMatchObject({ code: 'denied' })
    expect(trespassers).toEqual([])
  })

  it.each([
    ['ftp://peer.example/'],
    ['http://user:password@peer.example/'],
    ['http://peer.example/?a=1'],
    ['http://peer.example./'],
    ['peer.example'],
    ['javascript:alert(1)'],
  ])('an endpoint typed as %s', (base) => {
    expect(() => open({ base })).toThrow()
  })

  it('an endpoint, method or secret that is not declared', async () => {
    const { call } = open({ egress: { secrets: [] } })
    await expect(call({ endpoint: 'other' })).rejects.toMatchObject({ code: 'denied' })
    await expect(call({ endpoint: 'constructor' })).rejects.toMatchObject({ code: 'denied' })
    await expect(call({ method: 'DELETE' })).rejects.toMatchObject({ code: 'denied' })
    await expect(call({ headers: { a: KEY } })).rejects.toMatchObject({ code: 'denied', message: expect.stringContaining('not declared') })
    await expect(call({ headers: { a: `${MARK}:other:${MARK}` } })).rejects.toMatchObject({ code: 'denied' })
    await expect(call({ headers: { a: `${MARK}:toString:${MARK}` } })).rejects.toMatchObject({ code: 'denied' })
    expect(asked).toEqual([])
  })

  it('a header that is two, and headers that are not the plugin’s', async () => {
    const { call } = open()
    await expect(call({ headers: { 'x-a': 'b\r\nx-c: d' } })).rejects.toMatchObject({ code: 'denied' })
    await expect(call({ headers: { 'x a': 'b' } })).rejects.toMatchObject({ code: 'denied' })
    await call({
      headers: { Host: 'evil.example', 'Content-Length': '5', 'Transfer-Encoding': 'chunked', Connection: 'upgrade', 'x-fine': 'yes' },
    })
    expect(asked[0]?.headers).toMatchObject({ host: `127.0.0.1:${port}`, 'x-fine': 'yes' })
    expect(asked[0]?.headers).not.toHaveProperty('transfer-encoding')
  })

  it.each<[what: string, addresses: readonly string[]]>([
    ['this machine', ['127.0.0.1']],
    ['an internal network', ['10.0.0.1']],
    ['a metadata service', ['169.254.169.254']],
    ['a good and a bad address', ['59.255.10.1', '127.0.0.1']],
    ['nothing', []],
  ])('a name that leads to %s', async (_, addresses) => {
    const { call } = open({
      base: `http://peer.example:${closedPort}/`,
      resolve: async () => addresses.map((address) => ({ address, family: 4 })),
    })
    await expect(call()).rejects.toMatchObject({ code: addresses.length === 0 ? 'dns' : 'denied' })
    expect(trespassers).toEqual([])
  })

  it('a name that leads elsewhere the second time: it is asked once for each connection, and connected to what was vetted', async () => {
    const answers = ['10.9.9.9', '127.0.0.1']
    let turn = 0
    const { call } = open({
      base: `http://peer.example:${closedPort}/`,
      approved: ['10.9.9.9'],
      resolve: async () => [{ address: answers[Math.min(turn++, 1)] ?? '', family: 4 }],
    })
    await expect(call({ timeout: 300 })).rejects.toMatchObject({ code: expect.stringMatching(/timeout|refused|network/) })
    await expect(call({ timeout: 300 })).rejects.toMatchObject({ code: expect.stringMatching(/denied|timeout/) })
    expect(trespassers).toEqual([])
  })
})

describe('a peer that', () => {
  const redirect =
    (to: string, status = 302): Handle =>
    ({ url }, response) =>
      url === '/api/a' ? response.writeHead(status, { location: to }).end() : response.end('there')

  it('redirects below its own address is followed', async () => {
    handle = redirect('/api/there')
    expect((await open().call()).text).toBe('there')
  })

  it.each<[where: string, to: () => string]>([
    ['to another port', () => `http://127.0.0.1:${closedPort}/secret`],
    ['to a metadata service', () => 'http://169.254.169.254/latest/'],
    ['above its own path', () => '/elsewhere'],
    ['to a file', () => 'file:///etc/passwd'],
    ['with a user', () => `http://a:b@127.0.0.1:${port}/api/x`],
    ['without a scheme', () => `//127.0.0.1:${closedPort}/x`],
  ])('redirects %s is not', async (_, to) => {
    handle = redirect(to())
    await expect(open().call()).rejects.toMatchObject({ code: 'denied' })
    expect(trespassers).toEqual([])
  })

  it('redirects for ever is left after three times', async () => {
    handle = ({ url }, response) => response.writeHead(302, { location: `${url}x` }).end()
    await expect(open().call()).rejects.toMatchObject({ code: 'redirect' })
    expect(asked).toHaveLength(4)
  })

  it('redirects a POST gets a GET, and with 307 the same again', async () => {
    handle = redirect('/api/there', 303)
    await open().call({ method: 'POST', body: { type: 'text', text: 'x', contentType: 'text/plain' } })
    handle = redirect('/api/there', 307)
    await open().call({ method: 'POST', body: { type: 'text', text: 'y', contentType: 'text/plain' } })
    expect(asked.map(({ method, body }) => [method, body])).toEqual([
      ['POST', 'x'],
      ['GET', ''],
      ['POST', 'y'],
      ['POST', 'y'],
    ])
  })

  it('redirects to another declared endpoint gets no secrets of the first', async () => {
    const egress = {
      peer: { ...EGRESS, auth: { kind: 'header', header: 'x-key', secret: 'key', prefix: '' } },
      second: { ...EGRESS, from: 'second', secrets: [] },
    }
    const { broker } = open({
      manifest: { egress, permissions: [] } as unknown as Manifest,
      config: { peer: `http://127.0.0.1:${port}/api`, second: `http://127.0.0.1:${port}/second` },
    })
    handle = redirect('/second/x')
    await broker.call({ endpoint: 'peer', path: '/a', method: 'GET', as: 'text', headers: { cookie: 'session=1' } })
    expect(asked.map(({ url, headers }) => [url, headers['x-key'], headers.cookie])).toEqual([
      ['/api/a', SECRET, 'session=1'],
      ['/second/x', undefined, undefined],
    ])
  })

  it('announces 200 MB is not waited for', async () => {
    handle = (_request, response) => response.writeHead(200, { 'content-length': String(200 * 1024 * 1024) }).flushHeaders()
    await expect(open().call()).rejects.toMatchObject({ code: 'too-large' })
  })

  it('sends 200 MB without saying so is cut off', async () => {
    let sent = 0
    handle = (_request, response) => {
      const more = () => {
        while (sent < 200 * 1024 * 1024 && !response.destroyed) {
          sent += 65_536
          if (!response.write(Buffer.alloc(65_536))) return response.once('drain', more)
        }
        return response.end()
      }
      more()
    }
    await expect(open().call()).rejects.toMatchObject({ code: 'too-large' })
    expect(sent).toBeLessThan(50 * 1024 * 1024)
  })

  it.each(['gzip', 'br'])('sends a bomb in %s is cut off', async (encoding) => {
    const bomb = Buffer.alloc(32 * 1024 * 1024)
    const packed = encoding === 'br' ? brotliCompressSync(bomb, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }) : gzipSync(bomb)
    handle = (_request, response) => response.writeHead(200, { 'content-encoding': encoding }).end(packed)
    await expect(open().call()).rejects.toMatchObject({ code: 'too-large' })
  })

  it('sends text that grows when it is quoted is refused', async () => {
    handle = (_request, response) => response.end(Buffer.alloc(1_000_000, 1))
    await expect(open().call()).rejects.toMatchObject({ code: 'too-large' })
  })

  it('sends broken packing fails, and says so', async () => {
    handle = (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip')
    await expect(open().call()).rejects.toMatchObject({ code: 'network' })
  })

  it('never answers is left at the limit', async () => {
    handle = () => undefined
    await expect(open().call({ timeout: 200 })).rejects.toMatchObject({ code: 'timeout' })
  })

  it('sends one byte at a time is left at the limit', async () => {
    handle = (_request, response) => {
      const timer = setInterval(() => response.write('x'), 20)
      response.on('close', () => clearInterval(timer))
    }
    await expect(open().call({ timeout: 400 })).rejects.toMatchObject({ code: 'timeout' })
  })

  it.each<[what: string, bytes: string]>([
    ['no HTTP', 'hello\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    ['endless headers', `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(20_000)}\r\n`],
  ])('speaks %s fails', async (_, bytes) => {
    const rude = createTcpServer((socket) => {
      socket.on('error', () => undefined)
      socket.end(bytes)
    })
    await once(rude.listen(0, '127.0.0.1'), 'listening')
    const { call } = open({ base: `http://127.0.0.1:${(rude.address() as AddressInfo).port}/` })
    await expect(call()).rejects.toMatchObject({ code: expect.stringMatching(/network|too-large/) })
    rude.close()
  })

  it('is not there fails as refused, and the words hold no secret', async () => {
    const { call, records } = open({ base: 'http://127.0.0.1:1/', egress: { auth: { kind: 'query', query: 'k', secret: 'key' } } })
    await expect(call()).rejects.toMatchObject({ code: 'refused' })
    expect(JSON.stringify(records)).not.toContain('word-12345')
  })
})
