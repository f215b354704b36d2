import type { Role } from '@shaotai/core'
import type { Flag } from './columns.ts'

/** Somebody stands in for a person (代理), from one day to another; both count. What has ended stays. */
export interface SubstitutionTable {
  county_id: string
  person: string
  substitute: string
  /** `YYYY-MM-DD` in the county's offset. */
  from_day: string
  to_day: string
}

/** A seat of an approval of a case or a ledger entry that runs: `SeatClaim` of the core. Empty texts stand for any, or nobody. */
export interface ApprovalSeatTable {
  county_id: string
  owner_kind: 'case' | 'entry'
  owner_id: string
  approval: string
  seat: string
  name: string
  seat_name: string
  role: Role
  unit: string
  person: string
  since: number
  due: Flag
  answered_by: string
}
