import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProduct } from '../support/product.ts'
import { runLoad, type Load } from './load.ts'
import { reportLoad } from './report-load.ts'
import { median, ratio, report, RUNS, SECONDS } from './report.ts'
import { cookieFor } from './signed-in.ts'

/** Cases in the list; `BENCH_CASES` shortens a trial. */
const CASES = Number(process.env['BENCH_CASES'] ?? 100_000)
const CLIENTS = 16

/** A data directory that already holds `BENCH_CASES` cases: nothing is written into it, and it stays. */
const PREPARED = process.env['BENCH_DATA']

/** What clerks ask for: the newest, those of one department, the closed of one town; several pages of each. */
const QUERIES = [
  { name: 'all, newest first', search: {}, sort: 'submittedAt,DESC' },
  { name: 'closed, newest first', search: { phase: { $eq: 'CLOSED' } }, sort: 'submittedAt,DESC' },
  { name: 'one department, by due time', search: { leadUnit: { $eq: 'ZF' } }, sort: 'nextDueAt,ASC' },
  {
    name: 'one town and phase, oldest first',
    search: { $and: [{ town: { $eq: 'ZH03' } }, { phase: { $eq: 'CLOSED' } }] },
    sort: 'submittedAt,ASC',
  },
]

const data = PREPARED ?? mkdtempSync(join(tmpdir(), 'shaotai-bench-'))
try {
  if (PREPARED === undefined) await prepare()
  const product = await startProduct({ data })
  try {
    const cookie = await cookieFor(product, 'dispatcher')
    const medians: number[] = []
    for (const query of QUERIES) {
      const path = (index: number) => `/api/v1/cases?${parameters(query, 1 + (index % 5))}`
      const measure = (seconds: number) =>
        runLoad({
          url: product.url,
          pid: product.pid,
          cookie,
          clients: CLIENTS,
          seconds,
          most: 100_000,
          next: (index) => ({ method: 'GET', path: path(index) }),
        })
      await measure(1)
      const loads: Load[] = []
      for (let run = 0; run < RUNS; run++) loads.push(await measure(SECONDS))
      medians.push(median(loads.map(({ perSecond }) => perSecond)))
      reportLoad(`25 of ${CASES}, ${query.name}`, loads)
    }
    report('slowest of these lists to the quickest', ratio(Math.min(...medians), Math.max(...medians)))
  } finally {
    await product.stop()
  }
} finally {
  if (PREPARED === undefined) rmSync(data, { recursive: true, force: true })
}

/** An invented year of that many cases, written through the product's own command. */
async function prepare(): Promise<void> {
  const product = await startProduct({ data })
  await product.stop()
  const began = performance.now()
  const { status, err } = product.command('demo', '--cases', String(CASES), '--seed', '1')
  if (status !== 0) throw new Error(`The invented year was not written: ${err}`)
  report(`writing ${CASES} invented cases, in s`, ((performance.now() - began) / 1000).toFixed(1))
}

function parameters({ search, sort }: { search: object; sort: string }, page: number): string {
  return new URLSearchParams({ s: JSON.stringify(search), limit: '25', page: String(page), 'sort[0]': sort }).toString()
}
