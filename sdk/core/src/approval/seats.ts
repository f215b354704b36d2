import { ROLES, type Role } from '../organisation/role.ts'
import type { SeatState } from './approval.ts'
import type { ApprovalRule, Seat, SeatSide } from './schema.ts'

/** The units an approval's seats may come from; what is not known leaves its seats to nobody. */
export type SeatUnits = { readonly town: string; readonly lead?: string; readonly requester?: string }

/** The seats a rule asks for, in the order of signing: those it lists, or one for each role it names. */
export function seatsOf(rule: Pick<ApprovalRule, 'seats' | 'by'>): Seat[] {
  return rule.seats ?? (rule.by ?? []).map((role) => ({ id: role, role, of: sideOf(role) }))
}

/** The seats as an approval opens with them. A seat bound to a unit nobody knows keeps an empty unit: nobody can take it. */
export function openSeats(rule: Pick<ApprovalRule, 'seats' | 'by'>, units: SeatUnits): SeatState[] {
  return seatsOf(rule).map(({ id, name, role, of, unit, weight }) => ({
    id,
    ...(name !== undefined && { name }),
    role,
    ...unitOf(of, unit, units),
    weight: weight ?? 1,
  }))
}

/** The unit a side stands for; nothing for platform and county, where the role is enough. */
export function unitOf(of: SeatSide, unit: string | undefined, units: SeatUnits): { unit?: string } {
  switch (of) {
    case 'town':
      return { unit: units.town }
    case 'lead':
      return { unit: units.lead ?? '' }
    case 'requester':
      return { unit: units.requester ?? '' }
    case 'unit':
      return { unit: unit ?? '' }
    default:
      return {}
  }
}

/** The side of a role named without one: a department's role means the lead. */
function sideOf(role: Role): SeatSide {
  const { side } = ROLES[role]
  if (side === 'town' || side === 'platform') return side
  return side === 'department' ? 'lead' : 'county'
}
