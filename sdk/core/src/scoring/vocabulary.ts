import type { Vocabulary } from '../condition/vocabulary.ts'
import { ASSIGNMENT_PHASES } from '../flow/schema.ts'
import { scaleRange } from '../evaluation/rate.ts'
import type { Policy } from '../policy/schema.ts'
import { caseTerms } from '../condition/vocabulary.ts'

/** The facts a score of this policy may read, with their names: what `assignmentFacts` writes, as data. */
export function FACT_VOCABULARY(policy: Policy): Vocabulary {
  const paths = evaluationPaths(policy)
  return [
    ...caseTerms(policy, ['category', 'level', 'item', 'situation', 'source', 'town', 'emergency', 'disputed']),
    { path: 'unit', type: 'text', name: '单位', en: 'Unit', of: 'unit' },
    { path: 'unitType', type: 'text', name: '单位类别', en: 'Kind of unit' },
    { path: 'role', type: 'text', name: '牵头或配合', en: 'Lead or cooperating', values: named({ lead: '牵头', cooperating: '配合' }) },
    { path: 'phase', type: 'text', name: '应哨阶段', en: 'Phase', values: ASSIGNMENT_PHASES.map((value) => ({ value, name: value })) },
    { path: 'round', type: 'number', name: '轮次', en: 'Round' },
    { path: 'highRisk', type: 'boolean', name: '高风险', en: 'High risk' },
    { path: 'urges', type: 'number', name: '催办次数', en: 'Urges' },
    { path: 'orders', type: 'number', name: '督办单数', en: 'Orders' },
    { path: 'concluded', type: 'boolean', name: '已办结', en: 'Concluded' },
    { path: 'responders', type: 'list', name: '应哨人员', en: 'Responders' },
    { path: 'valid', type: 'boolean', name: '有效吹哨', en: 'Valid whistle' },
    { path: 'denied', type: 'boolean', name: '未获准入', en: 'Refused admission' },
    { path: 'denials', type: 'number', name: '未获准入次数', en: 'Times refused admission' },
    { path: 'returned', type: 'boolean', name: '已退回', en: 'Returned' },
    { path: 'invalidReturns', type: 'number', name: '退回被驳次数', en: 'Returns refused' },
    { path: 'validReturns', type: 'number', name: '退回成立次数', en: 'Returns granted' },
    { path: 'blocked', type: 'number', name: '未准入次数（不计乱吹哨）', en: 'Times denied, which is no fault' },
    { path: 'insisted', type: 'boolean', name: '镇街坚持吹哨', en: 'Insisted upon' },
    { path: 'bypassed', type: 'boolean', name: '应急直派', en: 'Bypassed' },
    { path: 'supplements', type: 'number', name: '补正次数', en: 'Supplements' },
    { path: 'rework', type: 'number', name: '重办次数', en: 'Reworks' },
    { path: 'arrivalRequired', type: 'boolean', name: '须到场', en: 'Arrival required' },
    { path: 'dispatchedOnTime', type: 'boolean', name: '按时派件', en: 'Dispatched on time' },
    { path: 'signedOnTime', type: 'boolean', name: '按时签收', en: 'Signed on time' },
    { path: 'arrivedOnTime', type: 'boolean', name: '按时到场', en: 'Arrived on time' },
    { path: 'repliedOnTime', type: 'boolean', name: '按时答复', en: 'Replied on time' },
    { path: 'consentedOnTime', type: 'boolean', name: '按时表态', en: 'Consent decided on time' },
    { path: 'ratedOnTime', type: 'boolean', name: '按时评价', en: 'Rated on time' },
    { path: 'whiteCards', type: 'number', name: '白牌数', en: 'White cards' },
    { path: 'yellowCards', type: 'number', name: '黄牌数', en: 'Yellow cards' },
    { path: 'redCards', type: 'number', name: '红牌数', en: 'Red cards' },
    { path: 'closedAt', type: 'number', name: '销号时间', en: 'Closed at' },
    ...policy.sla.clocks.flatMap(({ id, name }): Vocabulary => [
      { path: `clock.${id}.onTime`, type: 'boolean', name: `时限「${name}」未超时`, en: `Clock "${name}" in time` },
      { path: `clock.${id}.share`, type: 'number', name: `时限「${name}」用去的份额`, en: `Share of clock "${name}" used` },
    ]),
    { path: 'eval.rated', type: 'boolean', name: '已评价', en: 'Rated' },
    { path: 'eval.screened', type: 'boolean', name: '评价已甄别剔除', en: 'Rating screened out' },
    ...policy.evaluation.forms.flatMap((form) =>
      form.items.map((item) => ({
        path: paths(form.id, item.id),
        type: 'number' as const,
        name: `评价「${item.name}」`,
        en: `Rating "${item.name}"`,
        range: scaleRange(item.scale),
      })),
    ),
  ]
}

/** The path of a rated item: `eval.<item>`, or `eval.<form>.<item>` when two forms use the same item id. */
export function evaluationPaths(policy: Pick<Policy, 'evaluation'>): (form: string, item: string) => string {
  const counts = new Map<string, number>()
  for (const form of policy.evaluation.forms) for (const { id } of form.items) counts.set(id, (counts.get(id) ?? 0) + 1)
  return (form, item) => (counts.get(item) === 1 ? `eval.${item}` : `eval.${form}.${item}`)
}

function named(names: Record<string, string>) {
  return Object.entries(names).map(([value, name]) => ({ value, name }))
}
