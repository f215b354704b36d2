import { approvalOffers } from '../approval/offers.ts'
import type { CaseAct, Flow } from '../flow/schema.ts'
import type { Actor } from '../organisation/role.ts'
import { panelSeat } from './act/adjudication.ts'
import { approvalDesk } from './act/approval.ts'
import { registrationOwed } from './act/bypass.ts'
import type { AllowedCommand } from './allowed.ts'
import type { Case } from './event.ts'
import { caseRole } from './permit.ts'

export type Deliberation = { state: Case; flow: Flow; actor: Actor; standsFor?: readonly Actor[] }

/** What somebody may do about approvals, the panel and the registration of a bypass: the same rules the acts apply. */
export function deliberations(known: Deliberation): AllowedCommand[] {
  const desk = approvalDesk(known)
  return [...registrations(known), ...panelVotes(known), ...desk.running.flatMap((one) => approvalOffers(desk, one))]
}

/** Whether a step of the flow is barred for now by what is going on beside it: a panel that still decides, an insistence made before. */
export function isBarred(act: CaseAct, state: Case): boolean {
  if (act === 'insist') return state.insisted === true
  return act === 'adjudicate' && state.panel?.status === 'open'
}

function panelVotes({ state, flow, actor }: Deliberation): AllowedCommand[] {
  if (!panelSeat({ state, context: { actor } }).ok) return []
  const clause = flow.panel?.clause
  return [
    { command: 'voteOnPanel', name: '定责表决', reason: 'optional', reasons: [], clause },
    { command: 'recuse', name: '回避', reason: 'required', reasons: [], clause },
  ]
}

function registrations({ state, flow, actor }: Deliberation): AllowedCommand[] {
  const owed = registrationOwed(state) ? flow.bypass?.registration : undefined
  if (!owed || !caseRole(owed.by, actor, state)) return []
  const { name, form, note, clause } = owed
  return [{ command: 'register', name, form, note, clause, reason: 'none', reasons: [] }]
}
