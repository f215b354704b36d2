import type { Case, CaseEvent } from '../case/event.ts'
import { replay } from '../case/evolve.ts'
import { proposeRoute } from '../case/route.ts'
import type { Policy } from '../policy/schema.ts'
import { countyDay, itemInForce, successorOf } from '../responsibility/in-force.ts'
import { DAY, type Instant } from '../shared/instant.ts'
import type { Clock } from '../sla/clock.ts'
import { clocksOf } from '../sla/clocks.ts'
import { ClockHistory } from '../sla/history.ts'
import { missingInputs } from './missing-facts.ts'
import { retypedFields, type RetypedField } from './retyped-fields.ts'

/** How far back a draft is held against what happened. */
export const HISTORY_DAYS = 365

/** Runs of one goal at one unit that came to an end or went over: how many, and how many the draft would call late. No unit: the platform. */
export type GoalRuns = { readonly clock: string; readonly goal: number; readonly unit?: string; runs: number; late: number }

/** A case that nothing on the draft's list answers for. */
export type OffListCase = { readonly case: string; readonly number: string; readonly category: string; readonly item?: string }

/** What a check needs to know of a year of cases: counts by rule, unit, category and field, and a few samples; never the cases. */
export type HistorySummary = {
  /** Submitted in the last twelve months. */
  readonly cases: number
  /** Left out, because nobody has the policy they were handled under. */
  readonly unknown: number
  readonly goals: readonly GoalRuns[]
  /** Cases by category of the draft. `offered`: it could be whistled the whole time. */
  readonly categories: ReadonlyMap<string, { readonly cases: number; readonly offered: boolean }>
  readonly offList: { readonly cases: number; readonly samples: readonly OffListCase[] }
  readonly retyped: readonly RetypedField[]
}

/** `current` is the version in force, `until` the end of the history, `samples` how many cases off the list are named. */
export type SummaryOptions = {
  readonly draft: Policy
  readonly current?: Policy
  readonly pinned: (hash: string) => Policy | undefined
  readonly until: Instant
  readonly samples?: number
}

/** Takes cases one by one and keeps only counts. */
export type SummaryOfHistory = {
  add(one: { id: string; number: string; events: readonly CaseEvent[] }): void
  result(): HistorySummary
}

/**
 * Reads a history for the check of a draft (与去年的哨件对照). Cases older than twelve months count for stored answers only. A category
 * counts as offered the whole time when a case of the first month, or before, was handled under a policy that had it.
 */
export function openHistorySummary({ draft, current, pinned, until, samples = 20 }: SummaryOptions): SummaryOfHistory {
  const since = until - HISTORY_DAYS * DAY
  const today = countyDay(draft, until)
  const missing = missingInputs(draft)
  const retyped = retypedFields(draft, current)
  const goals = new Map<string, GoalRuns>()
  const categories = new Map(draft.categories.map(({ id }) => [id, { cases: 0, offered: false }]))
  const offList: OffListCase[] = []
  const counts = { cases: 0, unknown: 0, offList: 0 }

  const noteList = (one: { id: string; number: string }, state: Case) => {
    if (SET_ASIDE.has(state.phase)) return
    const item = state.item === undefined || itemInForce(draft, state.item, today) ? state.item : successorOf(draft, state.item, today)?.id
    if (proposeRoute(draft, { ...state, item }, today).rule !== 'off-list') return
    counts.offList++
    if (offList.length < samples)
      offList.push({
        case: one.id,
        number: one.number,
        category: state.category,
        ...(state.item !== undefined && { item: state.item }),
      })
  }

  return {
    add(one) {
      const state = replay(one.events)
      const submittedAt = one.events[0]?.at
      if (!state || submittedAt === undefined) return
      const policy = pinned(state.policy)
      const isRecent = submittedAt >= since
      if (isRecent) counts.cases++
      if (!policy) {
        if (isRecent) counts.unknown++
        return
      }
      for (const event of one.events) retyped.note(policy, state.category, event)
      if (submittedAt < since + FIRST_MONTH)
        for (const { id } of policy.categories) {
          const known = categories.get(id)
          if (known) known.offered = true
        }
      if (!isRecent) return
      noteList(one, state)
      const category = categories.get(state.category)
      if (!category) return
      category.cases++
      const clocks = clocksOf(draft, new ClockHistory(one.events), until, BARE)
      const left = missing.clocksLeftOut(policy, clocks)
      for (const clock of clocks) if (!left.has(clock.clock)) noteRun(goals, clock)
    },
    result: () => ({
      cases: counts.cases,
      unknown: counts.unknown,
      goals: [...goals.values()],
      categories,
      offList: { cases: counts.offList, samples: offList },
      retyped: retyped.found(),
    }),
  }
}

const BARE = { explain: false }
const FIRST_MONTH = 31 * DAY

/** Whistles that were not accepted, or are somebody else's now: that the list does not have them says nothing about the list. */
const SET_ASIDE: ReadonlySet<Case['phase']> = new Set(['DRAFT', 'REJECTED', 'RECALLED', 'MERGED', 'VOID'])

/** A run that is neither over nor late has no length yet. A limit of the item itself (`index` -1) is no goal of the rule. */
function noteRun(goals: Map<string, GoalRuns>, { clock, unit, goal: { index }, status, breached }: Clock): void {
  if (index < 0 || (status !== 'met' && !breached)) return
  const key = `${clock} ${index} ${unit ?? ''}`
  const known = goals.get(key) ?? { clock, goal: index, ...(unit !== undefined && { unit }), runs: 0, late: 0 }
  goals.set(key, known)
  known.runs++
  if (breached) known.late++
}
