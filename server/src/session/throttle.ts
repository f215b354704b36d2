import { createHmac } from 'node:crypto'
import type { Instant } from '@shaotai/core'
import type { Secrets } from '../platform/config/secrets.ts'
import type { Db } from '../platform/db/open-database.ts'
import type { Tx } from '../platform/unit-of-work/unit-of-work.ts'

/** How many failures lock what was tried, for how long at first, and after how long a quiet key is forgotten. */
const RULES = {
  account: { failures: 5, lockMs: 10 * 60_000, forgetMs: 24 * 3_600_000 },
  // A whole office may sit behind one address.
  address: { failures: 200, lockMs: 10 * 60_000, forgetMs: 3_600_000 },
} as const

const LONGEST_LOCK = 24 * 3_600_000

export type ThrottleKind = keyof typeof RULES

/** The key of a counter. Accounts are folded as people type them, and hashed, so that the table names nobody. */
export function throttleKey(secrets: Secrets, kind: ThrottleKind, value: string): string {
  return `${kind}:${createHmac('sha256', secrets.lookupKey).update(`${kind}\0${value.trim().toLowerCase()}`).digest('hex').slice(0, 40)}`
}

/** Until when a key is locked; 0 if it is not. */
export async function lockedUntil(db: Db, keys: readonly string[], now: Instant): Promise<Instant> {
  const rows = await db.read
    .selectFrom('throttles')
    .select('blocked_until')
    .where('key', 'in', keys)
    .where('blocked_until', '>', now)
    .execute()
  return Math.max(0, ...rows.map((row) => row.blocked_until))
}

/** Counts one failure; the lock doubles each time it is reached again. */
export async function countFailure(tx: Tx, kind: ThrottleKind, key: string): Promise<void> {
  const { failures: limit, lockMs, forgetMs } = RULES[kind]
  const stored = await tx.db.selectFrom('throttles').selectAll().where('key', '=', key).executeTakeFirst()
  const forgotten = !stored || tx.now - Math.max(stored.first_at, stored.blocked_until) > forgetMs
  const failures = (forgotten ? 0 : stored.failures) + 1
  const earlier = forgotten ? 0 : stored.locks
  const locks = failures >= limit ? earlier + 1 : earlier
  const blocked_until = failures >= limit ? tx.now + Math.min(lockMs * 2 ** earlier, LONGEST_LOCK) : 0
  const row = { failures: failures >= limit ? 0 : failures, locks, first_at: forgotten ? tx.now : stored.first_at, blocked_until }
  await tx.db
    .insertInto('throttles')
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute()
}

/** Forgets a key after a success. */
export async function clearThrottle(tx: Tx, key: string): Promise<void> {
  await tx.db.deleteFrom('throttles').where('key', '=', key).execute()
}
