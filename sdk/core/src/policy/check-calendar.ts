import { dayOfInstant, formatCivilDate, parseCivilDate } from '../calendar/civil.ts'
import type { Calendar, DayHours, Week } from '../calendar/schema.ts'
import type { Instant } from '../shared/instant.ts'
import { finding, type Finding } from './finding-codes.ts'
import type { Policy } from './schema.ts'

/**
 * Days a calendar in use should still cover: longer than any ordinary clock. Amber only: beyond its coverage due times are provisional and say so,
 * and next year's holidays cannot be known before they are announced.
 */
export const COVERAGE_DAYS = 60

/** Calendars: hours in order, dates that exist and do not run backwards, stretches that do not contradict, and a reach beyond the next weeks. */
export function checkCalendars(policy: Policy, now: Instant | undefined): Finding[] {
  return policy.calendars.flatMap((calendar, index) => {
    const at = `/calendars/${index}`
    const inUse = calendar.id === policy.sla.calendar
    return [
      ...(inUse && now !== undefined ? checkCoverage(calendar, at, now) : []),
      ...checkDates(calendar, at),
      ...checkHours(calendar, at),
      ...(inUse && Object.values(calendar.week).every((day) => day === undefined || day.length === 0)
        ? [finding('policy.calendar.no-hours', `${at}/week`, { calendar: calendar.name })]
        : []),
    ]
  })
}

function checkCoverage({ name, coverage, utcOffsetMinutes }: Calendar, at: string, now: Instant): Finding[] {
  const today = dayOfInstant(now, utcOffsetMinutes)
  const needed = formatCivilDate(today + COVERAGE_DAYS)
  const sound = coverage.from <= formatCivilDate(today) && coverage.to >= needed
  return sound
    ? []
    : [finding('policy.calendar.coverage', `${at}/coverage`, { calendar: name, to: coverage.to, needed, days: COVERAGE_DAYS })]
}

function checkDates({ name, coverage, exceptions }: Calendar, at: string): Finding[] {
  const findings: Finding[] = []
  const check = (from: string, to: string, where: string, label: string) => {
    const sound = parseCivilDate(from) !== undefined && parseCivilDate(to) !== undefined && from <= to
    if (!sound) findings.push(finding('policy.calendar.dates-reversed', where, { calendar: name, name: label, from, to }))
  }
  check(coverage.from, coverage.to, `${at}/coverage`, name)
  for (const [index, one] of exceptions.entries()) check(one.from, one.to, `${at}/exceptions/${index}`, one.name)
  const sorted = exceptions.map((one, index) => ({ ...one, index })).toSorted((a, b) => (a.from < b.from ? -1 : 1))
  for (const [place, one] of sorted.entries()) {
    const before = sorted[place - 1]
    if (before && before.to >= one.from && before.kind !== one.kind)
      findings.push(
        finding('policy.calendar.overlap', `${at}/exceptions/${one.index}`, {
          calendar: name,
          name: one.name,
          other: before.name,
          on: one.from,
        }),
      )
  }
  return findings
}

function checkHours({ name, week, makeupHours, seasons = [], exceptions }: Calendar, at: string): Finding[] {
  const days: [DayHours | undefined, string][] = [
    ...weekDays(week, `${at}/week`),
    [makeupHours, `${at}/makeupHours`],
    ...seasons.flatMap((season, index) => weekDays(season.week, `${at}/seasons/${index}/week`)),
    ...exceptions.map((one, index): [DayHours | undefined, string] => [one.hours, `${at}/exceptions/${index}/hours`]),
  ]
  return days.filter(([hours]) => hours && !inOrder(hours)).map(([, where]) => finding('policy.calendar.hours', where, { calendar: name }))
}

function weekDays(week: Week, at: string): [DayHours | undefined, string][] {
  return Object.entries(week).map(([day, hours]) => [hours, `${at}/${day}`])
}

function inOrder(hours: DayHours): boolean {
  return hours.every(([from, to], index) => from < to && (index === 0 || (hours[index - 1]?.[1] ?? '') <= from))
}
