import type { CaseEvent } from '../case/event.ts'
import type { Instant } from '../shared/instant.ts'
import type { Calendar } from '../calendar/schema.ts'
import type { Clock } from '../sla/clock.ts'
import { clocksOf } from '../sla/clocks.ts'
import { ClockHistory } from '../sla/history.ts'
import type { ClockRule } from '../sla/schema.ts'
import { changedRules, frame, isSame, ruleOf, withoutGoals, type Limits } from './changed-rules.ts'
import { LATE, NO_CLOCK, readRuns, type RuleRuns } from './rule-runs.ts'

/** What a draft would have done to the clocks of one rule: how many there were, how many late, and how that differs from today's rule. */
export type ReplayedRule = {
  clock: string
  clocks: number
  late: number
  /** Late by today's rule. */
  lateBefore: number
  /** Late only by the draft. */
  newlyLate: number
  /** Late only by today's rule. */
  noLongerLate: number
}

/**
 * Recomputes stored cases under a draft's time limits (试算). The cases are read once; then each draft costs only the rules in which
 * it differs from the policy in force, so that the answer follows a slider. Another calendar changes every rule.
 */
export function replayLimits(inForce: Limits, cases: Iterable<readonly CaseEvent[]>, now: Instant): (draft: Limits) => ReplayedRule[] {
  const histories = Array.from(cases, (events) => new ClockHistory(events))
  const today = new Map<string, LateKeys>()
  const kept = new Map<string, KeptRuns>()
  const keep = (rule: ClockRule, calendar: Calendar): KeptRuns => {
    const runs = readRuns(rule, calendar, () => histories, now)
    const made = { runs, before: runs.judge(rule) }
    kept.set(rule.id, made)
    return made
  }
  return (draft) =>
    changedRules(inForce, draft).map((clock) => {
      const moved = movedGoals(inForce, draft, clock)
      if (moved) {
        const { runs, before } = kept.get(clock) ?? keep(moved.from, moved.calendar)
        return compareRuns(clock, before, runs.judge(moved.to))
      }
      let before = today.get(clock)
      if (!before) today.set(clock, (before = lateKeys(only(inForce, clock), histories, now)))
      return compare(clock, before, lateKeys(only(draft, clock), histories, now))
    })
}

type KeptRuns = { runs: RuleRuns; before: Uint8Array }

/** The rule in both, if nothing but its goals and what they say to people differs: what a slider does. */
function movedGoals(inForce: Limits, draft: Limits, id: string): { from: ClockRule; to: ClockRule; calendar: Calendar } | undefined {
  const from = ruleOf(inForce, id)
  const to = ruleOf(draft, id)
  const calendar = inForce.calendars.find((one) => one.id === inForce.sla.calendar)
  return from && to && calendar && isSame(frame(inForce), frame(draft)) && isSame(withoutGoals(from), withoutGoals(to))
    ? { from, to, calendar }
    : undefined
}

function compareRuns(clock: string, before: Uint8Array, after: Uint8Array): ReplayedRule {
  const found: ReplayedRule = { clock, clocks: 0, late: 0, lateBefore: 0, newlyLate: 0, noLongerLate: 0 }
  for (let index = 0; index < after.length; index++) {
    const [was, is] = [before[index] === LATE, after[index] === LATE]
    if (after[index] !== NO_CLOCK) found.clocks++
    if (is) found.late++
    if (was) found.lateBefore++
    if (is && !was) found.newlyLate++
    if (was && !is) found.noLongerLate++
  }
  return found
}

/** Keys of late clocks by case, and how many clocks there were. */
type LateKeys = { clocks: number; late: Map<number, string[]> }

function lateKeys(limits: Limits, histories: readonly ClockHistory[], now: Instant): LateKeys {
  const found: LateKeys = { clocks: 0, late: new Map() }
  histories.forEach((history, index) => {
    const clocks = clocksOf(limits, history, now, BARE)
    found.clocks += clocks.length
    if (clocks.some(isLate))
      found.late.set(
        index,
        clocks.filter(isLate).map((clock) => clock.key),
      )
  })
  return found
}
const BARE = { explain: false }

function isLate({ breached }: Clock): boolean {
  return breached
}

function compare(clock: string, before: LateKeys, after: LateKeys): ReplayedRule {
  const shared = count(after, (key, index) => before.late.get(index)?.includes(key) ?? false)
  const [late, lateBefore] = [count(after), count(before)]
  return { clock, clocks: after.clocks, late, lateBefore, newlyLate: late - shared, noLongerLate: lateBefore - shared }
}

function count({ late }: LateKeys, counts: (key: string, index: number) => boolean = () => true): number {
  let sum = 0
  for (const [index, keys] of late) for (const key of keys) if (counts(key, index)) sum++
  return sum
}

function only({ sla, calendars }: Limits, clock: string): Limits {
  return { sla: { ...sla, clocks: sla.clocks.filter((rule) => rule.id === clock) }, calendars }
}
