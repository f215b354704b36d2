import { compareFractions, fractionOf, parseAmount, ZERO, type Fraction } from '../shared/fraction.ts'
import type { ScoreSubject } from './appraisal.ts'
import type { ScoringModel } from './schema.ts'
import type { ScoreSheet } from './sheet.ts'

/**
 * Ranks sheets (1, 2, 2, 4) among the types the model ranks, and gives outcomes. Sheets without a score and units of other types,
 * such as public-service enterprises among departments, have no rank. The order of the sheets stays.
 */
export function rankSheets(model: ScoringModel, sheets: readonly ScoreSheet[], subjects: readonly ScoreSubject[]): ScoreSheet[] {
  const ranked = new Set(subjects.filter(({ type }) => (model.ranks as readonly string[]).includes(type)).map(({ id }) => id))
  const entries = sheets
    .filter((sheet) => sheet.score !== null && ranked.has(sheet.subject))
    .map((sheet) => ({ sheet, score: parseAmount(sheet.score ?? '') ?? ZERO }))
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
    return { ...sheet, rank: place?.rank ?? null, outcomes: [...outcomesOf(model, place, sheet), ...sheet.outcomes] }
  })
}

type Entry = { sheet: ScoreSheet; score: Fraction }

function before({ ties }: ScoringModel, a: Entry, b: Entry): number {
  return compareFractions(b.score, a.score) || (ties === 'more-cases-first' ? b.sheet.facts - a.sheet.facts : 0)
}

/**
 * A veto takes what the top ranks and good scores get, whatever the score. A rank is needed only where the outcome speaks of ranks:
 * a mark holds for an enterprise too.
 */
function outcomesOf({ outcomes = [] }: ScoringModel, place: { rank: number; worse: number } | undefined, sheet: ScoreSheet): string[] {
  const score = sheet.score === null ? undefined : parseAmount(sheet.score)
  const vetoed = sheet.veto.length > 0
  return outcomes
    .filter(({ rankTop, rankBottom, atLeast, below }) => {
      const isPrize = rankTop !== undefined || atLeast !== undefined
      // Whoever has nobody above is first, not last, however few are ranked.
      const isBottom = rankBottom !== undefined && place !== undefined && place.worse < rankBottom && place.rank > 1
      const isTop = rankTop !== undefined && place !== undefined && place.rank <= rankTop
      const ranksMatch = (rankTop === undefined && rankBottom === undefined) || isTop || isBottom
      const marksMatch =
        (atLeast === undefined || (score !== undefined && compareFractions(score, fractionOf(atLeast)) >= 0)) &&
        (below === undefined || (score !== undefined && compareFractions(score, fractionOf(below)) < 0))
      const stated = [rankTop, rankBottom, atLeast, below].some((one) => one !== undefined)
      return stated && ranksMatch && marksMatch && !(isPrize && vetoed)
    })
    .map(({ effect }) => effect)
}
