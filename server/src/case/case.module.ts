import { Module } from '@nestjs/common'
import { ApprovalModule } from '../approval/approval.module.ts'
import { TimerService } from '../platform/timers/timer-service.ts'
import { LedgerModule } from '../ledger/ledger.module.ts'
import { EventDeliveries } from '../plugin/delivery/event-deliveries.ts'
import { Announcer } from './announcer.ts'
import { CaseController } from './case.controller.ts'
import { CaseLists } from './case-lists.ts'
import { CaseRecorder } from './case-recorder.ts'
import { CaseService } from './case.service.ts'
import { CaseStore } from './case.store.ts'
import { Names } from './names.ts'
import { VersionUpdate } from './version-update.ts'
import { CLOCK_TIMER, REQUEST_TIMER, SUSPENSION_TIMER } from './projection.ts'

@Module({
  imports: [LedgerModule, ApprovalModule],
  controllers: [CaseController],
  providers: [CaseService, CaseRecorder, CaseStore, CaseLists, VersionUpdate, Names, Announcer, EventDeliveries],
  exports: [CaseService, CaseStore, Names, EventDeliveries],
})
export class CaseModule {
  constructor(timers: TimerService, cases: CaseService) {
    timers.register(CLOCK_TIMER, (tx, { caseId = '', payload }) =>
      cases.systemCommand(tx, caseId, { name: 'fireClock', data: payload as { timer: string } }),
    )
    timers.register(REQUEST_TIMER, (tx, { caseId = '', payload }) =>
      cases.systemCommand(tx, caseId, { name: 'expireRequest', data: payload as { request: string } }),
    )
    timers.register(SUSPENSION_TIMER, (tx, { caseId = '' }) => cases.systemCommand(tx, caseId, { name: 'endSuspension', data: {} }))
  }
}
