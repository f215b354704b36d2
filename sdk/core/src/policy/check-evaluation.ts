import { scaleRange } from '../evaluation/rate.ts'
import type { EvaluationForm, EvaluationItem } from '../evaluation/schema.ts'
import { compareFractions, parseFraction } from '../shared/fraction.ts'
import { finding, type Finding } from './finding-codes.ts'
import type { Policy } from './schema.ts'

/** Names `eval.<name>` already means something for every assignment. */
const RESERVED = ['rated', 'screened']

/** Evaluation forms: scales that can be filled in, suggestions that can be given, and somebody who rates. */
export function checkEvaluation(policy: Policy): Finding[] {
  const raters = new Set(policy.flows.flatMap((flow) => flow.steps.filter((step) => step.act === 'evaluate').flatMap((step) => step.by)))
  return policy.evaluation.forms.flatMap((form, index) => {
    const at = `/evaluation/forms/${index}`
    return [
      ...(form.by.some((role) => raters.has(role))
        ? []
        : [finding('policy.evaluation.nobody-rates', `${at}/by`, { form: form.name, roles: form.by })]),
      ...(form.comment === 'required-when-low' && form.lowAtOrBelow === undefined
        ? [finding('policy.evaluation.no-low-limit', at, { form: form.name })]
        : []),
      ...form.items.flatMap((item, i) => checkItem(form, item, `${at}/items/${i}`)),
    ]
  })
}

function checkItem(form: EvaluationForm, item: EvaluationItem, at: string): Finding[] {
  const named = { form: form.name, item: item.name }
  const { scale } = item
  const findings: Finding[] = []
  if (RESERVED.includes(item.id)) findings.push(finding('policy.evaluation.item-reserved', `${at}/id`, { ...named, id: item.id }))
  if (scale.kind === 'choice' && (scale.options ?? []).length < 2)
    return [...findings, finding('policy.evaluation.no-options', `${at}/scale`, named)]
  const { min, max } = scaleRange(scale)
  if (!isExplained(item)) findings.push(finding('policy.evaluation.no-note', at, named))
  if (scale.kind === 'stars' && scale.labels && scale.labels.length !== max)
    findings.push(finding('policy.evaluation.labels', `${at}/scale/labels`, { ...named, expected: max, given: scale.labels.length }))
  return [...findings, ...checkSuggestion(item, at, { ...named, min, max })]
}

/** A rating says what it means (口径, A8): in its note, which covers its options too, or grade by grade. */
function isExplained({ note, scale: { labels = [] } }: EvaluationItem): boolean {
  return (note ?? '').trim() !== '' || labels.length > 0
}

function checkSuggestion({ suggestion }: EvaluationItem, at: string, params: { min: number; max: number }): Finding[] {
  const findings: Finding[] = []
  let rest = false
  let last: ReturnType<typeof parseFraction>
  for (const [index, { upTo, value }] of (suggestion?.bands ?? []).entries()) {
    const where = `${at}/suggestion/bands/${index}`
    if (value < params.min || value > params.max)
      findings.push(finding('policy.evaluation.suggestion-out-of-scale', `${where}/value`, { ...params, given: value }))
    const share = upTo === undefined ? undefined : parseFraction(upTo)
    if (rest || (share && last && compareFractions(share, last) <= 0))
      findings.push(finding('policy.evaluation.bands-order', where, { ...params, band: index + 1 }))
    rest ||= upTo === undefined
    last = share ?? last
  }
  return findings
}
