import { flowOf, type Case, type Command, type Flow, type Policy } from '@shaotai/core'

/** The form a command must satisfy: the category's for a whistle and its supplement, the step's for other acts, the rule's for requests, orders, feedback and risk. */
export function formOfCommand(policy: Policy, state: Case | undefined, command: Command): string | undefined {
  if (command.name === 'submit') return policy.categories.find((one) => one.id === command.data.category)?.form
  const category = policy.categories.find((one) => one.id === state?.category)
  const flow = state && flowOf(policy, state.category)
  if (!state || !flow) return undefined
  if (command.name === 'supplement') return category?.form
  if (command.name === 'openRequest') return flow.requests.find((rule) => rule.kind === command.data.kind)?.form
  if (command.name === 'register') return flow.bypass?.registration.form
  if (command.name === 'resubmit') return command.data.form === undefined ? undefined : category?.form
  if (command.name === 'signApproval') return formOfApproval(flow, state, command.data.approval)
  const chosen = command.name === 'closeConsultation' ? command.data.step : undefined
  if (command.name === 'giveFeedback') return flow.verification?.sources.find((one) => one.source === command.data.source)?.form
  if (command.name === 'riskStep') return flow.risk?.steps.find((step) => step.act === command.data.act)?.form
  const { orders } = policy.supervision
  if (command.name === 'issueOrder') return orders?.find((rule) => rule.id === command.data.order)?.form
  if (command.name === 'replyOrder') {
    const issued = state.orders?.find((one) => one.id === command.data.order)
    return orders?.find((rule) => rule.id === issued?.rule)?.replyForm
  }
  const act = command.name === 'rate' ? 'evaluate' : command.name
  const onCase = flow.steps.find(
    (step) => step.act === act && step.from.includes(state.state) && (chosen === undefined || step.id === chosen),
  )?.form
  return onCase ?? flow.assignment.steps.find((step) => step.act === command.name)?.form
}

/** The form every signer of an approval fills in: of the one that is named, or the one that is open. */
function formOfApproval(flow: Flow, { approvals = [] }: Case, id: string | undefined): string | undefined {
  const running = approvals.find((one) => one.status === 'open' && (id === undefined || one.id === id))
  return flow.approvals?.find((one) => one.id === running?.rule)?.form
}
