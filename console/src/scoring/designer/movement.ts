import type { ModelComparison } from '@shaotai/core'

export type ComparedSubject = ModelComparison['subjects'][number]

/** Subjects as a table shows them: by the rank under the draft, those without one last. */
export function byNewRank(subjects: readonly ComparedSubject[]): ComparedSubject[] {
  const place = (one: ComparedSubject) => one.rankAfter ?? Infinity
  return subjects.toSorted((a, b) => place(a) - place(b) || (a.rankBefore ?? Infinity) - (b.rankBefore ?? Infinity) || compare(a, b))
}

/** Places won (above zero) or lost; null: no rank before or after. */
export function placesWon({ rankBefore, rankAfter }: ComparedSubject): number | null {
  return rankBefore === null || rankAfter === null ? null : rankBefore - rankAfter
}

/** Who moves most, at most `count`; whoever stays is no mover. */
export function topMovers(subjects: readonly ComparedSubject[], count = 3): ComparedSubject[] {
  const far = (one: ComparedSubject) => Math.abs(placesWon(one) ?? 0)
  return subjects
    .filter((one) => far(one) > 0)
    .toSorted((a, b) => far(b) - far(a) || compare(a, b))
    .slice(0, count)
}

/** How many change their place, and how many their score. */
export function countMoved(subjects: readonly ComparedSubject[]): { ranks: number; scores: number } {
  return {
    ranks: subjects.filter((one) => one.rankBefore !== one.rankAfter).length,
    scores: subjects.filter((one) => one.scoreBefore !== one.scoreAfter).length,
  }
}

/** Ranked subjects whose score rests on few facts. A model that only weighs what people entered rests on none. */
export function fewFacts(subjects: readonly ComparedSubject[], readsFacts: boolean): ComparedSubject[] {
  return readsFacts ? subjects.filter((one) => one.few && one.rankAfter !== null) : []
}

/** Whether any indicator of a model reads cases at all. */
export function readsFacts(indicators: Readonly<Record<string, object>>): boolean {
  return Object.values(indicators).some((one) => 'ratio' in one || 'mean' in one || 'count' in one || 'sum' in one)
}

function compare(a: ComparedSubject, b: ComparedSubject): number {
  return a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0
}
