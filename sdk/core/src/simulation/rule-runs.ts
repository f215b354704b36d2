import { compileCalendar } from '../calendar/compile.ts'
import type { Calendar } from '../calendar/schema.ts'
import type { Instant } from '../shared/instant.ts'
import { computeDeadline } from '../sla/deadline.ts'
import type { ClockHistory } from '../sla/history.ts'
import { stagesOf } from '../sla/measure.ts'
import { planRule, type RulePlan } from '../sla/plan.ts'
import { chooseGoal, findRuns, goalOf, ITEM_LIMIT, type Run } from '../sla/runs.ts'
import type { ClockRule, Goal } from '../sla/schema.ts'

/** How a run comes out under some goals: no clock at all, a clock in time, a late one. */
export const NO_CLOCK = 0
export const IN_TIME = 1
export const LATE = 2

/** The runs of one rule over many cases, found once and judged again for other goals; the rule's other settings stay. */
export type RuleRuns = { judge(rule: ClockRule): Uint8Array }

/**
 * Reads the runs of a rule. Judging them again costs one due time for each: what started and stopped a clock, who it belongs to and
 * which goal applies are kept, as long as the conditions of the goals stay the same.
 */
export function readRuns(rule: ClockRule, calendar: Calendar, histories: readonly ClockHistory[], now: Instant): RuleRuns {
  const plan = planRule(rule)
  const runs = histories.flatMap((history) => findRuns(plan, history))
  const starts = Float64Array.from(runs, ({ cycle }) => cycle.startedAt)
  const judgedAt = Float64Array.from(runs, ({ cycle }) => (cycle.end?.status === 'cancelled' ? -Infinity : (cycle.end?.at ?? now)))
  const plain = Uint8Array.from(runs, (run) => (isPlain(run) ? 1 : 0))
  const indexes = new Map<string, Int16Array>()
  return {
    judge(draft) {
      const drafted = planRule(draft)
      const chosen = chosenGoals(draft, drafted)
      const dues = draft.goals.map((goal) => dueOf(goal, calendar))
      return Uint8Array.from(runs, (run, index) => {
        const goal = chosen[index] ?? NONE
        if (goal === NONE) return NO_CLOCK
        const dueAt = plain[index] === 1 && goal >= 0 ? dues[goal]?.(starts[index] ?? 0) : dueOfRun({ ...run, plan: drafted }, calendar)
        if (dueAt === undefined) return NO_CLOCK
        return dueAt !== null && (judgedAt[index] ?? 0) > dueAt ? LATE : IN_TIME
      })
    },
  }

  function chosenGoals(draft: ClockRule, drafted: RulePlan): Int16Array {
    const conditions = JSON.stringify([draft.when, draft.goals.map((goal) => goal.when)])
    let chosen = indexes.get(conditions)
    if (!chosen) {
      chosen = Int16Array.from(runs, (run) => chooseGoal({ ...run, plan: drafted }, calendar) ?? NONE)
      indexes.set(conditions, chosen)
    }
    return chosen
  }
}

const NONE = ITEM_LIMIT - 1

/** Nothing held or lengthened it, and no level change asked for another goal on the way. */
function isPlain({ cycle, pauses }: Run): boolean {
  return pauses.length === 0 && cycle.extensions.length === 0 && cycle.levelChanges.length === 0
}

function dueOfRun(run: Run, calendar: Calendar): Instant | null | undefined {
  const { cycle, pauses } = run
  const goal = goalOf(run, chooseGoal(run, calendar))
  return goal && computeDeadline({ calendar, goal, start: cycle.startedAt, pauses, extensions: cycle.extensions, explain: false }).dueAt
}

/** The due time of one goal by its start, for runs that nothing held. */
function dueOf(goal: Goal, calendar: Calendar): (start: Instant) => Instant | null {
  const [stage, ...more] = stagesOf(compileCalendar(calendar), goal)
  if (stage?.by === 'natural' && more.length === 0) return (start) => start + stage.ms
  return (start) => computeDeadline({ calendar, goal, start, explain: false }).dueAt
}
