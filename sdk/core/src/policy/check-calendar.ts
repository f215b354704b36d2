import { checkCalendar, checkCoverage } from '../calendar/check.ts'
import type { Instant } from '../shared/instant.ts'
import { finding, type Finding } from './finding-codes.ts'
import type { Policy } from './schema.ts'

/**
 * Every calendar's own check, and for the one in use how far it reaches. A calendar that runs out is amber only: beyond its coverage due times
 * are provisional and say so, and next year's holidays cannot be known before they are announced.
 */
export function checkCalendars(policy: Policy, now: Instant | undefined): Finding[] {
  return policy.calendars.flatMap((calendar, index) => {
    const inUse = calendar.id === policy.sla.calendar
    const problems = [...checkCalendar(calendar), ...(inUse && now !== undefined ? checkCoverage(calendar, now) : [])]
    return problems.map(({ code, at, params }) => finding(code, `/calendars/${index}${at}`, { calendar: calendar.name, ...params }))
  })
}
