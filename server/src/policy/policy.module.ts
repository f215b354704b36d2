import { Global, Module } from '@nestjs/common'
import { AdoptionController } from './adoption.controller.ts'
import { AdoptionService } from './adoption.service.ts'
import { Adoptions } from './adoptions.ts'
import { CalendarPreviewer } from './calendar-preview.ts'
import { CaseHistoryReader } from './case-history.ts'
import { DraftClaims } from './draft-claims.ts'
import { ConsultationController } from './consultation.controller.ts'
import { ConsultationService } from './consultation.service.ts'
import { DraftMerge } from './draft-merge.ts'
import { DraftEdits } from './draft-edits.ts'
import { DraftHistory } from './draft-history.ts'
import { DraftOutcomes } from './draft-outcomes.ts'
import { DraftStore } from './draft-store.ts'
import { DraftTrials } from './draft-trials.ts'
import { FieldUsages } from './field-usages.ts'
import { FormValidator } from './form-validator.ts'
import { IgnoredFindingsController } from './ignored-findings.controller.ts'
import { IgnoredFindings } from './ignored-findings.ts'
import { OpenCaseReader } from './open-cases.ts'
import { PolicyController } from './policy.controller.ts'
import { PolicyNewsService } from './policy-news.ts'
import { PolicyUsageController } from './policy-usage.controller.ts'
import { PolicyUsageCounter } from './policy-usage.ts'
import { PolicyService } from './policy.service.ts'
import { PolicyStore } from './policy.store.ts'
import { PublicationController } from './publication.controller.ts'
import { PublicationService } from './publication.service.ts'
import { SimulationController } from './simulation.controller.ts'
import { SimulationSource } from './simulation-source.ts'
import { TransitionPreviewer } from './transition-preview.ts'

@Global()
@Module({
  controllers: [
    PolicyController,
    PublicationController,
    SimulationController,
    ConsultationController,
    AdoptionController,
    IgnoredFindingsController,
    PolicyUsageController,
  ],
  providers: [
    PolicyService,
    AdoptionService,
    Adoptions,
    PublicationService,
    ConsultationService,
    PolicyNewsService,
    TransitionPreviewer,
    CalendarPreviewer,
    OpenCaseReader,
    DraftStore,
    DraftOutcomes,
    DraftTrials,
    DraftMerge,
    PolicyStore,
    FormValidator,
    CaseHistoryReader,
    DraftHistory,
    FieldUsages,
    IgnoredFindings,
    PolicyUsageCounter,
    DraftClaims,
    DraftEdits,
    SimulationSource,
  ],
  exports: [PolicyStore, DraftEdits, FormValidator],
})
export class PolicyModule {}
