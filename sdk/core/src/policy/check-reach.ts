import { evaluateCondition } from '../condition/evaluate.ts'
import type { Instant } from '../shared/instant.ts'
import { DAY } from '../shared/instant.ts'
import { civilDay, startOfDay } from '../calendar/civil.ts'
import type { Goal } from '../sla/schema.ts'
import { finding, type Finding } from './finding-codes.ts'
import type { Policy } from './schema.ts'

/** How far rules reach: every kind of whistle is timed, the calendar outlasts the longest limit, joins can be met. */
export function checkReach(policy: Policy, now: Instant | undefined): Finding[] {
  return [...untimedCategories(policy), ...joinsTooMany(policy), ...(now === undefined ? [] : calendarTooShort(policy, now))]
}

/** A kind of whistle that no clock can apply to: each clock, or each of its goals, is certainly not meant for it. */
function untimedCategories({ categories, sla }: Policy): Finding[] {
  return categories.flatMap((category, index) => {
    if (category.retired) return []
    const facts = { case: { category: category.id, emergency: category.emergency } }
    const possible = (when: Goal['when']) => when === undefined || evaluateCondition(when, facts).value !== false
    const timed = sla.clocks.some((rule) => possible(rule.when) && rule.goals.some((goal) => possible(goal.when)))
    return timed ? [] : [finding('policy.category.untimed', `/categories/${index}`, { name: category.name })]
  })
}

/** A join that waits for more units than any item or route names is never met by them. */
function joinsTooMany({ flows, responsibilities }: Policy): Finding[] {
  const named = [...responsibilities.items.filter((item) => !item.retired), ...(responsibilities.routes ?? [])]
  const most = named.reduce((longest, { cooperating }) => Math.max(longest, cooperating.length + 1), 0)
  return flows.flatMap((flow, f) =>
    (['signed', 'arrived', 'done'] as const).flatMap((key) => {
      const join = flow.joins[key]
      return typeof join === 'number' && named.length > 0 && join > most
        ? [finding('policy.flow.join-too-many', `/flows/${f}/joins/${key}`, { flow: flow.name, needs: join, most })]
        : []
    }),
  )
}

/** A limit that begins today and ends beyond what is loaded of the calendar is provisional from the first day. */
function calendarTooShort({ calendars, sla }: Policy, now: Instant): Finding[] {
  const index = calendars.findIndex((one) => one.id === sla.calendar)
  const calendar = calendars[index]
  const [year = 0, month = 0, day = 0] = (calendar?.coverage.to ?? '').split('-').map(Number)
  if (!calendar || !year) return []
  const end = startOfDay(civilDay(year, month, day), calendar.utcOffsetMinutes) + DAY
  return sla.clocks.flatMap((rule, i) =>
    rule.goals.flatMap((goal, j) =>
      now + roughLength(goal) > end && roughLength(goal) > 0
        ? [finding('policy.clock.beyond-calendar', `/sla/clocks/${i}/goals/${j}`, { clock: rule.name, to: calendar.coverage.to })]
        : [],
    ),
  )
}

/** How long a limit on working time takes at least; wall-clock limits need no calendar. */
function roughLength({ amount, unit, basis }: Goal): number {
  if (basis === 'natural' || basis === 'calendar-days') return 0
  return unit === 'day' ? Math.ceil((amount * 7) / 5) * DAY : 0
}
