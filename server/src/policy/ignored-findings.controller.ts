import { Controller } from '@nestjs/common'
import { ignoreFinding, listIgnoredFindings, takeBackIgnoring, type RouteInput } from '@shaotai/api'
import { Allow, CurrentActor, Input, Route } from '../platform/http/route-decorators.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { IgnoredFindings } from './ignored-findings.ts'

@Controller()
export class IgnoredFindingsController {
  constructor(private readonly ignored: IgnoredFindings) {}

  @Route(listIgnoredFindings)
  @Allow('policy-admin', 'policy-reviewer')
  list(@CurrentActor() context: ActorContext) {
    return this.ignored.list(context)
  }

  @Route(ignoreFinding)
  @Allow('policy-admin')
  ignore(@CurrentActor() context: ActorContext, @Input() { body }: RouteInput<typeof ignoreFinding>) {
    return this.ignored.ignore(context, body)
  }

  @Route(takeBackIgnoring)
  @Allow('policy-admin')
  takeBack(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof takeBackIgnoring>) {
    return this.ignored.takeBack(context, params.id)
  }
}
