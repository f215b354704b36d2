import { dueSeats } from '../approval/due.ts'
import type { Case, CaseEvent } from '../case/event.ts'
import type { Role } from '../organisation/role.ts'
import type { Policy } from '../policy/schema.ts'
import type { ComposedNotice } from './compose.ts'

/**
 * Who is told that a seat waits for them: those whose turn an approval has become, a delegate, who must change what was sent back, the seats of a panel
 * that votes, and those an approval is copied to. A policy need not name them: the approval does.
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
    if (!event.type.startsWith('approval.')) return []
    return ofApproval(policy, state, event).map(({ role, unit, what, person }) => tell(role, unit, what, person))
  })
}

type Told = { role: Role; unit?: string; what: string; person?: string }

const MOVES: ReadonlySet<string> = new Set([
  'approval.opened',
  'approval.signed',
  'approval.seatAdded',
  'approval.seatRemoved',
  'approval.passedOn',
  'approval.advised',
  'approval.sentBack',
  'approval.resubmitted',
])

function ofApproval(policy: Policy, { approvals = [] }: Case, { type, data }: CaseEvent): Told[] {
  const approval = approvals.find((one) => one.id === data.approval)
  const rule = policy.flows.flatMap((flow) => flow.approvals ?? []).find((one) => one.id === approval?.rule)
  if (!approval || !rule) return []
  if (type === 'approval.copied')
    return [{ role: data.role as Role, ...(typeof data.unit === 'string' && { unit: data.unit }), what: `“${rule.name}”抄送您阅知。` }]
  if (!MOVES.has(type)) return []
  if (approval.status === 'sent-back') {
    const { person, unit } = approval.openedBy
    return [{ role: 'town-clerk', unit, person, what: `“${rule.name}”已退回，请修改后再送审。` }]
  }
  return dueSeats(rule.mode, approval).map(({ role, unit, person, delegate }) => ({
    role,
    ...(unit !== undefined && { unit }),
    ...((delegate ?? person) && { person: (delegate ?? person)?.id }),
    what: delegate ? `“${rule.name}”请您先提意见。` : `请您审批“${rule.name}”。`,
  }))
}
