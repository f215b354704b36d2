import { SYSTEM } from '@shaotai/core'
import type { Logger } from 'pino'
import type { Clock } from './clock/clock.ts'
import type { OpenDatabase } from './db/open-database.ts'
import { IDEMPOTENCY_KEPT } from './idempotency/idempotency.ts'
import { LOGS_KEPT } from '../plugin/hosting/plugin-records.ts'
import { WorkerLoop } from './timers/worker-loop.ts'

const HOUR = 3_600_000
/** Read notices and fired timers are kept for half a year, as long as the log must be. */
const KEPT = IDEMPOTENCY_KEPT

/** Forgets, once an hour, what nobody needs any more: old answers to repeated requests, ended sessions, old notices and fired timers. */
export function startHousekeeping({ database, clock, logger }: { database: OpenDatabase; clock: Clock; logger: Logger }): {
  stop(): Promise<void>
} {
  const loop = new WorkerLoop(
    'housekeeping',
    async () => {
      await forgetOld(database, clock.now())
      return HOUR
    },
    logger,
  )
  loop.wake()
  return { stop: () => loop.stop() }
}

/** One round of forgetting; everything of it is safe to do twice or by two processes at once. */
export async function forgetOld({ unitOfWork }: Pick<OpenDatabase, 'unitOfWork'>, now: number): Promise<void> {
  await unitOfWork.run({ county: '', actor: SYSTEM }, async ({ db }) => {
    await db
      .deleteFrom('idempotency')
      .where('created_at', '<', now - IDEMPOTENCY_KEPT)
      .execute()
    await db.deleteFrom('sessions').where('expires_at', '<', now).execute()
    await db
      .deleteFrom('notifications')
      .where('created_at', '<', now - KEPT)
      .execute()
    await db
      .deleteFrom('timers')
      .where('fired_at', '<', now - KEPT)
      .execute()
    // Dead letters stay until somebody has decided about them.
    await db
      .deleteFrom('plugin_deliveries')
      .where('state', 'in', ['done', 'skipped'])
      .where('done_at', '<', now - KEPT)
      .execute()
    await db
      .deleteFrom('plugin_logs')
      .where('at', '<', now - LOGS_KEPT)
      .execute()
  })
}
