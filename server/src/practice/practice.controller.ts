import { Controller, Res } from '@nestjs/common'
import { enterPractice, PRACTISERS, showPractice, type Practice, type RouteInput } from '@shaotai/api'
import { ok, type Result } from '@shaotai/core'
import type { FastifyReply } from 'fastify'
import { Allow, CurrentActor, Input, Route } from '../platform/http/route-decorators.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { PracticeService } from './practice.service.ts'

@Controller()
export class PracticeController {
  constructor(private readonly practice: PracticeService) {}

  @Route(showPractice)
  @Allow(...PRACTISERS)
  show(@CurrentActor() context: ActorContext): Promise<Practice> {
    return this.practice.state(context)
  }

  @Route(enterPractice)
  @Allow(...PRACTISERS)
  async enter(
    @CurrentActor() context: ActorContext,
    @Input() { body }: RouteInput<typeof enterPractice>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Result<Practice>> {
    const entered = await this.practice.enter(context, body)
    if (!entered.ok) return entered
    void reply.header('set-cookie', entered.value.cookie)
    return ok(entered.value.practice)
  }
}
