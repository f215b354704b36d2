import type { DayHours, Week } from '../calendar/schema.ts'
import type { Goal } from '../sla/schema.ts'
import { canonicalJson } from './hash.ts'
import type { Policy } from './schema.ts'

/** What a county answers before it begins from a template (三问). Who reviews is a matter of posts, not of the policy. */
export type FirstAnswers = {
  /** Office hours of a working day, and the days of the week (1 = Monday) they hold on. */
  readonly hours: DayHours
  readonly days: readonly number[]
  /** Whether emergency whistles are answered round the clock, or only in office hours. */
  readonly emergency: 'always' | 'office-hours'
}

/**
 * A template as a county with these hours would write it: the week of the calendar its limits are counted by, and how the limits of
 * emergency cases are counted. Holidays, other calendars and all amounts stay. Answers that agree with the template change nothing.
 */
export function applyAnswers(policy: Policy, { hours, days, emergency }: FirstAnswers): Policy {
  const week: Week = Object.fromEntries([...new Set(days)].toSorted((a, b) => a - b).map((day) => [String(day), hours]))
  const urgent = new Set(policy.categories.filter((category) => category.emergency).map((category) => category.id))
  return {
    ...policy,
    calendars: policy.calendars.map((calendar) => (calendar.id === policy.sla.calendar ? { ...calendar, week } : calendar)),
    sla: {
      ...policy.sla,
      clocks: policy.sla.clocks.map((clock) => ({
        ...clock,
        goals: clock.goals.map((goal) =>
          isUrgent(goal, urgent) || isUrgent(clock, urgent) ? { ...goal, basis: BASES[emergency][goal.unit] } : goal,
        ),
      })),
    },
  }
}

const BASES: Record<FirstAnswers['emergency'], Record<Goal['unit'], Goal['basis']>> = {
  always: { minute: 'natural', hour: 'natural', day: 'calendar-days' },
  'office-hours': { minute: 'working-minutes', hour: 'working-minutes', day: 'working-days' },
}

/** Said of emergency cases alone: by the mark, or by a category that has it. */
function isUrgent({ when }: Pick<Goal, 'when'>, categories: ReadonlySet<string>): boolean {
  if (when === undefined) return false
  if (canonicalJson(when) === canonicalJson({ eq: ['case.emergency', true] })) return true
  if ('eq' in when) return when.eq[0] === 'case.category' && categories.has(String(when.eq[1]))
  if ('in' in when) return when.in[0] === 'case.category' && when.in[1].length > 0 && when.in[1].every((id) => categories.has(String(id)))
  return 'all' in when && when.all.some((part) => isUrgent({ when: part }, categories))
}
