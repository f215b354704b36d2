import { refuse } from '../../shared/refusal.ts'
import { fail, ok } from '../../shared/result.ts'
import type { CommandOf } from '../command.ts'
import { checkReason, enter, permitStep } from '../permit.ts'
import type { Act, Draft, Turn } from '../turn.ts'
import { appealDrafts } from './appeal.ts'
import { refuse as sendBack } from './judge.ts'
import { approveStep } from './simple.ts'

type Data = CommandOf<'callback'>['data']

/** The reporter was asked and is satisfied (回访满意). */
export const callback: Act<Data> = (turn, data) => {
  const done = approveStep('callback', 'case.callbackDone')(turn, data)
  return done.ok ? ok(done.value.map((draft) => told(draft, { satisfied: true }))) : done
}

/**
 * The reporter is not satisfied (回访不满意). The reason decides: of several steps the one that lists it is taken. The work begins again, or an
 * independent group first looks whether the complaint counts (甄别): then the case waits where the step leads until that appeal is decided.
 * Refusals: those of `permitStep`, `case.reason.*`, `case.request.not-in-flow` when the flow knows no appeal.
 */
export const refuseCallback: Act<Data> = (turn, data) => {
  const chosen = { ...turn, flow: { ...turn.flow, steps: stepsFor(turn, data.reason?.id) } }
  const permit = permitStep(chosen, 'refuseCallback')
  if (!permit.ok) return permit
  const { step, role } = permit.value
  if (step.outcome !== 'screening') {
    const back = sendBack('refuseCallback', 'case.callbackDone')(chosen, data)
    return back.ok ? ok(back.value.map((draft) => told(draft, { satisfied: false }))) : back
  }
  const reason = checkReason(step, data.reason)
  if (!reason.ok) return reason
  if (!turn.flow.requests.some((rule) => rule.kind === 'appeal')) return fail(refuse('case.request.not-in-flow', { kind: 'appeal' }))
  const done: Draft = {
    type: 'case.callbackDone',
    as: role,
    to: enter(turn.flow, step.to),
    reason: reason.value,
    data: { satisfied: false, ...(data.form && { form: data.form }) },
  }
  return ok([done, ...appealDrafts(turn, `callback/${turn.state.round}`, { as: role, reason: reason.value })])
}

/** Without a reason of the list any step will do; with one, only those that list it. */
function stepsFor({ flow }: Turn, reason: string | undefined) {
  const lists = (reasons: readonly { id: string }[] = []) => reasons.some((one) => one.id === reason)
  const listing = flow.steps.filter((step) => step.act === 'refuseCallback' && lists(step.reasons))
  return listing.length > 0 ? listing : flow.steps
}

function told(draft: Draft, facts: { satisfied: boolean }): Draft {
  return draft.type === 'case.callbackDone' ? { ...draft, data: { ...draft.data, ...facts } } : draft
}
