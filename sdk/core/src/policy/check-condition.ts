import { checkCondition } from '../condition/check.ts'
import type { Condition } from '../condition/schema.ts'
import { conditionVocabulary, type ConditionPlace, type Vocabulary } from '../condition/vocabulary.ts'
import type { Organisation } from '../organisation/schema.ts'
import { FACT_VOCABULARY } from '../scoring/vocabulary.ts'
import { finding, type Finding } from './finding-codes.ts'
import type { Policy } from './schema.ts'

/** Every condition of the policy reads facts that exist where it stands, and compares them with values they can have. */
export function checkConditions(policy: Policy, organisation: Organisation | undefined): Finding[] {
  const vocabularies = new Map<ConditionPlace | 'score', Vocabulary>()
  const vocabularyOf = (place: ConditionPlace | 'score'): Vocabulary => {
    const known =
      vocabularies.get(place) ?? withUnits(place === 'score' ? FACT_VOCABULARY(policy) : conditionVocabulary(policy, place), organisation)
    vocabularies.set(place, known)
    return known
  }
  return placesOf(policy).flatMap(({ condition, at, place }) =>
    condition === undefined
      ? []
      : checkCondition(condition, vocabularyOf(place)).map((problem) => finding(problem.code, `${at}${problem.at}`, problem.params)),
  )
}

type Place = { condition: Condition | undefined; at: string; place: ConditionPlace | 'score' }

function placesOf(policy: Policy): Place[] {
  const on =
    (place: Place['place']) =>
    (condition: Condition | undefined, at: string): Place => ({ condition, at, place })
  const [onCase, onAssignment, onNotice, onOrder] = [on('case'), on('assignment'), on('notice'), on('order')]
  return [
    ...policy.flows.flatMap((flow, f) => [
      ...flow.steps.map((step, i) => onCase(step.when, `/flows/${f}/steps/${i}/when`)),
      ...flow.requests.flatMap((rule, i) =>
        (rule.approvals ?? []).map((one, j) => onAssignment(one.when, `/flows/${f}/requests/${i}/approvals/${j}/when`)),
      ),
      onCase(flow.bypass?.when, `/flows/${f}/bypass/when`),
      ...flow.assignment.steps.map((step, i) => onAssignment(step.when, `/flows/${f}/assignment/steps/${i}/when`)),
    ]),
    ...policy.categories.flatMap((category, c) =>
      (category.upgrades ?? []).map((rule, i) => onCase(rule.when, `/categories/${c}/upgrades/${i}/when`)),
    ),
    ...policy.sla.clocks.flatMap((clock, c) => {
      const place = { case: onCase, assignment: onAssignment, order: onOrder }[clock.per]
      return [
        place(clock.when, `/sla/clocks/${c}/when`),
        ...clock.goals.map((goal, i) => place(goal.when, `/sla/clocks/${c}/goals/${i}/when`)),
      ]
    }),
    ...policy.flows.flatMap((flow, f) => [
      ...(flow.verification?.sources ?? []).map((one, i) => onCase(one.when, `/flows/${f}/verification/sources/${i}/when`)),
      onCase(flow.risk?.when, `/flows/${f}/risk/when`),
    ]),
    ...(policy.supervision.orders ?? []).map((rule, i) => onCase(rule.when, `/supervision/orders/${i}/when`)),
    ...policy.supervision.rules.map((rule, i) => onAssignment(rule.when, `/supervision/rules/${i}/when`)),
    ...policy.notifications.notices.map((notice, i) => onNotice(notice.when, `/notifications/notices/${i}/when`)),
    ...policy.evaluation.forms.map((form, i) => onCase(form.when, `/evaluation/forms/${i}/when`)),
    ...(policy.responsibilities.routes ?? []).map((route, i) => onCase(route.when, `/responsibilities/routes/${i}/when`)),
    onCase(policy.admission?.applies, '/admission/applies'),
    ...policy.scoring.models.flatMap((model, m) => scorePlaces(model, `/scoring/models/${m}`)),
  ]
}

function scorePlaces(model: Policy['scoring']['models'][number], at: string): Place[] {
  const score = (condition: Condition | undefined, where: string): Place => ({ condition, at: `${at}${where}`, place: 'score' })
  return [
    score(model.population.where, '/population/where'),
    ...Object.entries(model.indicators).flatMap(([id, indicator]) => {
      const where = `/indicators/${id}`
      if ('ratio' in indicator) return [score(indicator.ratio.num, `${where}/ratio/num`), score(indicator.ratio.den, `${where}/ratio/den`)]
      if ('count' in indicator) return [score(indicator.count, `${where}/count`)]
      return 'where' in indicator ? [score(indicator.where, `${where}/where`)] : []
    }),
    ...(model.adjustments ?? []).map((one, i) =>
      'count' in one
        ? score(one.count, `/adjustments/${i}/count`)
        : score('where' in one ? one.where : undefined, `/adjustments/${i}/where`),
    ),
    ...(model.veto ?? []).map((one, i) => score('count' in one ? one.count : undefined, `/veto/${i}/count`)),
  ]
}

/** With an organisation, a unit in a condition must be one of its units. */
function withUnits(vocabulary: Vocabulary, organisation: Organisation | undefined): Vocabulary {
  if (!organisation) return vocabulary
  const units = organisation.units.map(({ id, name, type }) => ({ value: id, name, type }))
  return vocabulary.map((term) =>
    term.of ? { ...term, values: units.filter((unit) => term.of === 'unit' || unit.type === 'town') } : term,
  )
}
