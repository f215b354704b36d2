import type { Flow } from '../flow/schema.ts'
import type { Ledger } from '../ledger/schema.ts'
import { isRoleName } from './access.ts'
import type { Role } from '../organisation/role.ts'
import type { Policy } from '../policy/schema.ts'

/** One step at which a form is filled in: its command, the county's word for it, and the roles that take it. */
export type FormUse = { readonly form: string; readonly command: string; readonly name: string; readonly by: readonly Role[] }

type Written = { readonly form?: string; readonly command: string; readonly name: string; readonly by: readonly string[] }

/** Every step of the county at which a form is filled in; a form of several flows is there several times. */
export function formUses(policy: Policy): FormUse[] {
  return [...policy.categories.flatMap((category) => caseFormUses(policy, category.id)), ...(policy.ledgers ?? []).flatMap(ledgerFormUses)]
}

/** The steps of a case of a category at which a form is filled in. */
export function caseFormUses(policy: Policy, category: string): FormUse[] {
  const own = policy.categories.find((one) => one.id === category)
  const flow = policy.flows.find((one) => one.id === own?.flow)
  const orders = (policy.supervision.orders ?? []).flatMap((order): Written[] => [
    { form: order.form, command: 'issueOrder', name: order.name, by: order.by },
    { form: order.replyForm, command: 'replyOrder', name: order.name, by: order.replyBy },
  ])
  return filled([...(own && flow ? flowUses(flow, own.form) : []), ...orders])
}

/** The steps of an entry of a ledger at which a form is filled in. */
export function ledgerFormUses({ name, form, open, steps }: Ledger): FormUse[] {
  return filled([
    { form, command: 'open', name, by: open.by },
    ...steps.map((step): Written => ({ form: step.form, command: 'take', name: step.name, by: step.by })),
    ...steps.map((step): Written => ({ form: step.form, command: 'resubmit', name: step.name, by: step.by })),
  ])
}

function flowUses(flow: Flow, whistle: string): Written[] {
  const steps = flow.steps.map(({ act, name, by, form }): Written => {
    const command = act === 'evaluate' ? 'rate' : act
    return { form: act === 'submit' || act === 'supplement' ? whistle : form, command, name, by }
  })
  const submitters = flow.steps.filter(({ act }) => act === 'submit').flatMap(({ by }) => by)
  const approvals = (flow.approvals ?? []).flatMap(({ name, form, by, seats, sendBack }): Written[] => [
    { form, command: 'signApproval', name, by: [...(by ?? []), ...(seats ?? []).map((seat) => seat.role)] },
    ...(sendBack ? [{ form: whistle, command: 'resubmit', name, by: submitters }] : []),
  ])
  return [
    ...steps,
    ...flow.assignment.steps.map(({ act, name, by, form }): Written => ({ form, command: act, name, by })),
    ...flow.requests.map(({ name, by, form }): Written => ({ form, command: 'openRequest', name, by })),
    ...approvals,
    ...(flow.bypass
      ? [
          { form: whistle, command: 'submit', name: flow.bypass.name, by: flow.bypass.by },
          {
            form: flow.bypass.registration.form,
            command: 'register',
            name: flow.bypass.registration.name,
            by: flow.bypass.registration.by,
          },
        ]
      : []),
    ...(flow.verification?.sources ?? []).map(({ form, name, by }): Written => ({ form, command: 'giveFeedback', name, by })),
    ...(flow.risk?.steps ?? []).map(({ form, name, by }): Written => ({ form, command: 'riskStep', name, by })),
  ]
}

function filled(uses: readonly Written[]): FormUse[] {
  return uses.flatMap(({ form, command, name, by }) =>
    form === undefined ? [] : [{ form, command, name, by: [...new Set(by)].filter((role) => isRoleName(role)) }],
  )
}
