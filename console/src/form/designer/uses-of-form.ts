import type { Policy, PolicyKind } from '@shaotai/core'

/** One place where a form is filled in. `at` points into the document of its kind. */
export type FormUse = {
  readonly kind: PolicyKind
  readonly at: string
  readonly as: 'category' | 'step' | 'request' | 'order'
  readonly name: string
}

/** Where a policy has a form filled in: whistles of a category, steps, requests and orders. */
export function usesOfForm(policy: Policy, id: string): FormUse[] {
  const categories = policy.categories.flatMap((one, index): FormUse[] =>
    one.form === id ? [{ kind: 'categories', at: `/${index}`, as: 'category', name: one.name }] : [],
  )
  const flows = policy.flows.flatMap((flow, index): FormUse[] => {
    const use = (as: FormUse['as'], at: string, name: string): FormUse => ({
      kind: 'flows',
      at: `/${index}${at}`,
      as,
      name: `${flow.name} · ${name}`,
    })
    return [
      ...flow.steps.flatMap((step, at) => (step.form === id ? [use('step', `/steps/${at}`, step.name)] : [])),
      ...flow.assignment.steps.flatMap((step, at) => (step.form === id ? [use('step', `/assignment/steps/${at}`, step.name)] : [])),
      ...flow.requests.flatMap((rule, at) => (rule.form === id ? [use('request', `/requests/${at}`, rule.name)] : [])),
    ]
  })
  const orders = (policy.supervision.orders ?? []).flatMap((rule, index): FormUse[] =>
    rule.form === id || rule.replyForm === id ? [{ kind: 'supervision', at: `/orders/${index}`, as: 'order', name: rule.name }] : [],
  )
  return [...categories, ...flows, ...orders]
}
