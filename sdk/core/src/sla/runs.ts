import type { Calendar } from '../calendar/schema.ts'
import { evaluateCondition } from '../condition/evaluate.ts'
import { findCycles, type Cycle } from './cycles.ts'
import { computeDeadline } from './deadline.ts'
import type { ClockHistory, Subject } from './history.ts'
import { cutPauses, type Pause } from './pause.ts'
import type { RulePlan } from './plan.ts'
import type { ClockRule, Goal } from './schema.ts'

/** One run of a rule over a case, an assignment or an order: everything its due time depends on besides the goal and the calendar. */
export type Run = {
  readonly plan: RulePlan
  readonly history: ClockHistory
  readonly subject: Subject
  readonly cycle: Cycle
  readonly pauses: readonly Pause[]
}

/** The runs of a rule over one case: subject by subject, cycle by cycle. */
export function findRuns(plan: RulePlan, history: ClockHistory): Run[] {
  const runs: Run[] = []
  for (const subject of subjectsOf(plan.rule, history)) {
    if (plan.rule.per === 'assignment' && plan.rule.appliesTo === 'lead' && subject.role !== 'lead') continue
    for (const cycle of findCycles(plan, history, subject))
      runs.push({ plan, history, subject, cycle, pauses: pausesOf(cycle, plan.rule, history, subject) })
  }
  return runs
}

/** Index of the goal that holds for a run; `undefined` if the rule or none of its goals applies. Level changes ask for the due time so far. */
export function chooseGoal(run: Run, calendar: Calendar): number | undefined {
  const { history, subject, cycle, pauses } = run
  let chosen = goalAt(run, cycle.startIndex, true)
  for (const index of cycle.levelChanges) {
    const goal = goalOf(run, chosen)
    if (!goal) break
    const { dueAt } = computeDeadline({ calendar, goal, start: cycle.startedAt, pauses, extensions: cycle.extensions, explain: false })
    const at = history.events[index]?.at ?? subject.createdAt
    if (dueAt === null || at <= dueAt) chosen = goalAt(run, index, false) ?? chosen
  }
  return chosen
}

/** The goal of an index that `chooseGoal` gave. */
export function goalOf({ plan, history }: Run, index: number | undefined): Goal | undefined {
  return index === undefined ? undefined : index === ITEM_LIMIT ? history.limitOf(plan.rule.id) : plan.rule.goals[index]
}

/** The index that stands for the limit of the case's own item. */
export const ITEM_LIMIT = -1

function subjectsOf({ per }: ClockRule, history: ClockHistory): readonly Subject[] {
  if (per === 'order') return history.orders
  return per === 'case' ? [history.case] : history.assignments
}

function goalAt({ plan, history, subject }: Run, index: number, starts: boolean): number | undefined {
  const { rule, readsProgress } = plan
  const holds = (when: ClockRule['when']) =>
    when === undefined ||
    evaluateCondition(when, history.facts(index, rule.per === 'case' ? undefined : subject, readsProgress)).value === true
  if (starts && !holds(rule.when)) return undefined
  if (history.limitOf(rule.id)) return ITEM_LIMIT
  const found = rule.goals.findIndex((goal) => holds(goal.when))
  return found === -1 ? undefined : found
}

function pausesOf(cycle: Cycle, rule: ClockRule, history: ClockHistory, subject: Subject): readonly Pause[] {
  const kinds = rule.pauseBy
  const assignment = rule.per === 'assignment' ? subject.id : undefined
  const reviews = assignment === undefined ? NONE : history.reviews(assignment)
  if (!kinds && cycle.gaps.length === 0 && reviews.length === 0) return NONE
  const all = [...(kinds ? history.pauses(kinds, assignment) : NONE), ...reviews, ...cycle.gaps]
  return cycle.end ? cutPauses(all, cycle.end.at) : all
}
const NONE: readonly Pause[] = []
