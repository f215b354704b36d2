import type { Vocabulary } from '../condition/vocabulary.ts'
import type { Organisation } from '../organisation/schema.ts'
import { bandProblems } from '../scoring/bands.ts'
import { usedIndicators, type Indicator, type Scale } from '../scoring/indicator.ts'
import { leavesOutUnrated } from '../scoring/missing-rating.ts'
import type { ScoreNode, ScoringModel } from '../scoring/schema.ts'
import { compareFractions, parseFraction } from '../shared/fraction.ts'
import { pointTo } from '../shared/json-pointer.ts'
import { finding, type Finding } from './finding-codes.ts'

type Known = { vocabulary: Vocabulary; models: readonly ScoringModel[]; organisation: Organisation | undefined }
type Named = { model: string; name: string }

/** The indicators of a model: facts that exist, other indicators and models that do not lead back, bands and ranks without holes. */
export function checkIndicators(model: ScoringModel, at: string, known: Known): Finding[] {
  const used = usedIn(model)
  return Object.entries(model.indicators).flatMap(([id, indicator]) => {
    const where = pointTo(`${at}/indicators`, id)
    const named = { model: model.name, name: indicator.name }
    return [
      ...(used.has(id) ? [] : [finding('policy.scoring.indicator-unused', where, named, { op: 'remove', at: where })]),
      ...checkUsed(model, id, indicator, where),
      ...checkOne(model, indicator, { where, named, known }),
    ]
  })
}

/** Indicators that count: used by a part, or by one that is. */
function usedIn({ parts, indicators }: ScoringModel): Set<string> {
  const used = new Set<string>()
  const visit = (id: string) => {
    if (used.has(id)) return
    used.add(id)
    const indicator = Object.hasOwn(indicators, id) ? indicators[id] : undefined
    for (const one of indicator ? usedIndicators(indicator) : []) visit(one.id)
  }
  const leaves = (nodes: readonly ScoreNode[]): string[] => nodes.flatMap((node) => ('use' in node ? [node.use] : leaves(node.parts)))
  for (const id of leaves(parts)) visit(id)
  return used
}

function checkUsed({ name: model, indicators }: ScoringModel, id: string, indicator: Indicator, where: string): Finding[] {
  const leadsBackTo = (from: string, seen: readonly string[] = []): boolean => {
    if (from === id) return true
    if (seen.includes(from) || !Object.hasOwn(indicators, from)) return false
    const next = indicators[from]
    return (next ? usedIndicators(next) : []).some((one) => leadsBackTo(one.id, [...seen, from]))
  }
  return usedIndicators(indicator).flatMap((one) => {
    if (!Object.hasOwn(indicators, one.id))
      return [finding('policy.reference.missing', `${where}${one.at}`, { kind: 'indicator', id: one.id })]
    return leadsBackTo(one.id)
      ? [finding('policy.scoring.indicator-cycle', `${where}${one.at}`, { model, name: indicator.name, id: one.id })]
      : []
  })
}

function checkOne(
  model: ScoringModel,
  indicator: Indicator,
  { where, named, known: { vocabulary, models, organisation } }: { where: string; named: Named; known: Known },
): Finding[] {
  if ('mean' in indicator || 'sum' in indicator) {
    const [keyword, path] = 'mean' in indicator ? ['mean', indicator.mean] : ['sum', indicator.sum]
    const term = vocabulary.find((one) => one.path === path)
    if (term?.type !== 'number') return [finding('policy.scoring.input-missing', `${where}/${keyword}`, { ...named, path })]
    if (!('mean' in indicator)) return []
    return [
      ...checkScale(indicator.scale, term.range && String(term.range.max), where, named),
      ...checkMissing(model, indicator, { where, named }),
    ]
  }
  if ('manual' in indicator) {
    const input = model.inputs?.find((one) => one.id === indicator.manual)
    if (!input) return [finding('policy.reference.missing', `${where}/manual`, { kind: 'input', id: indicator.manual })]
    return indicator.scale ? checkScale(indicator.scale, input.max, where, named) : []
  }
  if ('model' in indicator) return checkLookup(model, indicator, { where, named, models })
  if ('bands' in indicator) return checkBands(indicator, where, named)
  if ('rank' in indicator) return checkRankPoints(model, indicator, { where, named, organisation })
  if (!('cap' in indicator)) return []
  const [least, most] = [indicator.cap.min, indicator.cap.max].map((text) => (text === undefined ? undefined : parseFraction(text)))
  return least && most && compareFractions(least, most) > 0 ? [finding('policy.scoring.cap-reversed', `${where}/cap`, named)] : []
}

/** What a rating nobody gave counts as is read only of ratings, and only where cases without one are counted at all. */
function checkMissing(
  model: ScoringModel,
  indicator: Extract<Indicator, { mean: string }>,
  { where, named }: { where: string; named: Named },
): Finding[] {
  const { mean, missing = 'skip' } = indicator
  const at = `${where}/missing`
  if (missing === 'skip' || (mean.startsWith('eval.') && !leavesOutUnrated(model, indicator))) return []
  return [finding('policy.scoring.missing-idle', at, named, { op: 'remove', at })]
}

function checkScale(scale: Scale, expected: string | undefined, at: string, named: Named): Finding[] {
  const [low, high] = scale.from.map(parseFraction)
  if (!low || !high || compareFractions(low, high) >= 0) return [finding('policy.scoring.scale', `${at}/scale/from`, named)]
  const most = expected === undefined ? undefined : parseFraction(expected)
  if (!most || compareFractions(high, most) === 0) return []
  return [
    finding(
      'policy.scoring.scale-differs',
      `${at}/scale/from`,
      { ...named, given: scale.from[1], expected },
      { op: 'replace', at: `${at}/scale/from/1`, value: expected },
    ),
  ]
}

const PERIOD_ORDER = { month: 1, quarter: 2, year: 3 }

function checkLookup(
  model: ScoringModel,
  indicator: Extract<Indicator, { model: string }>,
  { where, named, models }: { where: string; named: Named; models: readonly ScoringModel[] },
): Finding[] {
  const other = models.find((one) => one.id === indicator.model)
  if (!other) return [finding('policy.reference.missing', `${where}/model`, { kind: 'model', id: indicator.model })]
  if (leadsBack(model.id, other.id, models)) return [finding('policy.scoring.cycle', `${where}/model`, { ...named, id: other.id })]
  const findings: Finding[] = []
  if (PERIOD_ORDER[other.period.unit] > PERIOD_ORDER[model.period.unit])
    findings.push(finding('policy.scoring.lookup-period', `${where}/model`, { ...named, other: other.name }))
  const fits =
    indicator.of === undefined || indicator.of === 'self'
      ? other.subject === model.subject
      : indicator.of === 'unit'
        ? model.subject === 'person' && other.subject !== 'person'
        : model.subject === 'stationed-agency' && other.subject === 'department'
  if (!fits) findings.push(finding('policy.scoring.lookup-subject', `${where}/model`, { ...named, other: other.name }))
  return findings
}

function leadsBack(target: string, from: string, models: readonly ScoringModel[], seen: readonly string[] = []): boolean {
  if (from === target) return true
  if (seen.includes(from)) return false
  const next = Object.values(models.find((one) => one.id === from)?.indicators ?? {}).flatMap((one) => ('model' in one ? [one.model] : []))
  return next.some((id) => leadsBack(target, id, models, [...seen, from]))
}

function checkBands({ bands }: Extract<Indicator, { bands: unknown }>, where: string, named: Named): Finding[] {
  return bandProblems(bands.steps).map((problem) => {
    const at = `${where}/bands/steps`
    switch (problem.kind) {
      case 'empty':
        return finding(
          'policy.scoring.band-empty',
          `${at}/${problem.band}`,
          { ...named, band: problem.band + 1 },
          { op: 'remove', at: `${at}/${problem.band}` },
        )
      case 'overlap':
        return finding('policy.scoring.bands-overlap', `${at}/${problem.band}`, {
          ...named,
          band: problem.band + 1,
          other: problem.other + 1,
          value: problem.at,
        })
      case 'gap':
        return finding('policy.scoring.bands-gap', at, { ...named, value: problem.at })
    }
  })
}

function checkRankPoints(
  { ranks }: ScoringModel,
  { rank: { points, rest } }: Extract<Indicator, { rank: unknown }>,
  { where, named, organisation }: { where: string; named: Named; organisation: Organisation | undefined },
): Finding[] {
  const findings: Finding[] = []
  const values = points.map(parseFraction)
  const rising = values.findIndex((value, index) => {
    const before = values[index - 1]
    return value !== undefined && before !== undefined && compareFractions(value, before) > 0
  })
  if (rising > 0)
    findings.push(finding('policy.scoring.rank-points-rise', `${where}/rank/points/${rising}`, { ...named, rank: rising + 1 }))
  const ranked = organisation?.units.filter((unit) => unit.active && (ranks as readonly string[]).includes(unit.type)).length ?? 0
  if (rest === undefined && points.length < ranked)
    findings.push(finding('policy.scoring.rank-points-short', `${where}/rank/points`, { ...named, given: points.length, expected: ranked }))
  return findings
}
