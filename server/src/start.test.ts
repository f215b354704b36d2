import { copyFileSync, existsSync, mkdtempSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { StartError } from './platform/config/start-error.ts'
import { describeEachDatabase, TEST_PASSWORD } from './platform/testing/describe-each-database.ts'
import { TestClient } from './platform/testing/http-client.ts'

describeEachDatabase('start', (database) => {
  const taken = createServer()
  afterAll(() => void taken.close())

  test('a taken port is said in one sentence, and the database is released', async () => {
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const { port } = taken.address() as { port: number }
    const error = await database.app({ settings: { port } }).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(StartError)
    expect((error as StartError).message).toContain(String(port))
  })

  test('a second start on the same data keeps it and seeds nothing', async () => {
    const first = await database.app()
    expect(first.demo).toMatchObject({ county: '禾川县', generated: false })
    await first.close()
    const second = await database.app({ sameAs: { url: first.settings.databaseUrl, dataDir: first.settings.dataDir } as never })
    expect(second.demo).toBeUndefined()
    await TestClient.signedIn(second.url, 'admin', TEST_PASSWORD)
  })

  test('another audit key than the one the log was begun with stops the start', async () => {
    const first = await database.app()
    await first.close()
    const elsewhere = mkdtempSync(join(tmpdir(), 'shaotai-moved-'))
    const file = join(first.settings.dataDir, 'shaotai.db')
    if (existsSync(file)) copyFileSync(file, join(elsewhere, 'shaotai.db'))
    const error = await database
      .app({ sameAs: { url: first.settings.databaseUrl, dataDir: elsewhere } as never })
      .catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(StartError)
    expect((error as StartError).en).toContain('secrets.json')
  })

  test('stopping lets accepted requests finish and refuses nobody half-way', async () => {
    const running = await database.app()
    const answers = Array.from({ length: 30 }, () =>
      new TestClient(running.url).signIn('admin', TEST_PASSWORD).then(
        (answer) => answer.status,
        () => 'refused',
      ),
    )
    await new Promise((resolve) => setTimeout(resolve, 60))
    const before = performance.now()
    await running.close()
    // The limit is ten seconds; waiting for idle connections would use all of it.
    expect(performance.now() - before).toBeLessThan(9_500)
    const seen = new Set(await Promise.all(answers))
    expect([...seen].filter((status) => status !== 200 && status !== 'refused' && status !== 503)).toEqual([])
  })
})
