import {
  addFractions,
  compareFractions,
  divideFractions,
  exactDecimal,
  formatFraction,
  makeFraction,
  multiplyFractions,
  ONE,
  parseAmount,
  roundHalfUp,
  subtractFractions,
  ZERO,
  type Fraction,
} from '../shared/fraction.ts'
import type { ScoreSubject } from './appraisal.ts'
import { rankSheets } from './rank.ts'
import type { ScoringModel } from './schema.ts'
import { leavesOf, type Leaf } from './leaves.ts'
import type { ScoreSheet } from './sheet.ts'

/** What a little more or less weight on one part would do (权重每 ±5%): how far places move at most, and whose move most. */
export type Sensitivity = {
  readonly part: string
  readonly name: string
  /** Places that any one subject moves at most. */
  readonly places: number
  /** At most three subjects that move most; `change` above zero: so many places lost. */
  readonly most: readonly { readonly subject: string; readonly rank: number; readonly change: number }[]
}

const STEP: Fraction = parseAmount('1/20') ?? ZERO

/**
 * Weighs every leaf five points of a hundred more and less, the others giving way in proportion, and ranks again. A weight stays between
 * none and all. Sheets are those of the model itself; nothing is measured again.
 */
export function scoreSensitivity(model: ScoringModel, sheets: readonly ScoreSheet[], subjects: readonly ScoreSubject[]): Sensitivity[] {
  const leaves = leavesOf(model.parts)
  const ranks = new Map(sheets.map(({ subject, rank }) => [subject, rank]))
  return leaves.map((leaf, index) => {
    const most = new Map<string, { subject: string; rank: number; change: number }>()
    for (const to of [subtractFractions(leaf.weight, STEP), addFractions(leaf.weight, STEP)]) {
      const moved = reweigh(model, sheets, { leaves: shifted(leaves, index, clamp(to)), subjects })
      for (const { subject, rank } of moved) {
        const before = ranks.get(subject) ?? null
        if (before === null || rank === null || rank === before) continue
        const change = rank - before
        if (Math.abs(change) > Math.abs(most.get(subject)?.change ?? 0)) most.set(subject, { subject, rank: before, change })
      }
    }
    const ordered = [...most.values()].toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change) || (a.subject < b.subject ? -1 : 1))
    return { part: leaf.id, name: leaf.name, places: Math.abs(ordered[0]?.change ?? 0), most: ordered.slice(0, 3) }
  })
}

/** Sheets that were measured once under other weights, other rounding or other outcomes. Every leaf must use an indicator of the sheets. */
export function reweigh(
  model: ScoringModel,
  sheets: readonly ScoreSheet[],
  { leaves = leavesOf(model.parts), subjects }: { leaves?: readonly Leaf[]; subjects: readonly ScoreSubject[] },
): ScoreSheet[] {
  const weighed = sheets.map((sheet) => {
    const values = new Map(sheet.terms.map((term) => [term.use, term]))
    let total: Fraction | undefined = [sheet.adjustment, ...sheet.corrections.map((one) => one.difference)]
      .map(readExact)
      .reduce<Fraction>((sum, one) => addFractions(sum, one ?? ZERO), ZERO)
    const terms = leaves.flatMap(({ id, name, within, use, weight }) => {
      const term = values.get(use)
      const value = readExact(term?.value ?? null)
      const points = value && multiplyFractions(weight, value)
      total = total && points && addFractions(total, points)
      return term ? [{ ...term, part: id, name, within, weight: formatFraction(weight), points: points ? exactDecimal(points) : null }] : []
    })
    return {
      ...sheet,
      terms,
      score: total ? roundHalfUp(total, model.rounding.digits) : null,
      exact: total ? formatFraction(total) : null,
      outcomes: [],
    }
  })
  return rankSheets(model, weighed, subjects)
}

/** A figure of a sheet, however many digits it has: a mean of means has hundreds. */
function readExact(text: string | null): Fraction | undefined {
  if (text === null) return undefined
  const [, n, d] = /^(-?\d+)\/(\d+)$/.exec(text) ?? []
  return n !== undefined && d !== undefined ? makeFraction(BigInt(n), BigInt(d)) : parseAmount(text)
}

/** The leaves with one weight changed; the rest keep their proportions and the sum. */
function shifted(leaves: readonly Leaf[], index: number, to: Fraction): Leaf[] {
  const all = leaves.reduce<Fraction>((sum, leaf) => addFractions(sum, leaf.weight), ZERO)
  const own = leaves[index]?.weight ?? ZERO
  const others = subtractFractions(all, own)
  if (compareFractions(others, ZERO) <= 0) return [...leaves]
  const factor = divideFractions(subtractFractions(all, to), others)
  return leaves.map((leaf, place) => ({ ...leaf, weight: place === index ? to : multiplyFractions(leaf.weight, factor) }))
}

function clamp(weight: Fraction): Fraction {
  if (compareFractions(weight, ZERO) < 0) return ZERO
  return compareFractions(weight, ONE) > 0 ? ONE : weight
}
