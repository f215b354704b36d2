import { Controller } from '@nestjs/common'
import { listWaitingSeats } from '@shaotai/api'
import { Allow, CurrentActor, Route } from '../platform/http/route-decorators.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { WaitingSeats } from './waiting-seats.ts'

@Controller()
export class ApprovalController {
  constructor(private readonly seats: WaitingSeats) {}

  @Route(listWaitingSeats)
  @Allow('signed-in')
  waiting(@CurrentActor() context: ActorContext) {
    return this.seats.list(context)
  }
}
