import { toldOfApproval, type Told } from '../approval/told.ts'
import type { Case, CaseEvent } from '../case/event.ts'
import { toldOfCopy } from '../copy/told.ts'
import type { Role } from '../organisation/role.ts'
import type { Policy } from '../policy/schema.ts'
import type { ComposedNotice } from './compose.ts'

/**
 * Who is told that a seat waits for them: those whose turn an approval has become, a delegate, who must change what was sent back, the seats of a panel
 * that votes, those an approval is copied to, and units and people a case is copied to. A policy need not name them: the approval does.
 */
export function seatNotices(policy: Policy, state: Case, events: readonly CaseEvent[]): ComposedNotice[] {
  return events.flatMap((event) => {
    const tell = (role: Role, unit: string | undefined, what: string, person?: string): ComposedNotice => ({
      notice: event.type,
      event: event.type,
      role,
      unit: unit ?? null,
      ...(person !== undefined && { person }),
      sound: 'chime',
      text: `${state.number}《${state.title}》${what}`,
    })
    if (event.type === 'case.adjudicationOpened' || event.type === 'panel.tied')
      return (state.panel?.seats ?? [])
        .filter((seat) => !seat.party && !seat.recused)
        .map(({ role, unit }) => tell(role, unit, '请表决定责。'))
    if (event.type === 'case.copied') return toldOfCopy(event).map(({ role, unit, what, person }) => tell(role, unit, what, person))
    if (!event.type.startsWith('approval.')) return []
    return ofApproval(policy, state, event).map(({ role, unit, what, person }) => tell(role, unit, what, person))
  })
}

const ASKS: Record<Told['asks'], (name: string) => string> = {
  sign: (name) => `请您审批“${name}”。`,
  advise: (name) => `“${name}”请您先提意见。`,
  change: (name) => `“${name}”已退回，请修改后再送审。`,
  read: (name) => `“${name}”抄送您阅知。`,
}

function ofApproval(policy: Policy, { approvals = [] }: Case, event: CaseEvent): (Told & { what: string })[] {
  const approval = approvals.find((one) => one.id === event.data.approval)
  const rule = policy.flows.flatMap((flow) => flow.approvals ?? []).find((one) => one.id === approval?.rule)
  if (!approval || !rule) return []
  return toldOfApproval(rule, approval, event).map((told) => ({ ...told, what: ASKS[told.asks](rule.name) }))
}
