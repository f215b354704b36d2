import { finding, type Finding } from './finding-codes.ts'
import type { Policy } from './schema.ts'

/** Kinds of thing a policy refers to by id. */
export type ReferenceKind =
  | 'flow'
  | 'form'
  | 'category'
  | 'domain'
  | 'guide'
  | 'state'
  | 'clock'
  | 'calendar'
  | 'indicator'
  | 'model'
  | 'part'
  | 'input'
  | 'item'
  | 'ledger'
  | 'node'
  | 'approval'
  | 'level'
  | 'dictionary'

/** Every id a policy mentions exists in it, and is still in use. Units are checked against the organisation. */
export function checkReferences(policy: Policy): Finding[] {
  const { responsibilities, sla, supervision, evaluation } = policy
  const flows = ids(policy.flows)
  const forms = ids(policy.forms)
  const clocks = ids(sla.clocks)
  const categories = ids(policy.categories)
  const retired = new Set(policy.categories.filter((one) => one.retired).map((one) => one.id))
  const domains = ids(responsibilities.domains)
  const guides = ids(policy.guides)
  const items = ids(responsibilities.items)
  const must = (kind: ReferenceKind, known: ReadonlySet<string>, id: string | undefined, at: string): Finding[] =>
    id === undefined || known.has(id) ? [] : [finding('policy.reference.missing', at, { kind, id })]

  return [
    ...policy.categories.flatMap((one, i) => [
      ...must('flow', flows, one.flow, `/categories/${i}/flow`),
      ...must('form', forms, one.form, `/categories/${i}/form`),
    ]),
    ...responsibilities.items.flatMap((one, i) => {
      const at = `/responsibilities/items/${i}`
      return [
        ...must('category', categories, one.category, `${at}/category`),
        ...must('domain', domains, one.domain, `${at}/domain`),
        ...must('guide', guides, one.guide, `${at}/guide`),
        ...must('item', items, one.replaces, `${at}/replaces`),
        ...(one.limits ?? []).flatMap((limit, j) => must('clock', clocks, limit.clock, `${at}/limits/${j}/clock`)),
        ...one.situations.flatMap((situation, s) =>
          (situation.limits ?? []).flatMap((limit, j) => must('clock', clocks, limit.clock, `${at}/situations/${s}/limits/${j}/clock`)),
        ),
        ...(!one.retired && one.whistle && retired.has(one.category)
          ? [finding('policy.reference.retired', `${at}/category`, { kind: 'category', id: one.category })]
          : []),
      ]
    }),
    ...policy.guides.flatMap(({ flowchart }, g) => {
      const nodes = ids(flowchart?.nodes ?? [])
      return (flowchart?.edges ?? []).flatMap((edge, i) => [
        ...must('node', nodes, edge.from, `/guides/${g}/flowchart/edges/${i}/from`),
        ...must('node', nodes, edge.to, `/guides/${g}/flowchart/edges/${i}/to`),
      ])
    }),
    ...policy.flows.flatMap((flow, f) => {
      const at = `/flows/${f}`
      const states = ids(flow.states)
      const approvals = ids(flow.approvals ?? [])
      return [
        ...must('state', states, flow.initial, `${at}/initial`),
        ...flow.steps.flatMap((step, i) => [
          ...step.from.flatMap((id, j) => must('state', states, id, `${at}/steps/${i}/from/${j}`)),
          ...must('state', states, step.to, `${at}/steps/${i}/to`),
          ...must('form', forms, step.form, `${at}/steps/${i}/form`),
        ]),
        ...flow.assignment.steps.flatMap((step, i) => must('form', forms, step.form, `${at}/assignment/steps/${i}/form`)),
        ...flow.requests.flatMap((rule, i) => [
          ...must('form', forms, rule.form, `${at}/requests/${i}/form`),
          ...must('clock', clocks, rule.clock, `${at}/requests/${i}/clock`),
          ...(rule.approvals ?? []).flatMap((one, j) =>
            must('approval', approvals, one.approval, `${at}/requests/${i}/approvals/${j}/approval`),
          ),
        ]),
        ...(flow.verification?.sources ?? []).flatMap((one, i) => must('form', forms, one.form, `${at}/verification/sources/${i}/form`)),
        ...(flow.risk?.steps ?? []).flatMap((one, i) => must('form', forms, one.form, `${at}/risk/steps/${i}/form`)),
        ...flow.states.flatMap((state, i) => must('approval', approvals, state.approval, `${at}/states/${i}/approval`)),
        ...must('state', states, flow.bypass?.to, `${at}/bypass/to`),
        ...must('form', forms, flow.bypass?.registration.form, `${at}/bypass/registration/form`),
        ...(flow.consultation?.clocks ?? []).flatMap((id, i) => must('clock', clocks, id, `${at}/consultation/clocks/${i}`)),
        ...(flow.approvals ?? []).flatMap((one, i) => must('form', forms, one.form, `${at}/approvals/${i}/form`)),
      ]
    }),
    ...must('calendar', ids(policy.calendars), sla.calendar, '/sla/calendar'),
    ...supervision.rules.flatMap((one, i) => must('clock', clocks, one.clock, `/supervision/rules/${i}/clock`)),
    ...(supervision.orders ?? []).flatMap((one, i) => [
      ...must('form', forms, one.form, `/supervision/orders/${i}/form`),
      ...must('form', forms, one.replyForm, `/supervision/orders/${i}/replyForm`),
    ]),
    ...evaluation.forms.flatMap((form, f) =>
      form.items.flatMap((item, i) => must('clock', clocks, item.suggestion?.clock, `/evaluation/forms/${f}/items/${i}/suggestion/clock`)),
    ),
  ]
}

/** The ids of a list. */
export function ids(entries: readonly { id: string }[]): Set<string> {
  return new Set(entries.map((one) => one.id))
}
