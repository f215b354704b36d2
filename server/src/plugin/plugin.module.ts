import { Module } from '@nestjs/common'
import { CaseModule } from '../case/case.module.ts'
import { DeadLetters } from './delivery/dead-letters.ts'
import { DeliveryController } from './delivery/delivery.controller.ts'
import { DeliveryEngine } from './delivery/delivery-engine.ts'
import { CaseActs } from './effect/case-acts.ts'
import { Intake } from './effect/intake.ts'
import { PluginEffects } from './effect/plugin-effects.ts'
import { PluginPool } from './hosting/plugin-pool.ts'
import { PluginRecords } from './hosting/plugin-records.ts'
import { PluginController } from './plugin.controller.ts'
import { PluginService } from './plugin.service.ts'
import { PluginStore } from './plugin.store.ts'
import { PluginViews } from './plugin-views.ts'

/** Plugins of counties: their life, what they are told, what they bring. What runs them comes with the platform. */
@Module({
  imports: [CaseModule],
  controllers: [PluginController, DeliveryController],
  providers: [
    PluginService,
    PluginStore,
    PluginPool,
    PluginRecords,
    PluginViews,
    DeliveryEngine,
    DeadLetters,
    PluginEffects,
    CaseActs,
    Intake,
  ],
  exports: [PluginPool, PluginRecords, DeliveryEngine],
})
export class PluginModule {}
