import type { Policy } from '../policy/schema.ts'
import type { Instant } from '../shared/instant.ts'
import type { SystemCommand } from './command.ts'
import type { Case } from './event.ts'
import { flowOf } from './permit.ts'
import { decideUntil } from './request-rule.ts'

/** A moment at which the system acts on a case that no clock knows of, and what it does then. */
export type StateTimer = { readonly key: string; readonly at: Instant; readonly command: SystemCommand }

/** The planned end of a suspension, and requests whose time to be decided runs out. Keys are stable: `suspension/<until>`, `request/<id>`. */
export function stateTimers(policy: Policy, state: Case): StateTimer[] {
  const { suspended, suspendedUntil } = state
  const resumes: StateTimer[] =
    suspended && suspendedUntil !== undefined
      ? [{ key: `suspension/${suspendedUntil}`, at: suspendedUntil, command: { name: 'endSuspension', data: {} } }]
      : []
  const open = state.requests.filter((one) => one.status === 'open')
  if (open.length === 0) return resumes
  const rules = flowOf(policy, state.category)?.requests ?? []
  const expiries = open.flatMap((request): StateTimer[] => {
    const rule = rules.find((one) => one.kind === request.kind)
    const until = rule && decideUntil(policy, rule, request)
    if (until === undefined) return []
    return [{ key: `request/${request.id}`, at: until + 1, command: { name: 'expireRequest', data: { request: request.id } } }]
  })
  return [...resumes, ...expiries].toSorted((a, b) => a.at - b.at)
}
