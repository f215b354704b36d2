import { Controller } from '@nestjs/common'
import { changeOrganisation, giveFirstPasswords, showOrganisation, type RouteInput } from '@shaotai/api'
import { Allow, CurrentActor, Input, Route } from '../platform/http/route-decorators.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { OrganisationService } from './organisation.service.ts'

@Controller()
export class OrganisationController {
  constructor(private readonly organisation: OrganisationService) {}

  @Route(showOrganisation)
  @Allow('policy-admin', 'security-admin')
  show(@CurrentActor() context: ActorContext) {
    return this.organisation.show(context)
  }

  @Route(changeOrganisation)
  @Allow('policy-admin', 'security-admin')
  change(@CurrentActor() context: ActorContext, @Input() { body }: RouteInput<typeof changeOrganisation>) {
    return this.organisation.change(context, body)
  }

  @Route(giveFirstPasswords)
  @Allow('policy-admin', 'security-admin')
  firstPasswords(@CurrentActor() context: ActorContext, @Input() { body }: RouteInput<typeof giveFirstPasswords>) {
    return this.organisation.firstPasswords(context, body.people)
  }
}
