import type { Case, CaseEvent } from '../case/event.ts'
import { replay } from '../case/evolve.ts'
import type { UnitType } from '../organisation/schema.ts'
import type { Policy } from '../policy/schema.ts'
import { countDenials, countedAt, factsOfCase, issuedCards, type ScoreFact } from '../scoring/facts.ts'
import { scorePaths, slimFact } from '../scoring/slim-fact.ts'
import type { Instant } from '../shared/instant.ts'
import type { Clock } from '../sla/clock.ts'
import { clocksOf, type ClockOptions } from '../sla/clocks.ts'
import { ClockHistory } from '../sla/history.ts'
import { missingInputs, type MissingFact } from './missing-facts.ts'
import { compareScores, type DatedFact, type ScoreMovement } from './score-movement.ts'

/**
 * What a simulation runs on. `pinned` gives every policy a case was handled under, also those it came under on its way; `current` the one whose
 * scores are compared.
 */
export type SimulationOptions = {
  readonly draft: Policy
  readonly pinned: (hash: string) => Policy | undefined
  readonly current: Policy
  readonly units: readonly { readonly id: string; readonly type: UnitType }[]
  readonly until: Instant
  /** At most this many cases are named; all are counted. */
  readonly listed?: number
}

/** Late clocks of one rule, unit or item: under the draft and under the policy each case had. */
export type LateCounts = { clocks: number; late: number; lateBefore: number; newlyLate: number; noLongerLate: number }

/** One clock that changed sides. Instants; null: no due time. */
export type ChangedClock = {
  case: string
  number: string
  clock: string
  unit?: string
  town?: string
  item?: string
  dueBefore: Instant | null
  dueAfter: Instant | null
}

/** Why cases are not in the figures, and how many. */
export type Exclusion = { why: 'policy-unknown' | 'category-gone' | 'item-gone' | 'no-case'; what: string; cases: number }

/** What a draft would have done to a history. */
export type SimulationResult = {
  readonly cases: number
  readonly compared: number
  readonly excluded: readonly Exclusion[]
  /** Facts the draft reads that these cases do not have; their clocks, or their facts, are left out of the figures. */
  readonly missing: readonly MissingFact[]
  readonly byClock: ReadonlyMap<string, LateCounts>
  readonly byUnit: ReadonlyMap<string, LateCounts>
  readonly byItem: ReadonlyMap<string, LateCounts>
  readonly newlyLate: readonly ChangedClock[]
  readonly noLongerLate: readonly ChangedClock[]
  readonly scores: readonly ScoreMovement[]
}

/** Takes cases one by one and keeps only what the result needs, so that a year fits into memory. */
export type Simulation = { add(one: { id: string; number: string; events: readonly CaseEvent[] }): void; result(): SimulationResult }

/**
 * Replays a history under a draft (试算): every clock again, every score again. What happened stays as it happened: who did what and when
 * does not change with the rule. Cases whose category or item the draft does not know, and clocks whose conditions read facts that were
 * never collected, are counted apart and left out, never guessed.
 */
export function openSimulation({ draft, pinned, current, units, until, listed = 200 }: SimulationOptions): Simulation {
  const unitTypes = new Map(units.map((unit) => [unit.id, unit.type]))
  const counts = { byClock: new Map<string, LateCounts>(), byUnit: new Map<string, LateCounts>(), byItem: new Map<string, LateCounts>() }
  const excluded = new Map<string, Exclusion>()
  const missing = missingInputs(draft)
  const newlyLate: ChangedClock[] = []
  const noLongerLate: ChangedClock[] = []
  const facts: { before: DatedFact[]; after: DatedFact[] } = { before: [], after: [] }
  const paths = { before: scorePaths(current.scoring.models), after: scorePaths(draft.scoring.models) }
  let cases = 0
  let compared = 0

  const exclude = (why: Exclusion['why'], what: string) => {
    const known = excluded.get(`${why} ${what}`)
    if (known) known.cases++
    else excluded.set(`${why} ${what}`, { why, what, cases: 1 })
  }

  const compare = (
    one: { id: string; number: string },
    state: Case,
    before: readonly Clock[],
    after: readonly Clock[],
    left: ReadonlySet<string>,
  ) => {
    const old = new Map(before.map((clock) => [clock.key, clock]))
    const fresh = new Map(after.map((clock) => [clock.key, clock]))
    for (const key of new Set([...fresh.keys(), ...old.keys()])) {
      const [was, is] = [old.get(key), fresh.get(key)]
      const clock = is ?? was
      if (!clock || left.has(clock.clock)) continue
      const change = { was: was?.breached ?? false, is: is?.breached ?? false, exists: is !== undefined }
      tally(counts.byClock, clock.clock, change)
      if (clock.unit !== undefined) tally(counts.byUnit, clock.unit, change)
      if (state.item !== undefined) tally(counts.byItem, state.item, change)
      if (change.was === change.is) continue
      const list = change.is ? newlyLate : noLongerLate
      if (list.length < listed)
        list.push({
          case: one.id,
          number: one.number,
          clock: clock.clock,
          ...(clock.unit !== undefined && { unit: clock.unit }),
          ...(state.item !== undefined && { item: state.item }),
          dueBefore: was?.dueAt ?? null,
          dueAfter: is?.dueAt ?? null,
        })
    }
  }

  return {
    add(one) {
      cases++
      const state = replay(one.events)
      if (!state) return exclude('no-case', one.id)
      const policy = pinned(state.policy)
      if (!policy) return exclude('policy-unknown', state.policy)
      const history = new ClockHistory(one.events)
      const unknown = versionsOnTheWay(history).find((version) => !pinned(version))
      if (unknown !== undefined) return exclude('policy-unknown', unknown)
      if (!draft.categories.some((category) => category.id === state.category)) return exclude('category-gone', state.category)
      if (state.item !== undefined && !draft.responsibilities.items.some((item) => item.id === state.item))
        return exclude('item-gone', state.item)
      compared++
      const before = clocksOf(policy, history, until, { ...BARE, ...past(history, pinned) })
      const after = clocksOf(draft, history, until, BARE)
      const left = missing.clocksLeftOut(policy, after)
      compare(one, state, before, after, left)
      const cards = issuedCards(one.events)
      const at = countedAt(one.events)
      if (at === undefined) return
      const denials = countDenials(one.events)
      const keep = (side: 'before' | 'after', made: readonly ScoreFact[]) => {
        for (const fact of made) facts[side].push({ at, fact: slimFact(fact, paths[side]) })
      }
      keep('before', factsOfCase({ policy, state, clocks: before, unitTypes, cards, denials }))
      const under = factsOfCase({ policy: draft, state, clocks: after, unitTypes, cards, denials })
      missing.noteFacts(policy, under.length)
      keep('after', under)
    },
    result: () => ({
      cases,
      compared,
      excluded: [...excluded.values()].toSorted((a, b) => b.cases - a.cases),
      missing: missing.found(),
      ...counts,
      newlyLate,
      noLongerLate,
      scores: compareScores({ before: current, after: draft, facts, units }),
    }),
  }
}

const BARE = { explain: false }

/** The versions that decided some clock of a case which came under another on its way, its first one included. */
function versionsOnTheWay({ policyChanges, calendarChanges, pinned }: ClockHistory): string[] {
  const first = policyChanges.length > 0 && pinned !== undefined ? [pinned] : []
  return [...first, ...[...policyChanges, ...calendarChanges].map(({ version }) => version)]
}

/** What a case was held to as it ran: the version it began under until it came under another, and the calendars it came to count on. */
function past({ policyChanges, calendarChanges }: ClockHistory, policies: SimulationOptions['pinned']): ClockOptions {
  return {
    ...(policyChanges.length > 0 && { policies }),
    ...(calendarChanges.length > 0 && { calendars: (version) => policies(version)?.calendars }),
  }
}

function tally(counts: Map<string, LateCounts>, key: string, { was, is, exists }: { was: boolean; is: boolean; exists: boolean }): void {
  let own = counts.get(key)
  if (!own) counts.set(key, (own = { clocks: 0, late: 0, lateBefore: 0, newlyLate: 0, noLongerLate: 0 }))
  if (exists) own.clocks++
  if (is) own.late++
  if (was) own.lateBefore++
  if (is && !was) own.newlyLate++
  if (was && !is) own.noLongerLate++
}
