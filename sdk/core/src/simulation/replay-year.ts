import type { Policy } from '../policy/schema.ts'
import type { Instant } from '../shared/instant.ts'
import type { ClockRule } from '../sla/schema.ts'
import { changedRules, isSame, ruleOf, withoutGoals } from './changed-rules.ts'
import { missingInputs } from './missing-facts.ts'
import { addOverdue, noOverdue, rankOverdue, type Overdue, type RankedOverdue } from './overdue.ts'
import { pairRuns, type PairedRuns } from './pair-runs.ts'
import { addRemaining, noRemaining, type Remaining } from './time-left.ts'
import { LATE, NO_CLOCK, readRunsOf, type RuleRuns } from './rule-runs.ts'
import type { ChangedClock, Exclusion } from './simulate.ts'
import type { Year } from './year.ts'

/** What a draft would have done to a year of cases (时限试算), counted over the rules it changes. */
export type YearReplay = {
  readonly cases: number
  /** Cases that no rule leaves out as a whole. */
  readonly compared: number
  readonly excluded: readonly Exclusion[]
  /** Facts a changed rule reads that were never collected for so many cases; the rule's clocks of those cases are in no figure. */
  readonly missing: readonly { readonly clock: string; readonly path: string; readonly cases: number }[]
  readonly rules: readonly (Overdue & { readonly clock: string })[]
  readonly total: Overdue
  readonly remaining: Remaining
  /** By the unit that owes the clock, by the town of the case, by its item. */
  readonly byUnit: readonly RankedOverdue[]
  readonly byTown: readonly RankedOverdue[]
  readonly byItem: readonly RankedOverdue[]
  /** Clocks that change sides, rule by rule, oldest case first; at most `listed` of each, all are counted. */
  readonly newlyLate: readonly ChangedClock[]
  readonly noLongerLate: readonly ChangedClock[]
}

/** What one replay counts: only cases marked 1, all without a mark; and rules that are counted although they did not change. */
export type ReplayChoice = { readonly cases?: Uint8Array; readonly also?: readonly string[] }

export type ReplayOptions = {
  readonly inForce: Policy
  /** The policy of a content hash; cases of an unknown one are left out and counted. */
  readonly pinned: (hash: string) => Policy | undefined
  readonly until: Instant
  readonly listed?: number
}

/**
 * Replays a year under draft after draft. Goals that move, as under a slider, cost one due time for each run of their rule; any other
 * change of a rule reads the year once more. Both sides are judged by rules as they would be now: the rules in force against the draft.
 */
export function replayYear(
  { inForce, pinned, until, listed = 500 }: ReplayOptions,
  year: Year,
): (draft: Policy, choice?: ReplayChoice) => YearReplay {
  const policies = year.policies.map(pinned)
  const readings = openReadings(year, until)
  return (draft, { cases: chosen, also = [] } = {}) => {
    const left = leaveOut(draft, { year, policies, chosen })
    const changed = [...new Set([...changedRules(inForce, draft), ...also])]
    const sides = changed.map((clock) => ({ clock, before: sideOf(inForce, clock), after: sideOf(draft, clock) }))
    readings.read(sides.flatMap(({ before, after }) => [before, after].flatMap((side) => side ?? [])))
    const tallies = { units: new Map<string, Overdue>(), towns: openTally(year.towns), items: openTally(year.items) }
    const rules: (Overdue & { clock: string })[] = []
    const newlyLate: ChangedClock[] = []
    const noLongerLate: ChangedClock[] = []
    const remaining = noRemaining()
    for (const { clock, before, after } of sides) {
      const runs = pairRuns(before && readings.judgedInForce(before), after && readings.judged(after))
      const skipped = left.byRule.get(clock)
      const units = openTally(runs.units)
      const sum = noOverdue()
      for (let index = 0; index < runs.size; index++) {
        const place = runs.cases[index] ?? 0
        if (left.cases[place] === 1 || skipped?.[year.policy[place] ?? -1] === 1) continue
        const [was, is] = [runs.before[index] ?? NO_CLOCK, runs.after[index] ?? NO_CLOCK]
        if (was === NO_CLOCK && is === NO_CLOCK) continue
        if (was !== NO_CLOCK) addRemaining(remaining.before, runs.left(index, 'before'))
        if (is !== NO_CLOCK) addRemaining(remaining.after, runs.left(index, 'after'))
        count(sum, was, is)
        count(units.of(runs.unit[index] ?? -1), was, is)
        count(tallies.towns.of(year.town[place] ?? -1), was, is)
        count(tallies.items.of(year.item[place] ?? -1), was, is)
        if ((was === LATE) === (is === LATE)) continue
        const list = is === LATE ? newlyLate : noLongerLate
        if (list.length < listed) list.push(changedClock(clock, { year, runs, index, place }))
      }
      rules.push({ clock, ...sum })
      for (const [unit, one] of units.found()) tallies.units.set(unit, addOverdue(tallies.units.get(unit) ?? noOverdue(), one))
    }
    return {
      cases: left.asked,
      compared: left.asked - left.count,
      excluded: left.excluded,
      missing: left.missing.filter(({ clock }) => changed.includes(clock)),
      rules,
      total: rules.reduce<Overdue>(addOverdue, noOverdue()),
      remaining,
      byUnit: rankOverdue(tallies.units),
      byTown: rankOverdue(tallies.towns.found()),
      byItem: rankOverdue(tallies.items.found()),
      newlyLate,
      noLongerLate,
    }
  }
}

type Side = { readonly rule: ClockRule; readonly calendar: Policy['calendars'][number] }

function sideOf(policy: Policy, id: string): Side | undefined {
  const rule = ruleOf(policy, id)
  const calendar = policy.calendars.find((one) => one.id === policy.sla.calendar)
  return rule && calendar && { rule, calendar }
}

/** Runs that were read, by everything of their rule but its goals and words. */
function openReadings(year: Year, until: Instant) {
  const kept: { rule: unknown; calendar: unknown; runs: RuleRuns }[] = []
  const find = ({ rule, calendar }: Side) =>
    kept.find((one) => isSame(one.rule, withoutGoals(rule)) && (one.calendar === calendar || isSame(one.calendar, calendar)))?.runs
  const judged = (side: Side) => {
    const runs = find(side)
    if (!runs) throw new Error(`The runs of ${side.rule.id} were not read`)
    return { runs, ...runs.judge(side.rule) }
  }
  const inForce = new Map<string, ReturnType<typeof judged>>()
  return {
    /** Reads what is not kept yet, in one pass over the year. */
    read(sides: readonly Side[]): void {
      const fresh = sides.filter(
        (side, index) =>
          !find(side) &&
          sides.findIndex((one) => isSame(withoutGoals(one.rule), withoutGoals(side.rule)) && isSame(one.calendar, side.calendar)) ===
            index,
      )
      if (fresh.length === 0) return
      const runs = readRunsOf(fresh, () => year.histories(), until)
      for (const [index, { rule, calendar }] of fresh.entries())
        kept.push({ rule: withoutGoals(rule), calendar, runs: runs[index] as RuleRuns })
      kept.splice(0, Math.max(0, kept.length - MOST_KEPT))
    },
    judged,
    /** A rule in force comes out the same under every draft: it is judged once for the runs it is judged on. */
    judgedInForce(side: Side) {
      const known = inForce.get(side.rule.id)
      if (known && known.runs === find(side)) return known
      const fresh = judged(side)
      inForce.set(side.rule.id, fresh)
      return fresh
    },
  }
}

/** More than both sides of every rule a policy may have. */
const MOST_KEPT = 120

type Asked = { year: Year; policies: readonly (Policy | undefined)[]; chosen: Uint8Array | undefined }

/** Cases and rules that are left out of every figure, and why. Cases nobody asked for are left out silently. */
function leaveOut(draft: Policy, { year, policies, chosen }: Asked) {
  const categories = new Set(draft.categories.map(({ id }) => id))
  const items = new Set(draft.responsibilities.items.map(({ id }) => id))
  const gone = {
    category: year.categories.map((id) => !categories.has(id)),
    item: year.items.map((id) => !items.has(id)),
  }
  const excluded = new Map<string, Exclusion>()
  const cases = new Uint8Array(year.size)
  const counted = new Int32Array(policies.length)
  let count = 0
  let asked = 0
  for (let place = 0; place < year.size; place++) {
    if (chosen && chosen[place] !== 1) {
      cases[place] = 1
      continue
    }
    asked++
    const [policy, category, item] = [year.policy[place] ?? -1, year.category[place] ?? -1, year.item[place] ?? -1]
    const why = !policies[policy]
      ? 'policy-unknown'
      : (gone.category[category] ?? true)
        ? 'category-gone'
        : gone.item[item]
          ? 'item-gone'
          : undefined
    if (!why) {
      counted[policy] = (counted[policy] ?? 0) + 1
      continue
    }
    cases[place] = 1
    count++
    const what =
      { 'policy-unknown': year.policies[policy], 'category-gone': year.categories[category], 'item-gone': year.items[item] }[why] ?? ''
    const known = excluded.get(`${why} ${what}`)
    if (known) known.cases++
    else excluded.set(`${why} ${what}`, { why, what, cases: 1 })
  }
  const inputs = missingInputs(draft)
  const byRule = new Map<string, Uint8Array>()
  const missing = new Map<string, { clock: string; path: string; cases: number }>()
  for (const [place, policy] of policies.entries()) {
    if (!policy || counted[place] === 0) continue
    for (const [clock, paths] of inputs.lackingOf(policy)) {
      const skipped = byRule.get(clock) ?? new Uint8Array(policies.length)
      skipped[place] = 1
      byRule.set(clock, skipped)
      for (const path of paths) {
        const known = missing.get(`${clock} ${path}`) ?? { clock, path, cases: 0 }
        known.cases += counted[place] ?? 0
        missing.set(`${clock} ${path}`, known)
      }
    }
  }
  const sorted = [...excluded.values()].toSorted((a, b) => b.cases - a.cases)
  return { cases, asked, count, excluded: sorted, byRule, missing: [...missing.values()] }
}

/** Counts by place in a list of names; -1 counts for nobody. */
function openTally(names: readonly string[]) {
  const counts: Overdue[] = names.map(noOverdue)
  const nobody = noOverdue()
  return {
    of: (place: number): Overdue => counts[place] ?? nobody,
    /** By name; a name that stands twice in the list has one sum. */
    found(): Map<string, Overdue> {
      const sums = new Map<string, Overdue>()
      for (const [place, name] of names.entries()) sums.set(name, addOverdue(sums.get(name) ?? noOverdue(), counts[place] ?? nobody))
      return sums
    },
  }
}

function count(sum: Overdue, was: number, is: number): void {
  if (was !== NO_CLOCK) sum.clocksBefore++
  if (is !== NO_CLOCK) sum.clocks++
  if (was === LATE) sum.lateBefore++
  if (is === LATE) sum.late++
  if (is === LATE && was !== LATE) sum.newlyLate++
  if (was === LATE && is !== LATE) sum.noLongerLate++
}

type Place = { year: Year; runs: PairedRuns; index: number; place: number }

function changedClock(clock: string, { year, runs, index, place }: Place): ChangedClock {
  const unit = runs.units[runs.unit[index] ?? -1]
  const item = year.items[year.item[place] ?? -1]
  const town = year.towns[year.town[place] ?? -1]
  return {
    case: year.id[place] ?? '',
    number: year.number[place] ?? '',
    clock,
    ...(unit !== undefined && { unit }),
    ...(town !== undefined && { town }),
    ...(item !== undefined && { item }),
    ...runs.dues(index),
  }
}
