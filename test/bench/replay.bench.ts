import { readFileSync } from 'node:fs'
import { computeClocks, parseKind, parseLocal, SYSTEM, type Calendar, type CaseEvent, type ClockRule, type Sla } from '@shaotai/core'
import { root } from '../support/root.ts'
import { describeRuns, report, RUNS } from './report.ts'

/** A year of one district as it was published; each whistle has ten events and three clocks. */
const CASES = 75_726
const MINUTE = 60_000

const parsed = parseKind('calendars', [JSON.parse(readFileSync(`${root}/templates/calendars/cn-2026.json`, 'utf8'))])
if (!parsed.ok) throw new Error(`The calendar is not valid: ${JSON.stringify(parsed.error.problems[0])}`)
const [calendar] = parsed.value as [Calendar]

const common = { onReentry: 'restart' as const, warnAt: ['4/5'] }
const clocks: ClockRule[] = [
  {
    ...common,
    id: 'dispatch',
    name: '转交',
    per: 'case',
    owner: 'platform',
    start: ['case.admitted'],
    stop: ['case.dispatched'],
    pauseBy: ['supplement'],
    goals: [{ amount: 30, unit: 'minute', basis: 'natural' }],
  },
  {
    ...common,
    id: 'arrive',
    name: '到场',
    per: 'assignment',
    owner: 'assignee',
    start: ['assignment.signed'],
    stop: ['assignment.arrived'],
    pauseBy: ['suspension'],
    goals: [
      { when: { eq: ['case.emergency', true] }, amount: 30, unit: 'minute', basis: 'natural' },
      { amount: 3, unit: 'hour', basis: 'natural' },
    ],
  },
  {
    ...common,
    id: 'reply',
    name: '答复',
    per: 'assignment',
    owner: 'assignee',
    start: ['assignment.arrived'],
    stop: ['assignment.done'],
    pauseBy: ['suspension'],
    goals: [{ amount: 3, unit: 'day', basis: 'working-days' }],
  },
]
const sla: Sla = { calendar: calendar.id, onCalendarEdit: 'freeze', clocks }
const yearStart = parseLocal('2026-01-05T00:00', calendar.utcOffsetMinutes)
const cases = Array.from({ length: CASES }, (_, index) => whistle(index))

for (const explain of [false, true])
  report(`replay of ${CASES} cases × 3 clocks, ${explain ? 'explained' : 'due and breach'}, ms`, describeRuns(durations(explain)))

function durations(explain: boolean): number[] {
  return Array.from({ length: RUNS + 1 }, () => {
    const began = performance.now()
    let late = 0
    for (const events of cases)
      for (const clock of computeClocks({ sla, calendars: [calendar] }, events, undefined, { explain })) if (clock.breached) late++
    if (late === 0) throw new Error('No clock was late: the replay did nothing')
    return performance.now() - began
  }).slice(1)
}

function whistle(index: number): CaseEvent[] {
  const start = yearStart + ((index * 7_919) % (340 * 1_440)) * MINUTE
  const unit = { assignment: 'a1', unit: `unit-${index % 25}` }
  const steps: [CaseEvent['type'], number, Partial<CaseEvent>?][] = [
    ['case.submitted', 0, { data: { id: `c${index}`, town: 'town', category: 'quick', emergency: index % 50 === 0, form: {} } }],
    ['case.admitted', 0],
    ['case.dispatched', 5 + (index % 40)],
    ['assignment.created', 5 + (index % 40), { ...unit, data: { role: 'lead', round: 1 } }],
    ['assignment.signed', 20 + (index % 60), unit],
    ['assignment.arrived', 60 + (index % 240), unit],
    ['assignment.done', 300 + ((index * 37) % 8_000), unit],
    ['case.resultSubmitted', 300 + ((index * 37) % 8_000)],
    ['case.consented', 9_000],
    ['case.closed', 9_100],
  ]
  return steps.map(([type, after, extra], seq) => ({ seq: seq + 1, type, at: start + after * MINUTE, by: SYSTEM, data: {}, ...extra }))
}
