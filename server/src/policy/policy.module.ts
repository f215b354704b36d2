import { Global, Module } from '@nestjs/common'
import { CaseHistoryReader } from './case-history.ts'
import { DraftHistory } from './draft-history.ts'
import { FormValidator } from './form-validator.ts'
import { PolicyController } from './policy.controller.ts'
import { PolicyService } from './policy.service.ts'
import { PolicyStore } from './policy.store.ts'

@Global()
@Module({
  controllers: [PolicyController],
  providers: [PolicyService, PolicyStore, FormValidator, CaseHistoryReader, DraftHistory],
  exports: [PolicyStore, FormValidator],
})
export class PolicyModule {}
