import { readFileSync } from 'node:fs'
import { computeDeadline, parseKind, type Calendar } from '@shaotai/core'
import { root } from '../support/root.ts'
import { describeRuns, median, ratio, report, RUNS } from './report.ts'

const COUNT = 200_000
const HOUR = 3_600_000

const parsed = parseKind('calendars', [JSON.parse(readFileSync(`${root}/templates/calendars/cn-2026.json`, 'utf8'))])
if (!parsed.ok) throw new Error(`The calendar is not valid: ${JSON.stringify(parsed.error.problems[0])}`)
const [calendar] = parsed.value as [Calendar]

/** Starts spread over 2026 by a fixed stride, so that every run counts the same. */
const starts = Array.from({ length: COUNT }, (_, index) => Date.UTC(2026, 0, 5) + ((index * 7_919) % (340 * 24)) * HOUR)
const GOALS = [
  { name: '3 working days', goal: { amount: 3, unit: 'day', basis: 'working-days', countRule: 'next-day-close' } },
  { name: '8 working hours', goal: { amount: 8, unit: 'hour', basis: 'working-minutes' } },
  { name: '3 hours of wall clock', goal: { amount: 3, unit: 'hour', basis: 'natural' } },
] as const

for (const { name, goal } of GOALS) {
  const [explained, bare] = [true, false].map((explain) => Array.from({ length: RUNS + 1 }, () => measure(goal, explain)).slice(1))
  report(`due times per second, ${name}, explained`, describeRuns(explained ?? []))
  report('  ratio of bare to explained', ratio(median(bare ?? []), median(explained ?? [])))
}

function measure(goal: (typeof GOALS)[number]['goal'], explain: boolean): number {
  const began = performance.now()
  let sum = 0
  for (const start of starts) sum += computeDeadline({ calendar, goal, start, explain }).dueAt ?? 0
  if (!Number.isFinite(sum)) throw new Error('A due time was not a number')
  return (COUNT * 1000) / (performance.now() - began)
}
