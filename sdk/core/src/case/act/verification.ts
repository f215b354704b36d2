import { holds } from '../../condition/evaluate.ts'
import type { Verification } from '../../flow/verification-schema.ts'
import { refuse } from '../../shared/refusal.ts'
import { fail, ok } from '../../shared/result.ts'
import type { CommandOf } from '../command.ts'
import type { Case } from '../event.ts'
import { caseFacts } from '../facts.ts'
import { caseRole, permitStep } from '../permit.ts'
import type { Act, Turn } from '../turn.ts'
import { approveStep } from './simple.ts'

type Source = Verification['sources'][number]

/**
 * One side says how the work was done (三方反馈, S0-26), while the case is being verified; given again, the later word counts.
 * Refusals: `case.feedback.unknown`, `.wrong-phase`, `case.command.not-your-role`, `.not-your-unit`.
 */
export const giveFeedback: Act<CommandOf<'giveFeedback'>['data']> = ({ state, flow, context }, { source, form }) => {
  const rule = sourcesOf({ state, flow }).find((one) => one.source === source)
  if (!rule) return fail(refuse('case.feedback.unknown', {}, { at: '/source' }))
  if (state.phase !== 'VERIFY') return fail(refuse('case.feedback.wrong-phase', { name: rule.name }))
  const role = caseRole(rule.by, context.actor, state)
  if (!role) {
    const hasRole = rule.by.some((one) => context.actor.roles.includes(one))
    return fail(refuse(hasRole ? 'case.command.not-your-unit' : 'case.command.not-your-role', { act: rule.name, roles: rule.by }))
  }
  return ok([{ type: 'case.feedbackGiven', as: role, data: { source, round: state.round, ...(form && { form }) } }])
}

/** The platform finds the work as reported (核实通过). Refusal: `case.verify.feedback-missing` while an obligatory side has not spoken in this round. */
export const verify: Act<CommandOf<'verify'>['data']> = (turn, data) => {
  const permit = permitStep(turn, 'verify')
  if (!permit.ok) return permit
  const missing = missingFeedback(turn)
  return missing.length > 0
    ? fail(refuse('case.verify.feedback-missing', { names: missing.map((one) => one.name) }))
    : approveStep('verify', 'case.verified')(turn, data)
}

/** The sides that must still speak before a case may be verified. */
export function missingFeedback(turn: Pick<Turn, 'state' | 'flow'>): Source[] {
  const given = (turn.state.feedback ?? []).filter((one) => one.round === turn.state.round)
  return sourcesOf(turn).filter((one) => one.required && !given.some((word) => word.source === one.source))
}

/** The sides this case asks for their word. */
export function sourcesOf({ state, flow }: { state: Case; flow: Turn['flow'] }): Source[] {
  const facts = caseFacts(state)
  return (flow.verification?.sources ?? []).filter((one) => holds(one.when, facts))
}
