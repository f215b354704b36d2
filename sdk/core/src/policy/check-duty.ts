import type { Calendar, DayHours, Week } from '../calendar/schema.ts'
import type { Organisation, Unit } from '../organisation/schema.ts'
import type { ClockRule, Goal } from '../sla/schema.ts'
import { finding, type Finding } from './finding-codes.ts'
import type { Policy } from './schema.ts'

const WEEK_MINUTES = 7 * 24 * 60

/**
 * A promise needs somebody on duty (三端值守, S1-18): a limit of hours or minutes that also runs at night is checked against the duty hours
 * of the units that owe it. A unit without a roster of its own is on duty in the opening hours of the calendar.
 */
export function checkDuty(policy: Policy, { units }: Organisation): Finding[] {
  const calendar = policy.calendars.find((one) => one.id === policy.sla.calendar)
  if (!calendar) return []
  const owing = { assignee: listed(policy, units), platform: of('platform', units), town: of('town', units) }
  const off = new Map(units.map((unit) => [unit.id, offDutyMinutes(unit, calendar)]))
  return policy.sla.clocks.flatMap((rule, index) => {
    const goal = rule.goals.findIndex(runsAtNight)
    if (goal < 0) return []
    const alone = owing[rule.owner].filter((unit) => (off.get(unit.id) ?? 0) > 0)
    if (alone.length === 0) return []
    return [finding('policy.clock.nobody-on-duty', `/sla/clocks/${index}/goals/${goal}`, paramsOf(rule, alone, off))]
  })
}

function paramsOf(rule: ClockRule, alone: readonly Unit[], off: ReadonlyMap<string, number>) {
  const most = Math.max(...alone.map((unit) => off.get(unit.id) ?? 0))
  return {
    clock: rule.name,
    count: alone.length,
    units: alone.slice(0, 5).map((unit) => unit.shortName ?? unit.name),
    hours: Math.round(most / 60),
    of: WEEK_MINUTES / 60,
  }
}

/** Wall-clock limits shorter than two days: longer ones leave an office day to keep them. */
function runsAtNight({ basis, unit, amount }: Goal): boolean {
  return basis === 'natural' && (unit === 'minute' ? amount < 2880 : unit === 'hour' && amount < 48)
}

/** Units that a whistle can call; an item nobody may whistle calls none. */
function listed({ responsibilities: { items, routes = [] } }: Policy, units: readonly Unit[]): Unit[] {
  const named = new Set(
    [...items.filter((item) => item.whistle && !item.retired), ...routes].flatMap(({ lead, cooperating }) => [lead, ...cooperating]),
  )
  return units.filter((unit) => unit.active && named.has(unit.id))
}

function of(type: Unit['type'], units: readonly Unit[]): Unit[] {
  return units.filter((unit) => unit.active && unit.type === type)
}

function offDutyMinutes({ duty }: Unit, calendar: Calendar): number {
  return WEEK_MINUTES - weekMinutes(duty ?? calendar.week)
}

function weekMinutes(week: Week): number {
  return Object.values(week).reduce((sum, hours: DayHours | undefined) => sum + dayMinutes(hours ?? []), 0)
}

function dayMinutes(hours: DayHours): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  return hours.reduce((sum, [from, to]) => sum + Math.max(0, minutes(to) - minutes(from)), 0)
}
