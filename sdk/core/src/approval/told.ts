import type { Role } from '../organisation/role.ts'
import type { Approval } from './approval.ts'
import { dueSeats } from './due.ts'
import type { ApprovalRule } from './schema.ts'

/** Somebody an event of an approval concerns, and what it asks of them. With `person` it is them alone. */
export type Told = { role: Role; unit?: string; person?: string; asks: 'sign' | 'advise' | 'change' | 'read' }

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

/** Whom an event of an approval concerns: those whose turn it has become, a delegate, who must change what was sent back, and those it is copied to. */
export function toldOfApproval(
  rule: Pick<ApprovalRule, 'mode'>,
  approval: Approval,
  { type, data }: { readonly type: string; readonly data: Readonly<Record<string, unknown>> },
): Told[] {
  if (type === 'approval.copied')
    return [{ role: data.role as Role, ...(typeof data.unit === 'string' && { unit: data.unit }), asks: 'read' }]
  if (!MOVES.has(type)) return []
  if (approval.status === 'sent-back') {
    const { person, unit } = approval.openedBy
    return [{ role: 'town-clerk', unit, person, asks: 'change' }]
  }
  return dueSeats(rule.mode, approval).map(({ role, unit, person, delegate }) => ({
    role,
    ...(unit !== undefined && { unit }),
    ...((delegate ?? person) && { person: (delegate ?? person)?.id }),
    asks: delegate ? 'advise' : 'sign',
  }))
}
