import { computeClocks, replayLimits, type Policy } from '@shaotai/core'
import { inventYear, UNTIL } from './invented-year.ts'
import { describeRuns, ratio, report, median, RUNS } from './report.ts'

/** Different cases; replayed again and again until the count of a large county's year is reached. */
const DISTINCT = Number(process.env['BENCH_CASES'] ?? 3_000)
const YEAR_OF_CASES = 75_726
const began = performance.now()
const { policy: rules, cases } = inventYear(DISTINCT)
report(`inventing ${cases.length} cases, per second`, ((cases.length * 1000) / (performance.now() - began)).toFixed(0))
report('  events of a case, on average', (cases.reduce((sum, { events }) => sum + events.length, 0) / cases.length).toFixed(1))

/** What a slider does: one goal of one rule moves, and every stored case is judged again. */
const year = Array.from({ length: YEAR_OF_CASES }, (_, index) => eventsOf(index))
const readAt = performance.now()
const judge = replayLimits(rules, year, UNTIL)
report(`reading ${YEAR_OF_CASES} cases once, in ms`, (performance.now() - readAt).toFixed(0))
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
  const took = Array.from({ length: RUNS + 1 }, () => replayYear(explain)).slice(1)
  report(`all clocks of ${YEAR_OF_CASES} cases${explain ? ', explained' : ''}, in ms`, describeRuns(took))
}

function withLonger(ids: readonly string[], by: number): Policy {
  const clocks = rules.sla.clocks.map((rule) =>
    ids.includes(rule.id) ? { ...rule, goals: rule.goals.map((goal) => ({ ...goal, amount: goal.amount + by })) } : rule,
  )
  return { ...rules, sla: { ...rules.sla, clocks } }
}

function replayYear(explain: boolean): number {
  const start = performance.now()
  let clocks = 0
  for (let index = 0; index < YEAR_OF_CASES; index++) clocks += computeClocks(rules, eventsOf(index), undefined, { explain }).length
  if (clocks === 0) throw new Error('No case had a clock')
  return performance.now() - start
}

function eventsOf(index: number) {
  return cases[index % cases.length]?.events ?? []
}
