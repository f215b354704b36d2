import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { recordingLogger } from '../platform/testing/silent-logger.ts'
import { createApp } from '../start.ts'

test('health answers 200 once the server is ready', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'shaotai-'))
  const running = await createApp({
    settings: { port: 0, host: '127.0.0.1', dataDir, template: undefined },
    logger: recordingLogger().logger,
  })
  const answer = await fetch(`${running.url}/api/health`)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ status: 'ok', database: 'sqlite', uptime: 0 })
  await running.close()
})
