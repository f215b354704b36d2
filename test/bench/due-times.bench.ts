import { readFileSync } from 'node:fs'
import { computeDeadline, formatCivilDate, parseKind, parseLocal, type Allowance, type Calendar, type Instant } from '@shaotai/core'
import { root } from '../support/root.ts'
import { describeRuns, median, ratio, report, RUNS } from './report.ts'

const COUNT = 200_000
const MINUTE = 60_000
const DAY = 1_440 * MINUTE

const parsed = parseKind('calendars', [JSON.parse(readFileSync(`${root}/templates/calendars/cn-2026.json`, 'utf8'))])
if (!parsed.ok) throw new Error(`The calendar is not valid: ${JSON.stringify(parsed.error.problems[0])}`)
const [calendar] = parsed.value as [Calendar]

/** Starts spread over 2026 by a fixed stride, so that every run counts the same. */
const yearStart = parseLocal('2026-01-05T00:00', calendar.utcOffsetMinutes)
const starts = Array.from({ length: COUNT }, (_, index) => yearStart + ((index * 7_919) % (340 * 1_440)) * MINUTE)

const GOALS: readonly { name: string; goal: Allowance }[] = [
  { name: '3 hours of wall clock', goal: { amount: 3, unit: 'hour', basis: 'natural' } },
  { name: '3 working hours', goal: { amount: 3, unit: 'hour', basis: 'working-minutes' } },
  { name: '8 working hours', goal: { amount: 8, unit: 'hour', basis: 'working-minutes' } },
  { name: '3 working days', goal: { amount: 3, unit: 'day', basis: 'working-days' } },
  { name: '10 working days', goal: { amount: 10, unit: 'day', basis: 'working-days' } },
  { name: '15 calendar days', goal: { amount: 15, unit: 'day', basis: 'calendar-days' } },
]

for (const { name, goal } of GOALS) {
  const explained = rates((start) => computeDeadline({ calendar, goal, start }).dueAt)
  const bare = rates((start) => computeDeadline({ calendar, goal, start, explain: false }).dueAt)
  report(`due times per second, ${name}, explained`, describeRuns(explained))
  report('  ratio of bare to explained', ratio(median(bare), median(explained)))
  if (goal.basis === 'natural') continue
  const walked = rates((start) => walkDays(goal, start))
  report('  ratio of bare to a walk day by day', ratio(median(bare), median(walked)))
  report('  ratio of explained to a walk day by day', ratio(median(explained), median(walked)))
}

const mixed = GOALS.map(({ goal }) => goal)
const turn = { next: 0 }
const all = rates((start) => computeDeadline({ calendar, goal: mixed[turn.next++ % mixed.length] as Allowance, start }).dueAt)
report('due times per second, all six mixed, explained', describeRuns(all))

/** Rates per second of a few rounds; one more goes before them unmeasured. */
function rates(due: (start: Instant) => Instant | null): number[] {
  return Array.from({ length: RUNS + 1 }, () => {
    const began = performance.now()
    let sum = 0
    for (const start of starts) sum += due(start) ?? Number.NaN
    if (!Number.isFinite(sum)) throw new Error('A due time is missing')
    return (COUNT * 1000) / (performance.now() - began)
  }).slice(1)
}

/** What one would write first: look every day up by its date and walk. */
function walkDays({ amount, basis }: Allowance, start: Instant): Instant {
  const offset = calendar.utcOffsetMinutes * MINUTE
  let day = Math.floor((start + offset) / DAY)
  const at = (clock: string) => day * DAY - offset + (Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))) * MINUTE
  if (basis === 'working-minutes')
    for (let left = amount * 60 * MINUTE; ; day++)
      for (const [from, to] of hoursOf(day)) {
        const opens = Math.max(start, at(from))
        if (at(to) - opens >= left) return opens + left
        left -= Math.max(0, at(to) - opens)
      }
  for (let hours = hoursOf(day); basis === 'working-days' && start >= at(hours.at(-1)?.[1] ?? '00:00'); hours = hoursOf(day)) day++
  for (let left = amount; ;) {
    day++
    const hours = hoursOf(day)
    if (hours.length === 0 && (basis === 'working-days' || left === 1)) continue
    left--
    if (left === 0) return at(hours.at(-1)?.[1] ?? '24:00')
  }
}

function hoursOf(day: number) {
  const date = formatCivilDate(day)
  const exception = calendar.exceptions.find(({ from, to }) => from <= date && date <= to)
  if (exception?.kind === 'holiday') return []
  if (exception?.kind === 'makeup') return calendar.week[1] ?? []
  return calendar.week[(((day + 3) % 7) + 1) as 1] ?? []
}
