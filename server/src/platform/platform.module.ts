import { Module, type DynamicModule } from '@nestjs/common'
import type { Logger } from 'pino'
import { AuditLog } from '../audit/audit-log.ts'
import { AuditSealer } from '../audit/audit-sealer.ts'
import { Clock } from './clock/clock.ts'
import type { Secrets } from './config/secrets.ts'
import type { Settings } from './config/settings.ts'
import { Counters } from './counter/counters.ts'
import { Db, type OpenDatabase } from './db/open-database.ts'
import { Idempotency } from './idempotency/idempotency.ts'
import { LiveBus } from './live/live-bus.ts'
import { LiveController } from './live/live.controller.ts'
import { Outbox } from './outbox/outbox.ts'
import { PluginRunner } from '../plugin/hosting/plugin-runner.ts'
import { Readiness } from './readiness.ts'
import { TimerService } from './timers/timer-service.ts'
import { LOGGER, SECRETS, SETTINGS_TOKEN } from './tokens.ts'
import { UnitOfWork } from './unit-of-work/unit-of-work.ts'

/** What a running server is made of before any feature: built by `createApp`, by hand in tests. */
export type Platform = {
  settings: Settings
  secrets: Secrets
  clock: Clock
  logger: Logger
  database: OpenDatabase
  readiness: Readiness
  runner: PluginRunner
}

/** Hands the platform to every feature. */
@Module({})
export class PlatformModule {
  static of({ settings, secrets, clock, logger, database, readiness, runner }: Platform): DynamicModule {
    const providers = [
      { provide: SETTINGS_TOKEN, useValue: settings },
      { provide: SECRETS, useValue: secrets },
      { provide: LOGGER, useValue: logger },
      { provide: Clock, useValue: clock },
      { provide: Db, useValue: database.db },
      { provide: UnitOfWork, useValue: database.unitOfWork },
      { provide: Counters, useValue: database.counters },
      { provide: Readiness, useValue: readiness },
      { provide: PluginRunner, useValue: runner },
      AuditLog,
      AuditSealer,
      Idempotency,
      LiveBus,
      Outbox,
      TimerService,
    ]
    return { module: PlatformModule, global: true, controllers: [LiveController], providers, exports: providers }
  }
}
