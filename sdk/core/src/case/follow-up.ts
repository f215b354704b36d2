import type { Command, RelatedCase, SystemCommand } from './command.ts'
import type { Case, CaseEvent } from './event.ts'

/** What the system does to another case because of what happened to one. */
export type FollowUp = { readonly case: string; readonly command: SystemCommand }

/**
 * What follows for other cases from events of one (并件): the target learns who follows it or no longer does, and those who follow a case learn of its
 * closing. `state` is the case after the events. The caller carries them out in the same unit of work.
 */
export function followUps(state: Case, added: readonly CaseEvent[]): FollowUp[] {
  const self: RelatedCase = { case: state.id, number: state.number, town: state.town }
  return added.flatMap(({ type, data }): FollowUp[] => {
    const target = (data.target as RelatedCase | undefined)?.case
    if (type === 'case.merged' && target) return [{ case: target, command: { name: 'absorb', data: self } }]
    if (type === 'case.unmerged' && target) return [{ case: target, command: { name: 'release', data: self } }]
    if (type !== 'case.closed') return []
    return (state.merged ?? []).map((one) => ({ case: one.case, command: { name: 'followTarget', data: self } }))
  })
}

/**
 * The other case a command speaks of, if any: what the caller reads into the context. `asked`: named by the person, who must be able to see it;
 * otherwise it was named before, by somebody who could.
 */
export function relatedCase(state: Case | undefined, command: Command | SystemCommand): { id: string; asked: boolean } | undefined {
  if (command.name === 'merge') return { id: command.data.target, asked: true }
  if (command.name === 'openRequest' && command.data.target !== undefined) return { id: command.data.target, asked: true }
  if (command.name === 'unmerge') return state?.mergedInto && { id: state.mergedInto.case, asked: false }
  // A request to merge may be decided by one person or by the last signature of its approval.
  const asked = state?.requests.find((one) => one.kind === 'merge' && one.status === 'open')?.data.target
  return typeof asked === 'string' ? { id: asked, asked: false } : undefined
}
