import { addFractions, compareFractions, fractionOf, multiplyFractions, ZERO, type Fraction } from '../shared/fraction.ts'
import type { Indicator } from './indicator.ts'
import { HUNDRED } from './measure.ts'
import { rescale } from './rescale.ts'
import type { ScoringModel } from './schema.ts'
import { leavesOf } from './leaves.ts'

/** The least and the most a figure can come to; absent: nothing bounds it. */
export type Bounds = { readonly least?: Fraction; readonly most?: Fraction }

/** What a model can give at all: its weighted parts at their ends, and its adjustments at their cap. Without a cap what adds points bounds nothing. */
export function boundsOf(model: ScoringModel): Bounds {
  const parts = leavesOf(model.parts).map(({ use, weight }) => {
    const { least, most } = indicatorBounds(model, use)
    return boundsOfEnds(least && multiplyFractions(weight, least), most && multiplyFractions(weight, most))
  })
  return [...parts, adjustmentBounds(model)].reduce((sum, one) =>
    boundsOfEnds(sum.least && one.least && addFractions(sum.least, one.least), sum.most && one.most && addFractions(sum.most, one.most)),
  )
}

function indicatorBounds(model: ScoringModel, id: string, seen: readonly string[] = []): Bounds {
  const indicator = Object.hasOwn(model.indicators, id) ? model.indicators[id] : undefined
  if (!indicator || seen.includes(id)) return {}
  if ('cap' in indicator) {
    const { of, min, max } = indicator.cap
    const within = indicatorBounds(model, of, [...seen, id])
    return boundsOfEnds(min === undefined ? within.least : fractionOf(min), max === undefined ? within.most : fractionOf(max))
  }
  return ownBounds(model, indicator)
}

function ownBounds({ inputs }: ScoringModel, indicator: Exclude<Indicator, { cap: unknown }>): Bounds {
  if ('ratio' in indicator) return { least: ZERO, most: HUNDRED }
  if ('mean' in indicator) return boundsOfAll(indicator.scale.to.map(fractionOf))
  if ('constant' in indicator) return boundsOfAll([fractionOf(indicator.constant)])
  if ('bands' in indicator) return boundsOfAll(indicator.bands.steps.map(({ points }) => fractionOf(points)))
  if ('rank' in indicator) return boundsOfAll([...indicator.rank.points, indicator.rank.rest ?? '0'].map(fractionOf))
  if ('count' in indicator) return { least: ZERO }
  if (!('manual' in indicator)) return {}
  const input = inputs?.find((one) => one.id === indicator.manual)
  if (!input || input.combine === 'sum') return {}
  const ends = [input.min, input.max].map(fractionOf)
  return boundsOfAll(indicator.scale ? ends.map((end) => rescale(indicator.scale as NonNullable<typeof indicator.scale>, end)) : ends)
}

function adjustmentBounds({ adjustments = [], adjustmentCap }: ScoringModel): Bounds {
  if (adjustmentCap) return boundsOfAll(adjustmentCap.map(fractionOf))
  const adds = adjustments.some((rule) => 'manual' in rule || 'sum' in rule || compareFractions(fractionOf(rule.points), ZERO) > 0)
  const takes = adjustments.some((rule) => 'manual' in rule || 'sum' in rule || compareFractions(fractionOf(rule.points), ZERO) < 0)
  return boundsOfEnds(takes ? undefined : ZERO, adds ? undefined : ZERO)
}

function boundsOfAll(values: readonly Fraction[]): Bounds {
  const [least, ...rest] = values.toSorted(compareFractions)
  return boundsOfEnds(least, rest.at(-1) ?? least)
}

function boundsOfEnds(least: Fraction | undefined, most: Fraction | undefined): Bounds {
  return { ...(least && { least }), ...(most && { most }) }
}
