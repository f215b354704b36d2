import { describe, expect, it } from 'vitest'
import cn2026 from '../../../../templates/calendars/cn-2026.json' with { type: 'json' }
import { parseLocal } from '../calendar/civil.ts'
import type { Calendar } from '../calendar/schema.ts'
import type { CaseEvent } from '../case/event.ts'
import { SYSTEM } from '../organisation/role.ts'
import type { Clock } from './clock.ts'
import { computeClocks } from './clocks.ts'
import { explainClock } from './explain.ts'
import type { ClockRule, Goal } from './schema.ts'

const at = (text: string) => parseLocal(`2026-${text}`, 480)
const event = (time: string, type: CaseEvent['type'], extra: Partial<CaseEvent> = {}): CaseEvent => ({
  seq: 1,
  type,
  at: at(time),
  by: SYSTEM,
  data: {},
  ...extra,
})
const days: Goal = { amount: 3, unit: 'day', basis: 'working-days', clause: '第九条' }
const rule: ClockRule = {
  id: 'reply',
  name: '答复',
  per: 'case',
  owner: 'platform',
  start: ['case.submitted'],
  stop: ['case.closed'],
  pauseBy: ['suspension'],
  goals: [days],
  onReentry: 'restart',
  warnAt: [],
}

function explain(goal: Goal, ...events: CaseEvent[]) {
  const sla = { calendar: 'cn-2026', onCalendarEdit: 'freeze' as const, clocks: [{ ...rule, goals: [goal] }] }
  const [clock] = computeClocks({ sla, calendars: [cn2026 as Calendar] }, events)
  return clock
    ? explainClock(clock, 480).map(
        ({ code, params }) =>
          `${code.replace('clock.explain.', '')} ${Object.values(params)
            .filter((value) => value !== undefined)
            .map(String)
            .join(' ')}`,
      )
    : []
}
const submitted = (time: string) => event(time, 'case.submitted', { data: { id: 'c1', form: {} } })

it('start, rule and clause, every stretch, extension, due, what is provisional', () => {
  const lines = explain(
    days,
    submitted('12-26T10:00'),
    event('12-29T10:00', 'case.suspended', { reason: { text: '待检测' } }),
    event('12-30T09:00', 'case.resumed'),
    event('12-30T10:00', 'assignment.extended', { assignment: 'a', data: { clock: 'reply', amount: 1, unit: 'day' } }),
  )
  expect(lines).toEqual([
    'start 2026-12-26T10:00 答复 1',
    'rule 答复 3 day working-days next-day-close 第九条 0',
    'opens 2026-12-28T08:30',
    'weekend 2026-12-26T10:00 2026-12-28T00:00 2280',
    'first-day 2026-12-28T00:00 2026-12-29T00:00 1440',
    'paused 2026-12-29T00:00 2026-12-30T00:00 1440 待检测 suspension',
    'counted-days 2026-12-30T00:00 2027-01-01T00:00 2880 2 false',
    'counted-days 2027-01-01T00:00 2027-01-02T00:00 1440 1 true',
    'weekend 2027-01-02T00:00 2027-01-04T00:00 2880',
    'counted-days 2027-01-04T00:00 2027-01-04T17:30 1050 1 true',
    'extension 1 day 2026-12-30T10:00',
    'due 2027-01-04T17:30',
    'provisional cn-2026',
  ])
})

it('lunch is told from the night, and holidays by name', () => {
  const lines = explain({ amount: 4, unit: 'hour', basis: 'working-minutes' }, submitted('09-30T11:00'))
  expect(lines.slice(2)).toEqual([
    'counted 2026-09-30T11:00 2026-09-30T12:00 60 false',
    'lunch 2026-09-30T12:00 2026-09-30T13:30 90',
    'counted 2026-09-30T13:30 2026-09-30T16:30 180 false',
    'due 2026-09-30T16:30',
  ])
  expect(explain({ amount: 1, unit: 'hour', basis: 'working-minutes' }, submitted('10-08T07:00'))).toContain(
    'off-hours 2026-10-08T07:00 2026-10-08T08:30 90',
  )
  expect(explain({ amount: 1, unit: 'hour', basis: 'working-minutes' }, submitted('09-30T17:00'))).toContain(
    'holiday 2026-10-01T00:00 2026-10-08T00:00 10080 国庆节',
  )
})

it('an open pause has no due time and says since when', () => {
  const lines = explain(days, submitted('03-02T10:00'), event('03-04T10:00', 'case.suspended', { reason: { text: '待检测' } }))
  expect(lines.slice(-3)).toEqual([
    'paused 2026-03-04T00:00 2026-03-04T10:00 600 待检测 suspension',
    'paused-open 2026-03-04T10:00 2026-03-04T10:00 0 待检测 suspension',
    'no-due 2026-03-04T10:00',
  ])
})

it('an ended clock says when and how', () => {
  expect(explain(days, submitted('03-02T10:00'), event('03-03T10:00', 'case.closed')).at(-1)).toBe('stopped 2026-03-03T10:00 met false')
})

it('only what lies between two openings of one day is lunch', () => {
  const hours: Goal = { amount: 2, unit: 'hour', basis: 'working-minutes' }
  expect(explain(hours, submitted('03-05T16:30'))).toContain('off-hours 2026-03-05T17:30 2026-03-06T08:30 900')
  const paused = explain(hours, submitted('03-05T11:00'), event('03-05T13:30', 'case.suspended'), event('03-05T14:30', 'case.resumed'))
  expect(paused).toContain('off-hours 2026-03-05T12:00 2026-03-05T13:30 90')
  expect(explain(hours, submitted('03-06T16:30'))).toContain('weekend 2026-03-07T00:00 2026-03-09T00:00 2880')
})

describe('what is not counted', () => {
  const sla = { calendar: 'cn-2026', onCalendarEdit: 'freeze' as const, clocks: [rule] }
  const calendars = [cn2026 as Calendar]
  const [clock] = computeClocks({ sla, calendars }, [submitted('03-02T10:00')]) as [Clock]
  const lines = (change: Partial<Clock>) => explainClock({ ...clock, segments: [], ...change }, 480)

  it('a due day that a form named: by whom, instead of a rule', () => {
    expect(lines({ date: 'deadline' })[1]).toEqual({ code: 'clock.explain.date', params: { name: '答复', clause: '第九条' } })
  })

  it('no due time: the calendar never opens, or nobody knows since when it stands', () => {
    expect(lines({ dueAt: null, unreachable: true }).at(-1)).toEqual({ code: 'clock.explain.unreachable', params: { calendar: 'cn-2026' } })
    expect(lines({ dueAt: null }).at(-1)).toEqual({ code: 'clock.explain.no-due', params: { since: undefined } })
  })

  it('stretches without a name have none', () => {
    const [, , weekend, paused] = lines({
      startsAt: clock.startedAt,
      segments: [
        { from: at('03-07T00:00'), to: at('03-09T00:00'), counted: false, why: 'weekend' },
        { from: at('03-09T00:00'), to: at('03-10T00:00'), counted: false, why: 'paused' },
      ],
    })
    expect(weekend?.params).not.toHaveProperty('name')
    expect(paused?.params).not.toHaveProperty('name')
  })
})
