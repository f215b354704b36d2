import { describe, expect, it } from 'vitest'
import cn2026 from '../../../../templates/calendars/cn-2026.json' with { type: 'json' }
import { formatInstant, parseLocal } from '../calendar/civil.ts'
import type { Calendar } from '../calendar/schema.ts'
import type { Duration } from './duration-schema.ts'
import { endOf } from './duration.ts'

const china = cn2026 as Calendar
const closed: Calendar = { ...china, id: 'closed', week: {}, exceptions: [] }
const end = (duration: Duration, calendar = 'cn-2026') => {
  const sla = { calendar, onCalendarEdit: 'recompute' as const, clocks: [] }
  const instant = endOf({ sla, calendars: [closed, china] }, parseLocal('2026-03-06T17:00', 480), duration)
  return instant === null ? null : formatInstant(instant, 480)
}

describe('the end of a length of time', () => {
  it.each<[string, Duration, string]>([
    ['on the wall clock', { amount: 3, unit: 'hour', basis: 'natural' }, '2026-03-06T20:00'],
    ['in opening hours', { amount: 1, unit: 'hour', basis: 'working-minutes' }, '2026-03-09T09:00'],
    ['in working days', { amount: 1, unit: 'day', basis: 'working-days' }, '2026-03-09T17:30'],
    ['to the same moment', { amount: 1, unit: 'day', basis: 'working-days', countRule: 'same-moment' }, '2026-03-09T17:00'],
  ])('%s', (_name, duration, expected) => {
    expect(end(duration)).toBe(expected)
  })

  it('is none on a calendar that never opens, or that the policy does not have', () => {
    expect(end({ amount: 1, unit: 'day', basis: 'working-days' }, 'closed')).toBeNull()
    expect(end({ amount: 1, unit: 'hour', basis: 'natural' }, 'other')).toBeNull()
  })
})
