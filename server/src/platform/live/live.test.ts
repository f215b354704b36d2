import { beforeAll, expect, test } from 'vitest'
import { describeEachDatabase, TEST_PASSWORD, type TestDatabase } from '../testing/describe-each-database.ts'
import { TestClient } from '../testing/http-client.ts'
import { UnitOfWork } from '../unit-of-work/unit-of-work.ts'
import { LiveBus } from './live-bus.ts'

type Running = Awaited<ReturnType<TestDatabase['app']>>

describeEachDatabase('live changes', (database) => {
  let running: Running
  let clerk: TestClient
  beforeAll(async () => {
    running = await database.app()
    declare(running)
    clerk = await TestClient.signedIn(running.url, 'town')
  })
  const declare = (server: Running) => server.app.get(LiveBus).topic('test', ({ actor }, { units }) => units?.includes(actor.unit) ?? false)
  const town = async () => (await clerk.get('/api/v1/session')).body as { unit: { id: string }; county: { id: string } }

  const announce = async (server: Running, id: string, units: string[], county?: string) => {
    const session = await town()
    await server.app
      .get(UnitOfWork)
      .run({ county: county ?? session.county.id, actor: { person: 'x', name: 'x', unit: '', roles: [] } }, async (tx) => {
        server.app.get(LiveBus).announce(tx, { topic: 'test', id }, { units })
      })
  }

  /** Reads messages until `count` changes came; the heartbeat alone never ends a test. */
  const listen = async (server: Running, cookie: string, lastId?: string) => {
    const abort = new AbortController()
    const response = await fetch(`${server.url}/api/v1/stream`, {
      headers: { cookie, ...(lastId && { 'last-event-id': lastId }) },
      signal: abort.signal,
    })
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    return {
      response,
      stop: () => abort.abort(),
      until: async (what: string | RegExp) => {
        while (!text.match(what)) {
          const { value, done } = await reader.read()
          if (done) throw new Error(`the stream ended before ${what}: ${text}`)
          text += value
        }
        return text
      },
    }
  }

  test('a change reaches whom it concerns, after the commit, and nobody else', async () => {
    const { unit } = await town()
    const line = await listen(running, clerk.cookie!)
    expect(line.response.headers.get('content-type')).toContain('text/event-stream')
    await line.until('event: reset')
    await announce(running, 'for-others', ['nobody'])
    await announce(running, 'other-county', [unit.id], 'elsewhere')
    await announce(running, 'for-us', [unit.id])
    const text = await line.until('for-us')
    expect(text).not.toContain('for-others')
    expect(text).not.toContain('other-county')
    line.stop()
  })

  test('a line that was cut resumes where it stopped; one that cannot says so', async () => {
    const { unit } = await town()
    const first = await listen(running, clerk.cookie!)
    await announce(running, 'one', [unit.id])
    const seen = await first.until('"one"')
    first.stop()
    await announce(running, 'two', [unit.id])
    const lastId = [...seen.matchAll(/^id: (.*)$/gm)].at(-1)![1]!
    const second = await listen(running, clerk.cookie!, lastId)
    const resumed = await second.until('"two"')
    expect(resumed).toContain('event: ready')
    expect(resumed).not.toContain('"one"')
    second.stop()
    const third = await listen(running, clerk.cookie!, 'another-process.5')
    await third.until('event: reset')
    third.stop()
  })

  test('needs a session', async () => {
    expect((await new TestClient(running.url).get('/api/v1/stream')).status).toBe(401)
  })

  if (database.name === 'postgres') {
    test('a change made in one process reaches a browser of another', async () => {
      const other = await database.app({ sameAs: { url: running.settings.databaseUrl, dataDir: running.settings.dataDir } as never })
      declare(other)
      const { unit } = await town()
      const there = await TestClient.signedIn(other.url, 'town', TEST_PASSWORD)
      const line = await listen(other, there.cookie!)
      await line.until('event: reset')
      await announce(running, 'from-here', [unit.id])
      await line.until('from-here')
      line.stop()
    })
  }

  test('closing the server ends every line instead of waiting for it', async () => {
    const server = await database.app()
    const watcher = await TestClient.signedIn(server.url, 'dispatcher')
    const line = await listen(server, watcher.cookie!)
    await line.until('event: reset')
    const before = performance.now()
    await server.close()
    expect(performance.now() - before).toBeLessThan(9_000)
    await expect(line.until('never')).rejects.toThrow()
  })
})
