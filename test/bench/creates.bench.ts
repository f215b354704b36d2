import { randomUUID } from 'node:crypto'
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { startProduct } from '../support/product.ts'
import { aWhistle } from '../support/whistle.ts'
import { runLoad, type Load } from './load.ts'
import { reportLoad } from './report-load.ts'
import { describeRuns, median, ratio, report, RUNS, SECONDS } from './report.ts'
import { cookieFor } from './signed-in.ts'

const body = JSON.stringify(aWhistle())
// SQLite unless BENCH_DATABASE_URL names an empty PostgreSQL database.
const databaseUrl = process.env['BENCH_DATABASE_URL']
const product = await startProduct({ env: databaseUrl ? { DATABASE_URL: databaseUrl } : {} })
try {
  const cookie = await cookieFor(product, 'town')
  const next = () => ({ method: 'POST' as const, path: '/api/v1/cases', body, headers: { 'idempotency-key': randomUUID() } })
  const measure = (clients: number, seconds = SECONDS) =>
    runLoad({ url: product.url, pid: product.pid, cookie, clients, seconds, most: 40_000, next })
  await measure(8, 1)
  const alone = await runs(() => measure(1))
  for (const [clients, loads] of [
    [1, alone] as const,
    [16, await runs(() => measure(16))] as const,
    [64, await runs(() => measure(64))] as const,
  ]) {
    reportLoad(`create a case, ${clients} clients`, loads)
    report('  ratio to one client', ratio(median(loads.map(({ perSecond }) => perSecond)), median(alone.map(({ perSecond }) => perSecond))))
  }
  report('for comparison: bare fdatasync of this disk, per second', describeRuns(await runs(async () => syncsPerSecond(product.dataDir))))
} finally {
  await product.stop()
}

async function runs<T extends Load | number>(measure: () => Promise<T>): Promise<T[]> {
  const results: T[] = []
  for (let run = 0; run < RUNS; run++) results.push(await measure())
  return results
}

/** How often the disk of the data directory can make 4 kB durable: the ceiling of commits that are not grouped. */
function syncsPerSecond(directory: string): number {
  const path = join(directory, 'bench-sync')
  const file = openSync(path, 'w')
  const block = Buffer.alloc(4096)
  const began = performance.now()
  let count = 0
  while (performance.now() - began < 1000) {
    writeSync(file, block)
    fdatasyncSync(file)
    count++
  }
  closeSync(file)
  rmSync(path)
  return (count * 1000) / (performance.now() - began)
}
