import { holds } from '../condition/evaluate.ts'
import {
  divideFractions,
  exactDecimal,
  multiplyFractions,
  parseAmount,
  wholeFraction,
  ONE,
  ZERO,
  type Fraction,
} from '../shared/fraction.ts'
import { groupBy } from '../shared/group.ts'
import { aggregate, factNumber } from './aggregate.ts'
import { openAppraisal, type Appraisal, type ScoreInputs, type ScoreSubject } from './appraisal.ts'
import { shareOf } from './combine.ts'
import type { FactValue, ScoreFact } from './facts.ts'
import { usedIndicators, type Indicator } from './indicator.ts'
import type { ScoreEntry } from './input.ts'
import { HUNDRED } from './measure.ts'
import { exactNumber, rescale } from './rescale.ts'
import type { ScoringModel } from './schema.ts'
import { leavesOf } from './leaves.ts'
import { scoreSubject } from './score.ts'
import { selectFacts } from './select.ts'
import type { ScoreSheet, ScoreTerm } from './sheet.ts'

/**
 * One case behind a term: the value it had and the exact points it brought. The points of a term's cases add up to the term's.
 * Null points: the term comes by bands, a cap, a rank or a quotient of what the cases gave, and no case has a part of its own.
 */
export type ExplainedFact = {
  case: string
  assignment: string
  value: number | boolean
  points: string | null
  /** Nobody rated it: the value is what the policy lets it count as. */
  assumed?: 'full' | 'middle'
}

/** One entry behind a term or adjustment, and the exact points it brought. */
export type ExplainedEntry = { entry: ScoreEntry; points: string | null }

/** A subject's sheet with the cases and entries behind each term, adjustment and veto. */
export type ScoreExplanation = {
  sheet: ScoreSheet
  terms: (ScoreTerm & { facts: ExplainedFact[]; entries: ExplainedEntry[] })[]
  adjustments: { id: string; facts: { case: string; assignment: string }[]; entries: ExplainedEntry[] }[]
  vetoes: { id: string; facts: { case: string; assignment: string }[]; entries: ExplainedEntry[] }[]
}

/** Opens a score to what is behind it. The sheet is the one `computeScores` gives, without a rank; indicators by rank need the subjects. */
export function explainScore(
  model: ScoringModel,
  facts: readonly ScoreFact[],
  subject: string,
  { inputs = {}, subjects = [] }: { inputs?: ScoreInputs; subjects?: readonly ScoreSubject[] } = {},
): ScoreExplanation {
  // Only ranks look at other subjects' facts.
  const needed = subjects.length > 0 ? facts : (selectFacts(model, facts).get(subject) ?? [])
  return explainSubject(openAppraisal(model, needed, subjects, inputs), subject)
}

/** The same in an appraisal that is open already. */
export function explainSubject(appraisal: Appraisal, subject: string): ScoreExplanation {
  const { model } = appraisal
  const sheet = scoreSubject(appraisal, subject)
  const leaves = leavesOf(model.parts)
  const own = appraisal.factsOf(subject)
  const refer = (facts: readonly ScoreFact[]) => facts.map(({ case: id, assignment }) => ({ case: id, assignment }))
  return {
    sheet,
    terms: sheet.terms.map((term, index) => {
      const leaf = leaves[index]
      return { ...term, ...(leaf ? behind(appraisal, subject, { id: leaf.use, weight: leaf.weight }) : { facts: [], entries: [] }) }
    }),
    adjustments: (model.adjustments ?? []).map((rule) => {
      if ('manual' in rule) return { id: rule.id, facts: [], entries: entered(appraisal, subject, { input: rule.manual, weight: ONE }) }
      const counted =
        'count' in rule
          ? own.filter((fact) => holds(rule.count, fact))
          : own.filter((fact) => (factNumber(fact, rule.sum, rule.where) ?? 0) !== 0)
      return { id: rule.id, facts: refer(counted), entries: [] }
    }),
    vetoes: (model.veto ?? []).map((veto) =>
      'manual' in veto
        ? { id: veto.id, facts: [], entries: entered(appraisal, subject, { input: veto.manual, weight: undefined }) }
        : { id: veto.id, facts: refer(own.filter((fact) => holds(veto.count, fact))), entries: [] },
    ),
  }
}

type Behind = { facts: ExplainedFact[]; entries: ExplainedEntry[] }

/** What stands behind an indicator. Without a weight (behind bands and the like) nothing has points of its own. */
function behind(
  appraisal: Appraisal,
  subject: string,
  asked: { id: string; weight: Fraction | undefined; seen?: readonly string[] },
): Behind {
  const { id, weight, seen = [] } = asked
  const { model } = appraisal
  const indicator = Object.hasOwn(model.indicators, id) ? model.indicators[id] : undefined
  if (!indicator || seen.includes(id)) return { facts: [], entries: [] }
  if ('manual' in indicator) return { facts: [], entries: entered(appraisal, subject, { input: indicator.manual, weight, indicator }) }
  if ('ratio' in indicator || 'mean' in indicator || 'count' in indicator || 'sum' in indicator)
    return { facts: contributions(indicator, appraisal.populationOf(subject), weight), entries: [] }
  const parts = usedIndicators(indicator).map((one) => behind(appraisal, subject, { id: one.id, weight: undefined, seen: [...seen, id] }))
  return { facts: parts.flatMap((part) => part.facts), entries: parts.flatMap((part) => part.entries) }
}

type Counting = Extract<Indicator, { ratio: unknown } | { mean: string } | { count: unknown } | { sum: string }>

function contributions(indicator: Counting, population: readonly ScoreFact[], weight: Fraction | undefined): ExplainedFact[] {
  const explained = (fact: ScoreFact, value: FactValue | undefined, worth: Fraction): ExplainedFact => ({
    case: fact.case,
    assignment: fact.assignment,
    value: typeof value === 'number' || typeof value === 'boolean' ? value : true,
    points: weight ? exactDecimal(multiplyFractions(weight, worth)) : null,
  })
  const { facts, parts, assumed, assumedValue = ZERO } = aggregate(indicator, population)
  if ('count' in indicator) return facts.map((fact) => explained(fact, true, ONE))
  if ('ratio' in indicator) {
    const each = divideFractions(HUNDRED, wholeFraction(Math.max(1, parts)))
    return facts.map((fact) => {
      const met = holds(indicator.ratio.num, fact)
      return explained(fact, met, met ? each : ZERO)
    })
  }
  if ('sum' in indicator) return facts.map((fact) => explained(fact, fact[indicator.sum], exactNumber(Number(fact[indicator.sum]))))
  const perTown = indicator.each === 'town' ? groupBy(facts, ({ town }) => town) : undefined
  return facts.map((fact) => {
    const among = parts * (perTown?.get(fact.town)?.length ?? 1)
    const { missing } = indicator
    const unrated = assumed?.has(fact) === true && missing !== undefined && missing !== 'skip'
    const value = unrated ? assumedValue : exactNumber(Number(fact[indicator.mean]))
    const worth = divideFractions(rescale(indicator.scale, value), wholeFraction(among))
    return { ...explained(fact, Number(value.n) / Number(value.d), worth), ...(unrated && { assumed: missing }) }
  })
}

function entered(
  appraisal: Appraisal,
  subject: string,
  { input, weight, indicator }: { input: string; weight: Fraction | undefined; indicator?: Extract<Indicator, { manual: string }> },
): ExplainedEntry[] {
  const { entries, values, way } = appraisal.entriesOf(subject, input)
  return entries.map((entry, index) => {
    const value = parseAmount(entry.value ?? '')
    // A sum is carried over as one figure: its parts have no points of their own on a scale that does not begin at zero.
    if (!weight || !value || (indicator?.scale && way === 'sum')) return { entry, points: null }
    const worth = indicator?.scale ? rescale(indicator.scale, value) : value
    return { entry, points: exactDecimal(multiplyFractions(weight, multiplyFractions(worth, shareOf(index, values.length, way)))) }
  })
}
