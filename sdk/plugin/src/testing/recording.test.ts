import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHost } from './index.ts'
import { plugin } from './sample-plugin.fixture.ts'

const KEY = 'k3y-that-nobody-may-see'
const config = { hotline: 'http://10.1.2.3', appKey: KEY, areas: ['110105001'] }
const pages = [
  {
    list: [{ orderNo: 'A1', content: '来电 13800000000，身份证 110105199001011234', grade: '2' }],
    next: '1',
    contact: '王小明',
    echo: KEY,
  },
  { list: [], next: '2' },
]

let folder = ''
let asked: (string | undefined)[] = []
let served = 0
const peer = createServer((request, response) => {
  asked.push(request.headers['x-app-key'] as string)
  response
    .writeHead(200, { 'content-type': 'application/json', 'set-cookie': 'session=1' })
    .end(JSON.stringify(pages[served++] ?? pages[1]))
})
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shaotai-recording-'))
  ;[asked, served] = [[], 0]
  await new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve))
})
afterEach(() => {
  peer.close()
  rmSync(folder, { recursive: true })
})

describe('a recording', () => {
  const file = () => join(folder, 'hotline.json')
  const record = async () => {
    const host = createHost(plugin, { config }).record(file(), { against: `http://127.0.0.1:${(peer.address() as AddressInfo).port}` })
    await host.advance('2m')
    return host
  }

  it('is made against the real peer, with the real key', async () => {
    const host = await record()
    expect(asked).toEqual([KEY, KEY])
    expect(host.case('A1').view.title).toContain('13800000000')
  })

  it('holds no secret and no personal data', async () => {
    await record()
    const text = readFileSync(file(), 'utf8')
    for (const hidden of [KEY, '13800000000', '110105199001011234', '王小明', 'session=1']) expect(text).not.toContain(hidden)
    expect(text).toContain('138****0000')
  })

  it('answers again, page by page, without the peer', async () => {
    await record()
    const host = createHost(plugin, { config }).replay(file())
    await host.advance('5m')
    expect([...host.cases.values()].map(({ view }) => view.externalId)).toEqual(['A1'])
    expect(host.rounds.get('orders')).toMatchObject({ cursor: '2' })
    expect(asked).toHaveLength(2)
  })

  it('says what it does not hold', async () => {
    await record()
    await expect(createHost(plugin, { config }).replay(file()).health()).rejects.toThrow(
      'holds no answer to GET hotline /ping; record it anew',
    )
  })
})
