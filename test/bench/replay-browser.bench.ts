import { packYearPage, policyHash } from '@shaotai/core'
import type * as Core from '@shaotai/core'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { dirname, extname, join, normalize } from 'node:path'
import { openBrowser } from '../support/browser.ts'
import { root } from '../support/root.ts'
import { inventYear, UNTIL } from './invented-year.ts'
import { describeRuns, ratio, report, median, RUNS } from './report.ts'

/** The slider of the policy desk in the browser itself: the core as it is built, on a year of cases, in a page of its own. */
const YEAR_OF_CASES = 75_726
const TYPES: Record<string, string> = { '.js': 'text/javascript', '.mjs': 'text/javascript' }
const core = join(root, 'sdk/core/dist')
const typebox = dirname(createRequire(join(root, 'sdk/core/package.json')).resolve('typebox'))
const PAGE = `<!doctype html><script type="importmap">${JSON.stringify({
  imports: { typebox: '/typebox/index.mjs', 'typebox/value': '/typebox/value/index.mjs', '@shaotai/core': '/core/index.js' },
})}</script>`

const { policy, cases } = inventYear(1_000)
const PAGE_SIZE = 500
const pinned = policyHash(policy)
const pages = Array.from({ length: Math.ceil(YEAR_OF_CASES / PAGE_SIZE) }, (_, page) =>
  packYearPage(
    Array.from({ length: Math.min(PAGE_SIZE, YEAR_OF_CASES - page * PAGE_SIZE) }, (_case, index) => {
      const place = page * PAGE_SIZE + index
      const { events = [] } = cases[place % cases.length] ?? {}
      return { id: String(place), number: String(place), pinned, policy, events }
    }),
  ),
)
const year = JSON.stringify({ policy, pages })
const server = createServer((request, response) => {
  const path = normalize(new URL(request.url ?? '/', 'http://page').pathname)
  const body = path === '/' ? PAGE : path === '/year' ? year : readModule(path)
  response.writeHead(body === undefined ? 404 : 200, { 'content-type': TYPES[extname(path)] ?? 'text/html; charset=utf-8' }).end(body)
})
await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
const browser = await openBrowser()
try {
  const { page } = await browser.open()
  const { port } = server.address() as { port: number }
  await page.goto(`http://127.0.0.1:${port}/`)
  const { read, took, names } = await page.evaluate(moveSlider, { until: UNTIL, runs: RUNS })
  report(`reading ${YEAR_OF_CASES} cases once in the browser, in ms`, read.toFixed(0))
  report(`the three slowest rules together (${names.join(', ')}), in ms`, describeRuns(took))
  report('  ratio to the 300 ms we are held to', ratio(median(took), 300))
} finally {
  await browser.close()
  server.close()
}

function readModule(path: string): Buffer | undefined {
  const [, place = '', ...rest] = path.split('/')
  const directory = { core, typebox }[place]
  try {
    return directory === undefined ? undefined : readFileSync(join(directory, ...rest))
  } catch {
    return undefined
  }
}

/** Runs in the page. */
async function moveSlider({ until, runs }: { until: number; runs: number }) {
  const address = '@shaotai/core'
  const { openYear, replayYear } = (await import(address)) as typeof Core
  const { policy: rules, pages: known } = (await (await fetch('/year')).json()) as { policy: typeof policy; pages: typeof pages }
  const began = performance.now()
  const judge = replayYear({ inForce: rules, pinned: () => rules, until }, openYear(known))
  const read = performance.now() - began
  const longer = (ids: readonly string[], by: number) => ({
    ...rules,
    sla: {
      ...rules.sla,
      clocks: rules.sla.clocks.map((rule) =>
        ids.includes(rule.id) ? { ...rule, goals: rule.goals.map((goal) => ({ ...goal, amount: goal.amount + by })) } : rule,
      ),
    },
  })
  const time = (ids: readonly string[], by: number) => {
    const start = performance.now()
    judge(longer(ids, by))
    return performance.now() - start
  }
  const each = rules.sla.clocks.map(({ id, name }) => {
    time([id], 1)
    return { id, name, took: time([id], 2) }
  })
  const three = each.toSorted((a, b) => b.took - a.took).slice(0, 3)
  const took = Array.from({ length: runs }, (_, run) =>
    time(
      three.map(({ id }) => id),
      10 + run,
    ),
  )
  return { read, took, names: three.map(({ name }) => name) }
}
