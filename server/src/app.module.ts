import { Module, type DynamicModule } from '@nestjs/common'
import { ApprovalModule } from './approval/approval.module.ts'
import { AttachmentModule } from './attachment/attachment.module.ts'
import { AuditModule } from './audit/audit.module.ts'
import { CaseModule } from './case/case.module.ts'
import { HealthModule } from './health/health.module.ts'
import { LedgerModule } from './ledger/ledger.module.ts'
import { NotificationModule } from './notification/notification.module.ts'
import { PeopleModule } from './people/people.module.ts'
import { PluginModule } from './plugin/plugin.module.ts'
import { PlatformModule, type Platform } from './platform/platform.module.ts'
import { PolicyModule } from './policy/policy.module.ts'
import { ResponsibilityModule } from './responsibility/responsibility.module.ts'
import { ScoringModule } from './scoring/scoring.module.ts'
import { SessionModule } from './session/session.module.ts'
import { TaskModule } from './task/task.module.ts'

/** Every feature of the server; `more` is what only this kind of instance has. */
@Module({})
export class AppModule {
  static of(platform: Platform, more: readonly DynamicModule[] = []): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.of(platform),
        HealthModule,
        SessionModule,
        PeopleModule,
        AuditModule,
        PolicyModule,
        ApprovalModule,
        CaseModule,
        LedgerModule,
        TaskModule,
        ResponsibilityModule,
        ScoringModule,
        AttachmentModule,
        NotificationModule,
        PluginModule,
        ...more,
      ],
    }
  }
}
