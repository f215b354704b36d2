import { coversUnit, type Actor, type Case, type CaseEvent } from '@shaotai/core'
import { caseReach } from './case-scope.ts'

type Other = { case: string; number: string; town: string }
const HIDDEN = { case: '', number: '', town: '' }

/** Hides the other case of a merger from those who could not see it: nobody learns of another town's case by its number. */
export function maskMerged(state: Case, actor: Actor): Case {
  const hide = <T extends Other>(other: T): T => (mayKnow(other, actor) ? other : { ...other, ...HIDDEN })
  return {
    ...state,
    requests: state.requests.map((one) => (one.kind === 'merge' ? { ...one, data: maskTarget(one.data, actor) } : one)),
    ...(state.mergedInto && { mergedInto: hide(state.mergedInto) }),
    ...(state.merged && { merged: state.merged.map(hide) }),
  }
}

/** The same for the events that tell of it. */
export function maskMergedEvent(event: CaseEvent, actor: Actor): CaseEvent {
  const { type, data } = event
  if (type === 'case.merged' || type === 'case.unmerged') {
    const target = data.target as Other | undefined
    return target && !mayKnow(target, actor) ? { ...event, data: { ...data, target: HIDDEN } } : event
  }
  if (type === 'case.absorbed' || type === 'case.released' || type === 'case.targetClosed')
    return mayKnow(data as Other, actor) ? event : { ...event, data: { ...data, ...HIDDEN } }
  return type === 'request.opened' && data.kind === 'merge' ? { ...event, data: maskTarget(data, actor) } : event
}

function maskTarget(data: Record<string, unknown>, actor: Actor): Record<string, unknown> {
  return mayKnow({ town: String(data.town) }, actor) ? data : { ...data, target: '', number: '', town: '' }
}

function mayKnow({ town }: Pick<Other, 'town'>, actor: Actor): boolean {
  const reach = caseReach(actor)
  return reach === 'county' || (reach === 'town' && coversUnit(actor, town))
}
