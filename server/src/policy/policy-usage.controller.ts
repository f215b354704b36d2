import { Controller } from '@nestjs/common'
import { showPolicyUsage } from '@shaotai/api'
import { Allow, CurrentActor, Route } from '../platform/http/route-decorators.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { PolicyUsageCounter } from './policy-usage.ts'

@Controller()
export class PolicyUsageController {
  constructor(private readonly usage: PolicyUsageCounter) {}

  @Route(showPolicyUsage)
  @Allow('policy-admin', 'policy-reviewer')
  show(@CurrentActor() context: ActorContext) {
    return this.usage.show(context)
  }
}
