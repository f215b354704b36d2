import { decideAdmission } from '../../admission/decide.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import { fail, ok } from '../../shared/result.ts'
import type { CommandOf } from '../command.ts'
import type { Case } from '../event.ts'
import { countEvidence } from '../evidence.ts'
import { caseFacts } from '../facts.ts'
import { checkReason, enter, permitStep } from '../permit.ts'
import type { Act, DecideContext } from '../turn.ts'

/** The town principal insists on a whistle that was denied (T3): once, with a reason; from then on the platform decides. Refusal: `case.admission.insisted`. */
export const insist: Act<CommandOf<'insist'>['data']> = (turn, data) => {
  if (turn.state.insisted) return fail(refuse('case.admission.insisted', {}))
  const permit = permitStep(turn, 'insist')
  if (!permit.ok) return permit
  const { step, role } = permit.value
  const reason = checkReason(step, data.reason)
  if (!reason.ok) return reason
  return ok([
    {
      type: 'case.insisted',
      as: role,
      to: enter(turn.flow, step.to),
      reason: reason.value,
      data: { ...(data.form && { form: data.form }) },
    },
  ])
}

/**
 * Whether a whistle lacks the proof that the stationed agency was asked first (两吹两不吹 R4): the item names one, the matter is not urgent and the
 * tables would allow it for that reason. Refusals: `case.admission.attempt-required`, `case.evidence.photos`.
 */
export function attemptProblem({ policy }: DecideContext, state: Case): Refusal | undefined {
  const attempt = policy.admission?.attempt
  if (!attempt || state.agency === undefined || state.emergency) return undefined
  if (decideAdmission(policy, caseFacts(state))?.result !== 'allow') return undefined
  const at = `/form/${attempt.field}`
  const told = Object.hasOwn(state.form, attempt.field) ? state.form[attempt.field] : undefined
  if (!isGiven(told)) return refuse('case.admission.attempt-required', { agency: state.agency }, { at })
  const form = policy.forms.find((one) => one.id === policy.categories.find((each) => each.id === state.category)?.form)
  const { photos } = countEvidence(form, state.form)
  return photos < (attempt.photos ?? 0)
    ? refuse('case.evidence.photos', { least: attempt.photos, given: photos }, { at: '/form' })
    : undefined
}

function isGiven(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== ''
  return Array.isArray(value) ? value.length > 0 : typeof value === 'object' ? value !== null : typeof value === 'number'
}
