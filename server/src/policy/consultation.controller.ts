import { Controller } from '@nestjs/common'
import {
  answerConsultation,
  askUnits,
  countConsultations,
  listConsultations,
  listDraftConsultations,
  showConsultation,
  type RouteInput,
} from '@shaotai/api'
import { Allow, CurrentActor, Input, Route } from '../platform/http/route-decorators.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { ConsultationService } from './consultation.service.ts'

@Controller()
export class ConsultationController {
  constructor(private readonly consultations: ConsultationService) {}

  @Route(askUnits)
  @Allow('policy-admin')
  ask(@CurrentActor() context: ActorContext, @Input() { params, body }: RouteInput<typeof askUnits>) {
    return this.consultations.ask(context, params.id, body)
  }

  @Route(listDraftConsultations)
  @Allow('policy-admin', 'policy-reviewer')
  ofDraft(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof listDraftConsultations>) {
    return this.consultations.ofDraft(context, params.id)
  }

  @Route(listConsultations)
  @Allow('town-clerk', 'town-principal', 'dept-clerk', 'dept-leader')
  mine(@CurrentActor() context: ActorContext) {
    return this.consultations.mine(context)
  }

  @Route(countConsultations)
  @Allow('town-clerk', 'town-principal', 'dept-clerk', 'dept-leader')
  waiting(@CurrentActor() context: ActorContext) {
    return this.consultations.waiting(context)
  }

  @Route(showConsultation)
  @Allow('signed-in')
  show(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof showConsultation>) {
    return this.consultations.show(context, params.id)
  }

  @Route(answerConsultation)
  @Allow('town-clerk', 'town-principal', 'dept-clerk', 'dept-leader')
  answer(@CurrentActor() context: ActorContext, @Input() { params, body }: RouteInput<typeof answerConsultation>) {
    return this.consultations.answer(context, params.id, body)
  }
}
