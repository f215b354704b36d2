import { compareFractions, makeFraction, type Fraction } from '../shared/fraction.ts'
import type { ScoringModel } from './schema.ts'
import type { ScoreSheet, ScoreSubject } from './score.ts'

/**
 * Ranks sheets (1, 2, 2, 4) among the types the model ranks, and gives outcomes. Sheets without a score and units of other types,
 * such as public-service enterprises among departments, have no rank. The order of the sheets stays.
 */
export function rankSheets(model: ScoringModel, sheets: readonly ScoreSheet[], subjects: readonly ScoreSubject[]): ScoreSheet[] {
  const ranked = new Set(subjects.filter(({ type }) => (model.ranks as readonly string[]).includes(type)).map(({ id }) => id))
  const entries = sheets
    .filter((sheet) => sheet.score !== null && ranked.has(sheet.subject))
    .map((sheet) => ({ sheet, score: published(sheet.score ?? '0') }))
    .sort((a, b) => before(model, a, b))
  const ranks = new Map<string, { rank: number; worse: number }>()
  for (const [index, entry] of entries.entries()) {
    const previous = entries[index - 1]
    const tied = previous !== undefined && before(model, previous, entry) === 0
    const rank = tied ? (ranks.get(previous.sheet.subject)?.rank ?? index) : index + 1
    const worse = entries.filter((other) => before(model, entry, other) < 0).length
    ranks.set(entry.sheet.subject, { rank, worse })
  }
  return sheets.map((sheet) => {
    const place = ranks.get(sheet.subject)
    return { ...sheet, rank: place?.rank ?? null, outcomes: [...outcomesOf(model, place, sheet.veto.length > 0), ...sheet.outcomes] }
  })
}

type Entry = { sheet: ScoreSheet; score: Fraction }

function before({ ties }: ScoringModel, a: Entry, b: Entry): number {
  return compareFractions(b.score, a.score) || (ties === 'more-cases-first' ? b.sheet.facts - a.sheet.facts : 0)
}

/** A veto takes what the top ranks get, whatever the score. */
function outcomesOf({ outcomes = [] }: ScoringModel, place: { rank: number; worse: number } | undefined, vetoed: boolean): string[] {
  if (!place) return []
  const isTop = (most: number | undefined) => most !== undefined && !vetoed && place.rank <= most
  // Whoever has nobody above is first, not last, however few are ranked.
  const isBottom = (most: number | undefined) => most !== undefined && place.worse < most && place.rank > 1
  return outcomes.filter(({ rankTop, rankBottom }) => isTop(rankTop) || isBottom(rankBottom)).map(({ effect }) => effect)
}

function published(score: string): Fraction {
  const digits = score.split('.')[1]?.length ?? 0
  return makeFraction(BigInt(score.replace('.', '')), 10n ** BigInt(digits))
}
