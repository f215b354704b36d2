import type { Instant } from '../shared/instant.ts'
import { NO_CLOCK, type Judged, type RuleRuns } from './rule-runs.ts'

/** The runs of one side of a comparison and how they come out under its rule. */
export type JudgedRuns = Judged & { readonly runs: RuleRuns }

/** Clocks of one rule under two versions, side by side: `NO_CLOCK` where only the other has one. */
export type PairedRuns = {
  readonly size: number
  readonly cases: Int32Array
  readonly unit: Int32Array
  readonly units: readonly string[]
  readonly before: Uint8Array
  readonly after: Uint8Array
  dues(index: number): { dueBefore: Instant | null; dueAfter: Instant | null }
  /** Time that was left of a clock when it was judged, in ms; negative: it was over. NaN: it has no due time, or was cancelled. */
  left(index: number, side: 'before' | 'after'): number
}

/** Pairs the clocks of a rule with those of its draft: run by run if only goals moved, else by case, subject and turn. */
export function pairRuns(before: JudgedRuns | undefined, after: JudgedRuns | undefined): PairedRuns {
  const either = after ?? before
  if (!either) return NOTHING
  const { runs } = either
  if ((before?.runs ?? runs) === (after?.runs ?? runs)) {
    const none = new Uint8Array(before && after ? 0 : runs.size)
    return {
      ...runs,
      before: before?.outcomes ?? none,
      after: after?.outcomes ?? none,
      dues: (index) => ({ dueBefore: dueOf(before, index), dueAfter: dueOf(after, index) }),
      left: (index, side) => leftOf(side === 'before' ? before : after, index),
    }
  }
  return pairByTurn(before as JudgedRuns, after as JudgedRuns)
}

function pairByTurn(before: JudgedRuns, after: JudgedRuns): PairedRuns {
  const old = turnsOf(before)
  const pairs: [was: number | undefined, is: number | undefined][] = []
  for (const [key, is] of turnsOf(after)) {
    pairs.push([old.get(key), is])
    old.delete(key)
  }
  for (const was of old.values()) pairs.push([was, undefined])
  // The same unit may stand in both lists: places of the first list's names go on into the second's.
  const units = [...after.runs.units, ...before.runs.units]
  return {
    size: pairs.length,
    cases: Int32Array.from(pairs, ([was, is]) => (is === undefined ? before.runs.cases[was ?? 0] : after.runs.cases[is]) ?? 0),
    unit: Int32Array.from(pairs, ([was, is]) => {
      if (is !== undefined) return after.runs.unit[is] ?? -1
      const unit = before.runs.unit[was ?? 0] ?? -1
      return unit === -1 ? -1 : unit + after.runs.units.length
    }),
    units,
    before: Uint8Array.from(pairs, ([was]) => (was === undefined ? NO_CLOCK : (before.outcomes[was] ?? NO_CLOCK))),
    after: Uint8Array.from(pairs, ([, is]) => (is === undefined ? NO_CLOCK : (after.outcomes[is] ?? NO_CLOCK))),
    dues: (index) => ({ dueBefore: dueOf(before, pairs[index]?.[0]), dueAfter: dueOf(after, pairs[index]?.[1]) }),
    left: (index, side) => (side === 'before' ? leftOf(before, pairs[index]?.[0]) : leftOf(after, pairs[index]?.[1])),
  }
}

/** Runs that make a clock, by case, whose it is, and how many that one had before: as `Clock.key` counts them. */
function turnsOf({ runs, outcomes }: JudgedRuns): Map<string, number> {
  const turns = new Map<string, number>()
  let [last, turn] = ['', 0]
  for (let run = 0; run < runs.size; run++) {
    if (outcomes[run] === NO_CLOCK) continue
    const whose = `${runs.cases[run]} ${runs.subjects[run]}`
    turn = whose === last ? turn + 1 : 1
    last = whose
    turns.set(`${whose} ${turn}`, run)
  }
  return turns
}

function dueOf(side: JudgedRuns | undefined, run: number | undefined): Instant | null {
  const due = side && run !== undefined ? (side.dues[run] ?? Number.NaN) : Number.NaN
  return Number.isNaN(due) ? null : due
}

function leftOf(side: JudgedRuns | undefined, run: number | undefined): number {
  if (!side || run === undefined) return Number.NaN
  const left = (side.dues[run] ?? Number.NaN) - (side.runs.judgedAt[run] ?? Number.NaN)
  return Number.isFinite(left) ? left : Number.NaN
}

const NOTHING: PairedRuns = {
  size: 0,
  cases: new Int32Array(),
  unit: new Int32Array(),
  units: [],
  before: new Uint8Array(),
  after: new Uint8Array(),
  dues: () => ({ dueBefore: null, dueAfter: null }),
  left: () => Number.NaN,
}
