import type { INestApplicationContext } from '@nestjs/common'
import type { Logger } from 'pino'
import { AuditSealer } from '../audit/audit-sealer.ts'
import { PolicyUsageCounter } from '../policy/policy-usage.ts'
import type { Clock } from './clock/clock.ts'
import type { OpenDatabase } from './db/open-database.ts'
import { LiveBus } from './live/live-bus.ts'
import { startPostgresRelay } from './live/postgres-relay.ts'
import { startOutboxDispatcher } from './outbox/outbox-dispatcher.ts'
import { Outbox } from './outbox/outbox.ts'
import { startHousekeeping } from './start-housekeeping.ts'
import { DeliveryEngine } from '../plugin/delivery/delivery-engine.ts'
import { PluginPool } from '../plugin/hosting/plugin-pool.ts'
import { PluginRecords } from '../plugin/hosting/plugin-records.ts'
import { startTimerDispatcher } from './timers/timer-dispatcher.ts'
import { TimerService } from './timers/timer-service.ts'

type Parts = {
  database: OpenDatabase
  clock: Clock
  logger: Logger
  /** False: nothing is ever delivered outside. */
  outside?: boolean
}

/** Starts what runs beside requests: timers, deliveries, sealing, and on PostgreSQL the line to the other processes. */
export async function startWorkers(
  app: INestApplicationContext,
  { database, clock, logger, outside = true }: Parts,
): Promise<{ stop(): Promise<void> }> {
  const relay = database.databaseUrl ? await startPostgresRelay(app.get(LiveBus), database.databaseUrl, logger) : undefined
  const workers = [
    startTimerDispatcher(app.get(TimerService), { clock, logger }),
    ...(outside ? [startOutboxDispatcher(app.get(Outbox), { clock, logger })] : []),
    app.get(AuditSealer).start(logger),
    app.get(PolicyUsageCounter).start(logger),
    app.get(PluginRecords).start(logger),
    ...(outside ? [app.get(DeliveryEngine).start(logger)] : []),
    startHousekeeping({ database, clock, logger }),
  ]
  return {
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.stop()))
      await app.get(PluginPool).closeAll()
      await app.get(AuditSealer).sealWaiting()
      await relay?.stop()
    },
  }
}
