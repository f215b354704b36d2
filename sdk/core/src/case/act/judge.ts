import { holds } from '../../condition/evaluate.ts'
import { checkRatings } from '../../evaluation/rate.ts'
import type { CaseAct } from '../../flow/schema.ts'
import { refuse as refusal } from '../../shared/refusal.ts'
import { fail, ok } from '../../shared/result.ts'
import { activeAssignments, responderKey, unratedPeople } from '../assignments.ts'
import type { CommandOf } from '../command.ts'
import type { EventName } from '../event-name.ts'
import type { Assignment, Rating } from '../event.ts'
import { caseFacts } from '../facts.ts'
import { reopenProblem } from '../in-time.ts'
import { checkReason, enter, permitStep } from '../permit.ts'
import type { Act, Draft, Turn } from '../turn.ts'
import { approveStep } from './simple.ts'

/** The town agrees that the matter is solved (同意结案). Never by silence unless the county says so. */
export const consent: Act<CommandOf<'consent'>['data']> = approveStep('consent', 'case.consented')

/**
 * A judgement that sends the work back: refused consent, failed verification, dissatisfied callback, reopening.
 * A new round begins and every finished assignment works again. Beyond the flow's limit of rounds the case is marked disputed; it is never refused.
 */
export function refuse(act: CaseAct, event: EventName): Act<CommandOf<'refuseConsent'>['data']> {
  return (turn, data) => {
    const permit = permitStep(turn, act)
    if (!permit.ok) return permit
    const reason = checkReason(permit.value.step, data.reason)
    if (!reason.ok) return reason
    const { step, role } = permit.value
    const round = turn.state.round + 1
    return ok([
      { type: event, as: role, to: enter(turn.flow, step.to), reason: reason.value, data: { ...(data.form && { form: data.form }) } },
      { type: 'case.reworkOrdered', data: { round, disputed: round > turn.flow.limits.reworkRounds } },
      // From the round the county names on, a refusal leads to a consultation (T20): its clock starts and those that pause by it do.
      ...(enter(turn.flow, step.to)?.phase === 'CONSULT'
        ? [{ type: 'case.consultationOpened' as const, as: role, data: { because: event } }]
        : []),
      ...finished(turn).map(({ id, unit }): Draft => ({ type: 'assignment.reworkStarted', assignment: id, unit, data: { round } })),
    ])
  }
}

/** Opens a closed case again (重新打开), within the time the flow gives. Refusal: `case.reopen.too-late`. */
export const reopen: Act<CommandOf<'reopen'>['data']> = (turn, data) => {
  const decided = refuse('reopen', 'case.reopened')(turn, data)
  const late = decided.ok ? reopenProblem(turn, turn.context) : undefined
  return late ? fail(late) : decided
}

/**
 * Rates each department for its own work (评价). Every finished assignment must be rated when the form is obligatory.
 * Refusals: `case.rating.no-form`, `case.rating.missing`, `case.rating.unknown-unit`, `case.rating.unknown-person`, `case.rating.twice`, and those of `checkRatings`.
 */
export const rate: Act<CommandOf<'rate'>['data']> = (turn, { ratings }) => {
  const { context, state } = turn
  const permit = permitStep(turn, 'evaluate')
  if (!permit.ok) return permit
  const { step, role } = permit.value
  const forms = context.policy.evaluation.forms.filter(
    (one) => role !== undefined && one.by.includes(role) && holds(one.when, caseFacts(state)),
  )
  const ofUnits = forms.find((one) => one.subject !== 'person')
  const ofPeople = forms.find((one) => one.subject === 'person')
  if (!ofUnits && !ofPeople) return fail(refusal('case.rating.no-form', { roles: step.by }))

  const subjects = finished(turn)
  const given: Rating[] = []
  for (const [index, { assignment, unit, person, values, comment }] of ratings.entries()) {
    const subject = subjects.find((one) => (assignment ? one.id === assignment : one.unit === unit))
    if (!subject) return fail(refusal('case.rating.unknown-unit', { unit: unit ?? assignment }, { at: `/ratings/${index}` }))
    const form = person === undefined ? ofUnits : ofPeople
    if (!form) return fail(refusal('case.rating.no-form', { roles: step.by }, { at: `/ratings/${index}` }))
    if (person !== undefined && !subject.responders.some((one) => responderKey(one) === person))
      return fail(refusal('case.rating.unknown-person', { person }, { at: `/ratings/${index}/person` }))
    if (given.some((one) => one.assignment === subject.id && one.person === person))
      return fail(refusal('case.rating.twice', { unit: person ?? subject.unit }, { at: `/ratings/${index}` }))
    const checked = checkRatings(form, { values, comment })
    if (!checked.ok) return fail({ ...checked.error, at: `/ratings/${index}${checked.error.at ?? ''}` })
    given.push({
      form: form.id,
      rater: form.rater,
      assignment: subject.id,
      round: state.round,
      at: context.now,
      by: context.actor.person,
      ...(person !== undefined && { person }),
      values,
      ...(comment && { comment }),
    })
  }
  const missing = [
    ...(ofUnits?.obligatory
      ? subjects
          .filter((one) => !given.some((rating) => rating.assignment === one.id && rating.person === undefined))
          .map((one) => one.unit)
      : []),
    ...(ofPeople?.obligatory ? unratedPeople(subjects, given) : []),
  ]
  if (missing.length > 0) return fail(refusal('case.rating.missing', { units: missing }, { at: '/ratings' }))
  const form = (ofUnits ?? ofPeople)?.id
  return ok([{ type: 'case.evaluated', as: role, to: enter(turn.flow, step.to), data: { form, ratings: given } }])
}

function finished({ state }: Turn): Assignment[] {
  return activeAssignments(state).filter((one) => one.phase === 'DONE')
}
