import { flowOf, formOf as formAsAsked, type Category, type Flow, type ListItem, type Policy } from '@shaotai/core'

/** The category of a case, in the policy the case is read by. */
export function categoryOf(policy: Policy | undefined, id: string): Category | undefined {
  return policy?.categories.find((one) => one.id === id)
}

export function itemOf(policy: Policy | undefined, id: string | null | undefined): ListItem | undefined {
  return id ? policy?.responsibilities.items.find((one) => one.id === id) : undefined
}

/** A state in the county's words. */
export function stateNameOf(policy: Policy | undefined, category: string, state: string): string {
  const flow: Flow | undefined = policy && flowOf(policy, category)
  return flow?.states.find((one) => one.id === state)?.name ?? state
}

export function clockNameOf(policy: Policy | undefined, clock: string | null): string | undefined {
  return policy?.sla.clocks.find((one) => one.id === clock)?.name
}

/** A form of the policy as people are asked, with the values of its dictionaries. */
export function formOf(policy: Policy | undefined, id: string | undefined) {
  return policy && formAsAsked(policy, id)
}
