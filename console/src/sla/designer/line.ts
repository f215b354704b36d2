import type { Clock, ClockRule, Instant, Policy } from '@shaotai/core'
import { deadlineOfGoal } from './deadline-of-goal.ts'

/** One stage of the usual way of a whistle: each begins when the one before it is due. */
export type Stage = {
  readonly rule: ClockRule
  /** Places of the rule and of its goal in the document. */
  readonly index: number
  readonly goal: number
  readonly clock: Clock
  /** Its share of the line: long stages are shortened, short ones stay wide enough to be read. */
  readonly width: number
}

export type Line = {
  readonly stages: readonly Stage[]
  /** Rules that do not lie on the usual way. */ readonly beside: readonly ClockRule[]
}

/** What happens together with an event on the usual way. */
const ALONG: Readonly<Record<string, string>> = {
  'case.dispatched': 'assignment.created',
  'assignment.done': 'case.resultSubmitted',
  'case.resultSubmitted': 'case.verified',
}

/** The usual way of a whistle submitted at a moment, every step taken exactly when it is due (流程线). */
export function lineOf(policy: Policy, submittedAt: Instant): Line {
  const happened = new Map<string, Instant>([['case.submitted', submittedAt]])
  const stages: Omit<Stage, 'width'>[] = []
  for (;;) {
    const next = nextStage(policy, happened, new Set(stages.map(({ rule }) => rule.id)))
    if (!next) break
    stages.push(next)
    for (let event: string | undefined = next.rule.stop[0]; event !== undefined && !happened.has(event); event = ALONG[event])
      happened.set(event, next.clock.dueAt ?? next.clock.startedAt)
  }
  const roots = stages.map(({ clock }) => Math.sqrt(Math.max(1, (clock.dueAt ?? clock.startedAt) - clock.startedAt)))
  const sum = roots.reduce((all, one) => all + one, 0)
  const least = 0.1
  const shares = roots.map((root) => Math.max(least, root / sum))
  const total = shares.reduce((all, one) => all + one, 0)
  return {
    stages: stages.map((stage, index) => ({ ...stage, width: (shares[index] ?? 0) / total })),
    beside: policy.sla.clocks.filter((rule) => !stages.some((stage) => stage.rule.id === rule.id)),
  }
}

/** The earliest rule that has begun and still leads somewhere new. */
function nextStage(policy: Policy, happened: ReadonlyMap<string, Instant>, taken: ReadonlySet<string>): Omit<Stage, 'width'> | undefined {
  let found: Omit<Stage, 'width'> | undefined
  for (const [index, rule] of policy.sla.clocks.entries()) {
    if (taken.has(rule.id) || rule.per === 'order' || rule.stop.some((event) => happened.has(event))) continue
    const starts = rule.start.flatMap((event) => happened.get(event) ?? [])
    if (starts.length === 0) continue
    const start = Math.min(...starts)
    const goal = Math.max(
      0,
      rule.goals.findIndex((one) => one.when === undefined),
    )
    const own = rule.goals[goal]
    const clock = own && deadlineOfGoal(policy, rule, own, start)
    if (!clock || clock.dueAt === null) continue
    if (!found || start < found.clock.startedAt) found = { rule, index, goal, clock }
  }
  return found
}

/** The amount a marker stands for after it was dragged: the stage's length follows the pointer. */
export function draggedAmount(amount: number, width: number, moved: number): number {
  if (width <= 0) return amount
  return Math.max(1, Math.round(amount * Math.max(0, (width + moved) / width)))
}
