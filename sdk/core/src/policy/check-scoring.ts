import {
  compareFractions,
  formatFraction,
  multiplyFractions,
  ONE,
  parseFraction,
  sumFractions,
  ZERO,
  type Fraction,
} from '../shared/fraction.ts'
import type { ScoreNode, ScoringModel } from '../scoring/schema.ts'
import { FACT_VOCABULARY } from '../scoring/vocabulary.ts'
import type { Vocabulary } from '../condition/vocabulary.ts'
import { pointTo } from '../shared/json-pointer.ts'
import { finding, type Finding } from './finding-codes.ts'
import type { Policy } from './schema.ts'

/** Scoring models: weights that add up to exactly 1, constraints kept as fractions, and inputs something produces. */
export function checkScoring(policy: Policy): Finding[] {
  const vocabulary = FACT_VOCABULARY(policy)
  const models = policy.scoring.models
  return models.flatMap((model, index) => {
    const at = `/scoring/models/${index}`
    return [
      ...checkBranch(model.parts, { model, at: `${at}/parts`, name: model.name }),
      ...checkConstraints(model, at),
      ...checkIndicators(model, at, vocabulary, models),
      ...checkRest(model, at),
    ]
  })
}

function checkBranch(nodes: readonly ScoreNode[], { model, at, name }: { model: ScoringModel; at: string; name: string }): Finding[] {
  const weights = nodes.map((node) => parseFraction(node.weight) ?? ZERO)
  const sum = sumFractions(weights)
  return [
    ...(compareFractions(sum, ONE) === 0
      ? []
      : [finding('policy.scoring.weights', at, { model: model.name, name, sum: formatFraction(sum) })]),
    ...nodes.flatMap((node, index) => {
      const where = `${at}/${index}`
      const positive = compareFractions(weights[index] ?? ZERO, ZERO) > 0
      const weight = positive
        ? []
        : [finding('policy.scoring.weight-not-positive', `${where}/weight`, { model: model.name, name: node.name })]
      if ('parts' in node) return [...weight, ...checkBranch(node.parts, { model, at: `${where}/parts`, name: node.name })]
      const known = Object.hasOwn(model.indicators, node.use)
      return [...weight, ...(known ? [] : [finding('policy.reference.missing', `${where}/use`, { kind: 'indicator', id: node.use })])]
    }),
  ]
}

function checkConstraints(model: ScoringModel, at: string): Finding[] {
  const nodes = flatten(model.parts, ONE)
  const twice = nodes.filter((node, index) => nodes.findIndex((other) => other.id === node.id) !== index)
  return [
    ...twice.map((node) => finding('policy.id.duplicate', `${at}/parts`, { id: node.id })),
    ...(model.constraints ?? []).flatMap(({ part, min, max, source }, index) => {
      const where = `${at}/constraints/${index}`
      const node = nodes.find((one) => one.id === part)
      if (!node) return [finding('policy.reference.missing', `${where}/part`, { kind: 'part', id: part })]
      const least = min === undefined ? undefined : parseFraction(min)
      const most = max === undefined ? undefined : parseFraction(max)
      const broken = (least && compareFractions(node.weight, least) < 0) || (most && compareFractions(node.weight, most) > 0)
      return broken
        ? [
            finding('policy.scoring.constraint', where, {
              model: model.name,
              name: node.name,
              weight: formatFraction(node.weight),
              min: min ?? null,
              max: max ?? null,
              source,
            }),
          ]
        : []
    }),
  ]
}

function checkIndicators(model: ScoringModel, at: string, vocabulary: Vocabulary, models: readonly ScoringModel[]): Finding[] {
  const used = new Set(flatten(model.parts, ONE).map((node) => node.use))
  return Object.entries(model.indicators).flatMap(([id, indicator]) => {
    const where = pointTo(`${at}/indicators`, id)
    const named = { model: model.name, name: indicator.name }
    const unused = used.has(id) ? [] : [finding('policy.scoring.indicator-unused', where, named)]
    if ('mean' in indicator || 'sum' in indicator) {
      const [keyword, path] = 'mean' in indicator ? ['mean', indicator.mean] : ['sum', indicator.sum]
      const term = vocabulary.find((one) => one.path === path)
      if (term?.type !== 'number') return [...unused, finding('policy.scoring.input-missing', `${where}/${keyword}`, { ...named, path })]
      return [...unused, ...('mean' in indicator ? checkScale(indicator.scale, term.range, where, named) : [])]
    }
    if ('model' in indicator) {
      if (!models.some((one) => one.id === indicator.model))
        return [...unused, finding('policy.reference.missing', `${where}/model`, { kind: 'model', id: indicator.model })]
      return [
        ...unused,
        ...(leadsBack(model.id, indicator.model, models)
          ? [finding('policy.scoring.cycle', `${where}/model`, { ...named, id: indicator.model })]
          : []),
      ]
    }
    return unused
  })
}

function checkScale(
  scale: { from: readonly string[]; to: readonly string[] },
  range: { max: number } | undefined,
  at: string,
  named: Record<string, unknown>,
): Finding[] {
  const [low, high] = scale.from.map(parseFraction)
  if (!low || !high || compareFractions(low, high) >= 0) return [finding('policy.scoring.scale', `${at}/scale/from`, named)]
  if (!range || compareFractions(high, { n: BigInt(range.max), d: 1n }) === 0) return []
  return [finding('policy.scoring.scale-differs', `${at}/scale/from`, { ...named, given: scale.from[1], expected: String(range.max) })]
}

function leadsBack(target: string, from: string, models: readonly ScoringModel[], seen: readonly string[] = []): boolean {
  if (from === target) return true
  if (seen.includes(from)) return false
  const next = Object.values(models.find((one) => one.id === from)?.indicators ?? {}).flatMap((one) => ('model' in one ? [one.model] : []))
  return next.some((id) => leadsBack(target, id, models, [...seen, from]))
}

function checkRest(model: ScoringModel, at: string): Finding[] {
  const named = { model: model.name }
  const findings: Finding[] = []
  const [least, most] = (model.adjustmentCap ?? []).map(parseFraction)
  if (least && most && compareFractions(least, most) > 0)
    findings.push(finding('policy.scoring.cap-reversed', `${at}/adjustmentCap`, named))
  const fitting = model.subject === 'town' ? ['town'] : ['department', 'enterprise']
  if (model.subject !== 'person' && !model.ranks.some((type) => fitting.includes(type)))
    findings.push(finding('policy.scoring.nobody-ranked', `${at}/ranks`, named))
  if (model.emptyDenominator === 'full')
    findings.push(
      finding('policy.scoring.empty-scores-full', `${at}/emptyDenominator`, named, {
        op: 'replace',
        at: `${at}/emptyDenominator`,
        value: 'exclude',
      }),
    )
  return findings
}

type FlatNode = { id: string; name: string; use: string; weight: Fraction }

function flatten(nodes: readonly ScoreNode[], weight: Fraction): FlatNode[] {
  return nodes.flatMap((node) => {
    const own = multiplyFractions(weight, parseFraction(node.weight) ?? ZERO)
    const flat = { id: node.id, name: node.name, use: 'use' in node ? node.use : '', weight: own }
    return 'use' in node ? [flat] : [flat, ...flatten(node.parts, own)]
  })
}
