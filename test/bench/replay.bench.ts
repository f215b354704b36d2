import { computeClocks, openYear, packYearPage, policyHash, replayYear, type Policy } from '@shaotai/core'
import { inventYear, UNTIL } from './invented-year.ts'
import { describeRuns, ratio, report, median, RUNS } from './report.ts'

/** Different cases; replayed again and again until the count of a large county's year is reached. */
const DISTINCT = Number(process.env['BENCH_CASES'] ?? 3_000)
const YEAR_OF_CASES = 75_726
const PAGE = 500
const began = performance.now()
const { policy: rules, cases } = inventYear(DISTINCT)
report(`inventing ${cases.length} cases, per second`, ((cases.length * 1000) / (performance.now() - began)).toFixed(0))
report('  events of a case, on average', (cases.reduce((sum, { events }) => sum + events.length, 0) / cases.length).toFixed(1))

/** What a slider does: one goal of one rule moves, and every stored case is judged again. */
const pinned = policyHash(rules)
const packedAt = performance.now()
const pages = Array.from({ length: Math.ceil(YEAR_OF_CASES / PAGE) }, (_, page) => packPage(page * PAGE))
report(`packing ${YEAR_OF_CASES} cases into pages of ${PAGE}, in ms`, (performance.now() - packedAt).toFixed(0))
const readAt = performance.now()
const year = openYear(pages)
report(`opening the pages of ${YEAR_OF_CASES} cases, in ms`, (performance.now() - readAt).toFixed(0))
const judge = replayYear({ inForce: rules, pinned: () => rules, until: UNTIL }, year)
const firstAt = performance.now()
judge(
  withLonger(
    rules.sla.clocks.map((rule) => rule.id),
    1,
  ),
)
report('  all rules changed, the first time, in ms', (performance.now() - firstAt).toFixed(0))
const whole = Array.from({ length: RUNS }, (_, run) => {
  const start = performance.now()
  judge(
    withLonger(
      rules.sla.clocks.map((rule) => rule.id),
      2 + run,
    ),
  )
  return performance.now() - start
})
report(`  all ${rules.sla.clocks.length} rules changed again, in ms`, describeRuns(whole))
const moves = rules.sla.clocks.map((rule) => {
  judge(withLonger([rule.id], 1))
  const took = Array.from({ length: RUNS }, (_, run) => {
    const start = performance.now()
    judge(withLonger([rule.id], 2 + run))
    return performance.now() - start
  })
  return { id: rule.id, name: rule.name, took: median(took) }
})
const slowest = moves.reduce((a, b) => (a.took > b.took ? a : b))
report(`one rule of ${YEAR_OF_CASES} cases judged again, in ms`, describeRuns(moves.map(({ took }) => took)))
report('  slowest rule, in ms', `${slowest.took.toFixed(0)} (${slowest.name})`)
const three = moves.toSorted((a, b) => b.took - a.took).slice(0, 3)
const together = Array.from({ length: RUNS }, (_, run) => {
  const start = performance.now()
  judge(
    withLonger(
      three.map(({ id }) => id),
      20 + run,
    ),
  )
  return performance.now() - start
})
report(`the three slowest rules together (${three.map(({ name }) => name).join(', ')}), in ms`, describeRuns(together))
report('  ratio to the 300 ms we are held to', ratio(median(together), 300))

for (const explain of [false, true]) {
  const took = Array.from({ length: RUNS + 1 }, () => clockYear(explain)).slice(1)
  report(`all clocks of ${YEAR_OF_CASES} cases${explain ? ', explained' : ''}, in ms`, describeRuns(took))
}

function packPage(first: number) {
  const length = Math.min(PAGE, YEAR_OF_CASES - first)
  return packYearPage(
    Array.from({ length }, (_, index) => {
      const place = String(first + index)
      return { id: place, number: place, pinned, policy: rules, events: eventsOf(first + index) }
    }),
  )
}

function withLonger(ids: readonly string[], by: number): Policy {
  const clocks = rules.sla.clocks.map((rule) =>
    ids.includes(rule.id) ? { ...rule, goals: rule.goals.map((goal) => ({ ...goal, amount: goal.amount + by })) } : rule,
  )
  return { ...rules, sla: { ...rules.sla, clocks } }
}

function clockYear(explain: boolean): number {
  const start = performance.now()
  let clocks = 0
  for (let index = 0; index < YEAR_OF_CASES; index++) clocks += computeClocks(rules, eventsOf(index), undefined, { explain }).length
  if (clocks === 0) throw new Error('No case had a clock')
  return performance.now() - start
}

function eventsOf(index: number) {
  return cases[index % cases.length]?.events ?? []
}
