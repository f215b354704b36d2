import { caseReach } from './case-scope.ts'
import type { Actor, Case, Policy } from '@shaotai/core'

/** Hides personal data of a case's form from everybody but the town that took it down and the platform that dispatches. */
export function maskPersonal(policy: Policy, state: Case, actor: Actor): Case {
  const mayRead =
    caseReach(actor) === 'county'
      ? actor.roles.some((role) => role === 'dispatcher' || role === 'platform-head' || role === 'callback-agent')
      : actor.unit === state.town
  if (mayRead) return state
  const form = policy.forms.find((one) => one.id === policy.categories.find((each) => each.id === state.category)?.form)
  const properties = (form?.schema.properties ?? {}) as Record<string, { 'x-personal'?: boolean }>
  const masked = Object.entries(state.form).map(([field, value]) => [
    field,
    Object.hasOwn(properties, field) && properties[field]?.['x-personal'] ? maskText(value) : value,
  ])
  return { ...state, form: Object.fromEntries(masked) }
}

/** `13812348000` → `138****8000`, `张三丰` → `张**`. */
export function maskText(value: unknown): unknown {
  if (typeof value !== 'string') return value === undefined || value === null ? value : '***'
  const characters = [...value]
  if (characters.length >= 11) return `${characters.slice(0, 3).join('')}****${characters.slice(-4).join('')}`
  return characters.length <= 1 ? '*' : `${characters[0] ?? ''}${'*'.repeat(characters.length - 1)}`
}
