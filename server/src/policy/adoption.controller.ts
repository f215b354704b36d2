import { Controller } from '@nestjs/common'
import { adoptPolicy, listPolicyTemplates, openPolicyBundle, showPolicyTemplate, type RouteInput } from '@shaotai/api'
import { Allow, CurrentActor, Input, Route } from '../platform/http/route-decorators.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { AdoptionService } from './adoption.service.ts'

@Controller()
export class AdoptionController {
  constructor(private readonly adoption: AdoptionService) {}

  @Route(listPolicyTemplates)
  @Allow('policy-admin', 'policy-reviewer')
  list() {
    return this.adoption.templates()
  }

  @Route(showPolicyTemplate)
  @Allow('policy-admin', 'policy-reviewer')
  show(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof showPolicyTemplate>) {
    return this.adoption.template(context, params.id)
  }

  @Route(openPolicyBundle)
  @Allow('policy-admin')
  open(@CurrentActor() context: ActorContext, @Input() { body }: RouteInput<typeof openPolicyBundle>) {
    return this.adoption.open(context, body)
  }

  @Route(adoptPolicy)
  @Allow('policy-admin')
  adopt(@CurrentActor() context: ActorContext, @Input() { body }: RouteInput<typeof adoptPolicy>) {
    return this.adoption.adopt(context, body)
  }
}
