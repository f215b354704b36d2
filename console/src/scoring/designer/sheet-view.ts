import type { ScoreExplanationView } from '@shaotai/api'
import type { ScoreExplanation } from '@shaotai/core'

export type CaseNames = ReadonlyMap<string, { number: string; title: string; town: string; closedAt: number | null }>

/** Cases listed behind one term, as many as the server lists. */
const LISTED = 200

/** What the worker explained, as the score sheet shows it. */
export function viewOf(
  { sheet, terms, adjustments, vetoes }: ScoreExplanation,
  rank: number | null,
  names: CaseNames,
): ScoreExplanationView {
  const open = (
    facts: readonly { case: string; assignment: string; value?: number | boolean; points?: string | null; assumed?: 'full' | 'middle' }[],
  ) => ({
    cases: facts.slice(0, LISTED).map((one) => {
      const known = names.get(one.case)
      return {
        case: one.case,
        assignment: one.assignment,
        number: known?.number ?? '',
        title: known?.title ?? '',
        town: known?.town ?? '',
        closedAt: known?.closedAt ?? null,
        value: one.value ?? true,
        ...(one.assumed && { assumed: one.assumed }),
        points: one.points === undefined ? '0' : one.points,
      }
    }),
    total: facts.length,
  })
  return {
    sheet: { ...sheet, rank },
    // Who entered what is not part of a forecast: figures stand in the terms.
    terms: terms.map((one) => ({ part: one.part, ...open(one.facts), entries: [] })),
    adjustments: adjustments.map((one) => ({ id: one.id, ...open(one.facts), entries: [] })),
    vetoes: vetoes.map((one) => ({ id: one.id, ...open(one.facts), entries: [] })),
    corrections: [],
    comments: [],
    aggregatesOnly: false,
  }
}
