import { pointerKeys } from '../shared/json-pointer.ts'
import { sm3Text } from '../shared/sm3.ts'
import { idOf, isGoal } from './diff.ts'
import type { Finding } from './finding-codes.ts'
import { canonicalJson } from './hash.ts'
import type { Policy } from './schema.ts'

/** Parameters that tell two findings of one code at one place apart; all others may change while the finding stays the same. */
const TELLING = ['id', 'kind', 'role', 'unit', 'placeholder']

/**
 * By what a finding is known again after other parts of the policy changed: its code and its place, with the ids of objects instead of their
 * positions. `policy.reference.missing /flows/[quick]/steps/[dispatch]/to`.
 */
export function findingMark({ code, at, params }: Pick<Finding, 'code' | 'at' | 'params'>, policy: Policy): string {
  const telling = TELLING.flatMap((key) => (typeof params[key] === 'string' ? [`${key}=${params[key]}`] : []))
  return [code, markedPlace(policy, at), ...telling].join(' ')
}

/** A pointer into a policy with `[id]` for each entry of a list that has an id, `[when …]` for a goal, the word itself for a word. */
function markedPlace(policy: Policy, at: string): string {
  let found: unknown = policy
  let place = ''
  for (const key of pointerKeys(at)) {
    const own: unknown = isContainer(found) && Object.hasOwn(found, key) ? found[key] : undefined
    place += `/${Array.isArray(found) ? (markOf(own) ?? key) : key}`
    found = own
  }
  return place
}

function markOf(entry: unknown): string | undefined {
  if (typeof entry === 'string') return `[${entry}]`
  const id = idOf(entry)
  if (id !== undefined) return `[${id}]`
  return isGoal(entry) ? `[when ${sm3Text(canonicalJson((entry as { when?: unknown }).when ?? null)).slice(0, 16)}]` : undefined
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
