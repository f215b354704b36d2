import { Module } from '@nestjs/common'
import { TimerService } from '../platform/timers/timer-service.ts'
import { LedgerAnnouncer } from './ledger-announcer.ts'
import { LedgerController } from './ledger.controller.ts'
import { LedgerLists } from './ledger-lists.ts'
import { LedgerRecorder } from './ledger-recorder.ts'
import { LedgerService } from './ledger.service.ts'
import { LEDGER_TIMER, LedgerStore } from './ledger.store.ts'
import { ListChangeDrafts } from './list-change-drafts.ts'

@Module({
  controllers: [LedgerController],
  providers: [LedgerService, LedgerRecorder, LedgerStore, LedgerLists, LedgerAnnouncer, ListChangeDrafts],
  exports: [LedgerService],
})
export class LedgerModule {
  constructor(timers: TimerService, ledgers: LedgerService) {
    timers.register(LEDGER_TIMER, (tx, { caseId = '', payload }) => ledgers.fireClock(tx, caseId, (payload as { timer: string }).timer))
  }
}
