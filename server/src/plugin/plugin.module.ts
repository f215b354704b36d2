import { Module } from '@nestjs/common'
import { CaseModule } from '../case/case.module.ts'
import { PluginPool } from './hosting/plugin-pool.ts'
import { PluginRecords } from './hosting/plugin-records.ts'
import { PluginController } from './plugin.controller.ts'
import { PluginService } from './plugin.service.ts'
import { PluginStore } from './plugin.store.ts'
import { PluginViews } from './plugin-views.ts'

/** Plugins of counties: their life, what they are told, what they bring. What runs them comes with the platform. */
@Module({
  imports: [CaseModule],
  controllers: [PluginController],
  providers: [PluginService, PluginStore, PluginPool, PluginRecords, PluginViews],
  exports: [PluginPool],
})
export class PluginModule {}
