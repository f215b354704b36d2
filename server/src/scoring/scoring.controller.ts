import { Controller } from '@nestjs/common'
import { explainScores, showScores, type RouteInput } from '@shaotai/api'
import { Allow, CurrentActor, Input, Route } from '../platform/http/route-decorators.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { ScoringService } from './scoring.service.ts'

@Controller()
export class ScoringController {
  constructor(private readonly scoring: ScoringService) {}

  @Route(showScores)
  @Allow('signed-in')
  show(@CurrentActor() context: ActorContext, @Input() { query }: RouteInput<typeof showScores>) {
    return this.scoring.board(context, query)
  }

  @Route(explainScores)
  @Allow('signed-in')
  explain(@CurrentActor() context: ActorContext, @Input() { params, query }: RouteInput<typeof explainScores>) {
    return this.scoring.explain(context, params.subject, query)
  }
}
