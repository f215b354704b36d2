import { addFractions, exactDecimal, parseAmount, subtractFractions, sumFractions, ZERO, type Fraction } from '../shared/fraction.ts'
import type { ScoreFact } from './facts.ts'
import type { Correction, ScoreSheet } from './sheet.ts'

/** A locked result beside what the same model makes of the same period today. `settled`: what later periods have carried of it already. */
export type LaterView = {
  readonly period: string
  readonly published: readonly ScoreSheet[]
  readonly today: readonly ScoreSheet[]
  readonly settled: Readonly<Record<string, readonly Correction[]>>
  readonly changed: Readonly<Record<string, readonly string[]>>
}

/**
 * What the next period owes for a locked one (计入下期更正), by subject: the exact difference between today's figure and what was
 * published and settled so far. Only who had a score then and has one today is corrected: a score that vanished has no difference.
 */
export function correctionsOf({ period, published, today, settled, changed }: LaterView): Record<string, Correction> {
  const owed: [string, Correction][] = []
  for (const sheet of published) {
    const now = today.find((one) => one.subject === sheet.subject)
    const [before, after] = [ownScore(sheet), now && ownScore(now)]
    if (!before || !after) continue
    const paid = sumFractions((own(settled, sheet.subject) ?? []).filter((one) => one.period === period).map(differenceOf))
    const baseline = addFractions(before, paid)
    const difference = subtractFractions(after, baseline)
    if (difference.n === 0n) continue
    owed.push([
      sheet.subject,
      {
        period,
        published: sheet.score,
        corrected: now?.score ?? null,
        difference: exactDecimal(difference),
        cases: [...(own(changed, sheet.subject) ?? [])].slice(0, 200),
      },
    ])
  }
  return Object.fromEntries(owed)
}

/** The cases whose facts differ between two readings of the same period: rated anew, screened, reopened, or closed since. */
export function changedCases(before: readonly ScoreFact[], after: readonly ScoreFact[]): string[] {
  const [then, now] = [byKey(before), byKey(after)]
  const keys = new Set([...then.keys(), ...now.keys()])
  return [
    ...new Set(
      [...keys].filter((key) => then.get(key)?.text !== now.get(key)?.text).map((key) => (then.get(key) ?? now.get(key))?.case ?? ''),
    ),
  ]
}

/** A sheet's exact score without what it carried for earlier periods. */
function ownScore({ exact, corrections }: ScoreSheet): Fraction | undefined {
  const whole = exact === null ? undefined : parseAmount(exact)
  return whole && subtractFractions(whole, sumFractions(corrections.map(differenceOf)))
}

function differenceOf({ difference }: Correction): Fraction {
  return parseAmount(difference) ?? ZERO
}

function byKey(facts: readonly ScoreFact[]): Map<string, { case: string; text: string }> {
  return new Map(facts.map((fact) => [`${fact.kind}/${fact.case}/${fact.assignment}`, { case: fact.case, text: sortedText(fact) }]))
}

function sortedText(fact: ScoreFact): string {
  return JSON.stringify(Object.entries(fact).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}
