import type { SeatClaim } from '@shaotai/core'
import type { Insertable } from 'kysely'
import { insertOnce } from '../platform/db/compile-once.ts'
import type { ApprovalSeatTable } from '../platform/db/people-tables.ts'
import type { Tx } from '../platform/unit-of-work/unit-of-work.ts'

export type SeatRow = Insertable<ApprovalSeatTable>
export type SeatOwner = { kind: ApprovalSeatTable['owner_kind']; id: string }

/** The seats of one owner's approvals as rows. */
export function toSeatRows(county: string, owner: SeatOwner, claims: readonly SeatClaim[]): SeatRow[] {
  return claims.map((one) => ({
    county_id: county,
    owner_kind: owner.kind,
    owner_id: owner.id,
    approval: one.approval,
    seat: one.seat,
    name: one.name,
    seat_name: one.seatName,
    role: one.role,
    unit: one.unit ?? '',
    person: one.person ?? '',
    since: one.since,
    due: one.due,
    answered_by: one.answeredBy ?? '',
  }))
}

/** Puts an owner's seats in the place of those that are stored. */
export async function replaceSeats(tx: Tx, owner: SeatOwner, rows: readonly SeatRow[]): Promise<void> {
  await tx.db
    .deleteFrom('approval_seats')
    .where('county_id', '=', tx.context.county)
    .where('owner_kind', '=', owner.kind)
    .where('owner_id', '=', owner.id)
    .execute()
  await insertSeats(tx.db, rows)
}

const insertSeats = insertOnce('approval_seats')
