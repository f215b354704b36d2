import { caseReach } from './case-scope.ts'
import {
  caseFormUses,
  closedFields,
  coversUnit,
  maskPersonal,
  showRatingEvents,
  showRatings,
  withoutAnswers,
  type Actor,
  type Case,
  type CaseEvent,
  type Policy,
} from '@shaotai/core'
import { maskMerged, maskMergedEvent } from './mask-merged.ts'

/**
 * Hides personal data of a case's form from everybody but the town that took it down and the platform that dispatches, ratings
 * given back to back from everybody but who gave them and who may see all, and every answer to a field from those who may not see it.
 */
export function maskCase(policy: Policy, state: Case, actor: Actor): Case {
  const open = withoutAnswers(state, unseenFields(policy, state, actor))
  const shown = maskMerged(showRatings(policy, open, actor), actor)
  return mayReadPersonal(state, actor) ? shown : { ...shown, form: maskForm(policy, state, shown.form) }
}

/** The same for the events in which the form was given. */
export function maskEvents(policy: Policy, state: Case, events: readonly CaseEvent[], actor: Actor): CaseEvent[] {
  const open = withoutAnswers(events, unseenFields(policy, state, actor))
  const shown = showRatingEvents(policy, state, open, actor).map((event) => maskMergedEvent(event, actor))
  if (mayReadPersonal(state, actor)) return shown
  return shown.map((event) =>
    event.type === 'case.submitted' || event.type === 'case.supplemented'
      ? { ...event, data: { ...event.data, form: maskForm(policy, state, event.data.form as Case['form']) } }
      : event,
  )
}

/** Fields closed in one form of the case are closed in all of them: an event does not say which form it was filled in by. */
function unseenFields(policy: Policy, { category }: Case, actor: Actor): ReadonlySet<string> {
  const asked = new Set(caseFormUses(policy, category).map(({ form }) => form))
  return new Set(policy.forms.filter(({ id }) => asked.has(id)).flatMap((form) => [...closedFields(form, actor)]))
}

function mayReadPersonal({ town }: Case, actor: Actor): boolean {
  if (caseReach(actor) !== 'county') return coversUnit(actor, town)
  return actor.roles.some((role) => role === 'dispatcher' || role === 'platform-head' || role === 'callback-agent')
}

function maskForm(policy: Policy, { category }: Case, data: Case['form']): Case['form'] {
  const form = policy.forms.find((one) => one.id === policy.categories.find((each) => each.id === category)?.form)
  return form ? maskPersonal(form, data) : data
}
