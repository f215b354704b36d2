import { Controller } from '@nestjs/common'
import { setMySubstitutes, setSubstitutes, showMySubstitutes, showSubstitutes, type RouteInput } from '@shaotai/api'
import { Allow, CurrentActor, Input, Route } from '../platform/http/route-decorators.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { SubstitutesService } from './substitutes.service.ts'

@Controller()
export class SubstitutesController {
  constructor(private readonly substitutes: SubstitutesService) {}

  @Route(showMySubstitutes)
  @Allow('signed-in')
  mine(@CurrentActor() context: ActorContext) {
    return this.substitutes.show(context, context.actor.person)
  }

  @Route(setMySubstitutes)
  @Allow('signed-in')
  setMine(@CurrentActor() context: ActorContext, @Input() { body }: RouteInput<typeof setMySubstitutes>) {
    return this.substitutes.set(context, context.actor.person, body)
  }

  @Route(showSubstitutes)
  @Allow('policy-admin')
  show(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof showSubstitutes>) {
    return this.substitutes.show(context, params.person)
  }

  @Route(setSubstitutes)
  @Allow('policy-admin')
  set(@CurrentActor() context: ActorContext, @Input() { params, body }: RouteInput<typeof setSubstitutes>) {
    return this.substitutes.set(context, params.person, body)
  }
}
