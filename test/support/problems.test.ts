import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBarriers } from './accessibility.ts'
import { openBrowser, type StoryBrowser } from './browser.ts'

/** Pages with one fault each, served under the policy our console runs under. */
const PAGES: Record<string, string> = {
  '/clean': '<h1>哨台</h1><p>没有问题</p>',
  '/inline-script': '<h1>哨台</h1><script>document.title = "ran"</script>',
  '/refused': '<h1>哨台</h1><img src="/refusal" alt="refused">',
  '/broken-answer': '<h1>哨台</h1><img src="/failure" alt="failed">',
  '/barrier': '<h1>哨台</h1><button></button><p style="color:#aaa;background:#fff">看不清</p>',
}

let server: Server
let browser: StoryBrowser
let url = ''

beforeAll(async () => {
  server = createServer((request, response) => {
    const body = PAGES[request.url ?? '']
    const status = request.url === '/failure' ? 500 : request.url === '/refusal' ? 409 : 200
    response.writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'self'; style-src 'self' 'unsafe-inline'",
    })
    response.end(`<!doctype html><html lang="zh-CN"><head><title>test</title></head><body><main>${body ?? ''}</main></body></html>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address && typeof address !== 'string') url = `http://127.0.0.1:${address.port}`
  browser = await openBrowser()
})

afterAll(async () => {
  await browser.close()
  await new Promise((resolve) => server.close(resolve))
})

async function visit(path: string) {
  const window = await browser.open()
  await window.page.goto(url + path, { waitUntil: 'networkidle' })
  const problems = window.problems()
  const barriers = await findBarriers(window.page)
  await window.close()
  return { problems, barriers: barriers.map(({ rule }) => rule) }
}

describe('a story notices', () => {
  it('nothing on a clean page, also when axe looks at it', async () => {
    expect(await visit('/clean')).toEqual({ problems: [], barriers: [] })
  })

  it('a script that the policy stops', async () => {
    expect((await visit('/inline-script')).problems.join()).toContain('Content Security Policy')
  })

  it('an answer of class 5xx', async () => {
    expect((await visit('/broken-answer')).problems).toContain('500: GET /failure')
  })

  it('not an expected refusal', async () => {
    expect((await visit('/refused')).problems).toEqual([])
  })

  it('a button without a name and a text nobody can read', async () => {
    expect((await visit('/barrier')).barriers).toEqual(expect.arrayContaining(['button-name', 'color-contrast']))
  })
})
