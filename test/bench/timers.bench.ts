/* oxlint-disable no-restricted-imports -- ten days must pass in one moment, which nobody can ask of a running product from outside. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../server/dist/start.js'
import { FakeClock } from '../../server/dist/platform/clock/clock.js'
import { TimerService } from '../../server/dist/platform/timers/timer-service.js'
import { DEMO_PASSWORD } from '../support/product.ts'
import { aWhistle } from '../support/whistle.ts'
import { report } from './report.ts'
import { runLoad } from './load.ts'
import { cookieFor } from './signed-in.ts'

/** Timers that fall due at one moment; `BENCH_TIMERS` shortens a trial. Each whistle brings a warning and a breach of its first clock. */
const TIMERS = Number(process.env['BENCH_TIMERS'] ?? 10_000)
const TEN_DAYS = 10 * 86_400_000

const dataDir = mkdtempSync(join(tmpdir(), 'shaotai-bench-'))
// Fixed, so that weekends and nights are the same in every run: a Monday morning in the county.
const clock = new FakeClock(Date.UTC(2026, 2, 2, 1))
const databaseUrl = process.env['DATABASE_URL']
const running = await createApp({
  clock,
  settings: { port: 0, host: '127.0.0.1', dataDir, databaseUrl, demoPassword: DEMO_PASSWORD, logLevel: 'warn' },
})
try {
  const cookie = await cookieFor(running, 'town')
  const body = JSON.stringify(aWhistle())
  const next = () => ({ method: 'POST' as const, path: '/api/v1/cases', body, headers: { 'idempotency-key': randomUUID() } })
  const written = await runLoad({ url: running.url, pid: process.pid, cookie, clients: 32, seconds: 600, most: TIMERS / 2, next })
  if (written.failed > 0) throw new Error(`${written.failed} whistles were refused`)
  const timers = running.app.get(TimerService)
  clock.advance(TEN_DAYS)
  const before = process.cpuUsage()
  const began = performance.now()
  await timers.fireDue()
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(before)
  // The server's own dispatcher fires along.
  const { fired } = await running.database.db.read
    .selectFrom('timers')
    .select(({ fn }) => fn.count<number>('key').as('fired'))
    .where('fired_at', 'is not', null)
    .executeTakeFirstOrThrow()
  report(`firing ${fired} timers due at once, per second`, (fired / seconds).toFixed(0))
  report('  lateness of the last, in s', seconds.toFixed(1))
  report('  processor time of each, in ms', ((user + system) / 1000 / fired).toFixed(3))
} finally {
  await running.close()
  rmSync(dataDir, { recursive: true, force: true })
}
