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
import type { Organisation } from '../organisation/schema.ts'
import { FACT_VOCABULARY } from '../scoring/vocabulary.ts'
import { checkIndicators } from './check-indicator.ts'
import { checkInputs } from './check-input.ts'
import { finding, type Finding } from './finding-codes.ts'
import type { Policy } from './schema.ts'

/**
 * Scoring models: weights that add up to exactly 1, constraints kept as fractions, inputs something produces or somebody enters.
 * Only an organisation tells whether enough raters exist and how many are ranked.
 */
export function checkScoring(policy: Policy, organisation?: Organisation): Finding[] {
  const vocabulary = FACT_VOCABULARY(policy)
  const models = policy.scoring.models
  return models.flatMap((model, index) => {
    const at = `/scoring/models/${index}`
    return [
      ...checkBranch(model.parts, { model, at: `${at}/parts`, name: model.name }),
      ...checkConstraints(model, at),
      ...checkIndicators(model, at, { vocabulary, models, organisation }),
      ...checkInputs(model, at, { policy, vocabulary, organisation }),
      ...checkOutcomes(model, at),
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

function checkRest(model: ScoringModel, at: string): Finding[] {
  const named = { model: model.name }
  const findings: Finding[] = []
  const [least, most] = (model.adjustmentCap ?? []).map(parseFraction)
  if (least && most && compareFractions(least, most) > 0)
    findings.push(finding('policy.scoring.cap-reversed', `${at}/adjustmentCap`, named))
  if (!model.ranks.some((type) => RANKED[model.subject].includes(type)))
    findings.push(finding('policy.scoring.nobody-ranked', `${at}/ranks`, named))
  if (model.period.recomputedBy && model.period.afterLock !== 'recompute-with-notice')
    findings.push(
      finding('policy.scoring.recompute-unused', `${at}/period/recomputedBy`, named, { op: 'remove', at: `${at}/period/recomputedBy` }),
    )
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

/** The kinds of unit a model of each subject can rank; people are ranked by the kind of their unit. */
const RANKED: Record<ScoringModel['subject'], readonly string[]> = {
  department: ['department', 'enterprise'],
  town: ['town'],
  person: ['department', 'enterprise', 'town', 'stationed-agency'],
  'stationed-agency': ['stationed-agency'],
}

/** An outcome must say when it follows, and be possible. */
function checkOutcomes({ name: model, outcomes = [] }: ScoringModel, at: string): Finding[] {
  return outcomes.flatMap(({ rankTop, rankBottom, atLeast, below, effect }, index) => {
    const where = `${at}/outcomes/${index}`
    if ([rankTop, rankBottom, atLeast, below].every((one) => one === undefined))
      return [finding('policy.scoring.outcome-always', where, { model, effect })]
    const [least, under] = [
      atLeast === undefined ? undefined : parseFraction(atLeast),
      below === undefined ? undefined : parseFraction(below),
    ]
    return least && under && compareFractions(least, under) >= 0
      ? [finding('policy.scoring.outcome-never', where, { model, effect, atLeast, below })]
      : []
  })
}

type FlatNode = { id: string; name: string; use: string; weight: Fraction }

function flatten(nodes: readonly ScoreNode[], weight: Fraction): FlatNode[] {
  return nodes.flatMap((node) => {
    const own = multiplyFractions(weight, parseFraction(node.weight) ?? ZERO)
    const flat = { id: node.id, name: node.name, use: 'use' in node ? node.use : '', weight: own }
    return 'use' in node ? [flat] : [flat, ...flatten(node.parts, own)]
  })
}
