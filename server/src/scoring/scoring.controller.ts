import { Controller, Res } from '@nestjs/common'
import {
  enterScore,
  explainScores,
  listScoreEntries,
  listSimulationScores,
  recomputeScores,
  showScoreAttachment,
  showScoreBulletin,
  showScores,
  type RouteInput,
} from '@shaotai/api'
import type { FastifyReply } from 'fastify'
import { sendFile } from '../attachment/send-file.ts'
import { Allow, CurrentActor, Input, Route } from '../platform/http/route-decorators.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { ScoreEntries } from './score-entries.ts'
import { ScoreLock } from './score-lock.ts'
import { ScoreTrial } from './score-trial.ts'
import { ScoringService } from './scoring.service.ts'

@Controller()
export class ScoringController {
  constructor(
    private readonly scoring: ScoringService,
    private readonly entries: ScoreEntries,
    private readonly lock: ScoreLock,
    private readonly trial: ScoreTrial,
  ) {}

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

  @Route(listScoreEntries)
  @Allow('signed-in')
  list(@CurrentActor() context: ActorContext, @Input() { query }: RouteInput<typeof listScoreEntries>) {
    return this.entries.list(context, query.model, query.period)
  }

  @Route(enterScore)
  @Allow('signed-in')
  enter(@CurrentActor() context: ActorContext, @Input() { body, key }: RouteInput<typeof enterScore>) {
    return this.entries.enter(context, body, key)
  }

  @Route(showScoreAttachment)
  @Allow('signed-in')
  async attachment(
    @CurrentActor() context: ActorContext,
    @Input() { params }: RouteInput<typeof showScoreAttachment>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = await this.entries.openAttachment(context, params.id, params.attachment)
    return found.ok ? sendFile(reply, found.value) : found
  }

  @Route(recomputeScores)
  @Allow('signed-in')
  recompute(@CurrentActor() context: ActorContext, @Input() { body }: RouteInput<typeof recomputeScores>) {
    return this.lock.recompute(context, body)
  }

  @Route(showScoreBulletin)
  @Allow('signed-in')
  bulletin(@CurrentActor() context: ActorContext, @Input() { query }: RouteInput<typeof showScoreBulletin>) {
    return this.scoring.bulletin(context, query)
  }

  @Route(listSimulationScores)
  @Allow('policy-admin', 'policy-reviewer')
  simulate(@CurrentActor() { county }: ActorContext, @Input() { query }: RouteInput<typeof listSimulationScores>) {
    return this.trial.inputs(county, query)
  }
}
