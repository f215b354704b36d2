import { Controller } from '@nestjs/common'
import { actOnDeliveries, exportDeliveries, listDeliveries, resolveIntake, showDelivery, type RouteInput } from '@shaotai/api'
import { Allow, CurrentActor, Input, Route } from '../../platform/http/route-decorators.ts'
import type { ActorContext } from '../../platform/unit-of-work/unit-of-work.ts'
import { Intake } from '../effect/intake.ts'
import { intakeRow } from '../plugin-views.ts'
import { DeadLetters } from './dead-letters.ts'

/** Deliveries and dead letters of plugins, and what sources brought that nobody could place. */
@Controller()
export class DeliveryController {
  constructor(
    private readonly letters: DeadLetters,
    private readonly intake: Intake,
  ) {}

  @Route(listDeliveries)
  @Allow('policy-admin', 'system-admin', 'security-admin', 'audit-admin')
  list(@CurrentActor() context: ActorContext, @Input() { params, query }: RouteInput<typeof listDeliveries>) {
    return this.letters.list(context, params.plugin, query)
  }

  @Route(exportDeliveries)
  @Allow('policy-admin', 'system-admin')
  exportAll(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof exportDeliveries>) {
    return this.letters.exportAll(context, params.plugin)
  }

  @Route(showDelivery)
  @Allow('policy-admin', 'system-admin')
  show(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof showDelivery>) {
    return this.letters.show(context, params.plugin, params.delivery)
  }

  @Route(actOnDeliveries)
  @Allow('policy-admin', 'system-admin')
  act(@CurrentActor() context: ActorContext, @Input() { params, body }: RouteInput<typeof actOnDeliveries>) {
    return this.letters.act(context, params.plugin, body)
  }

  @Route(resolveIntake)
  @Allow('policy-admin', 'dispatcher', 'platform-head')
  async resolve(@CurrentActor() context: ActorContext, @Input() { params, body }: RouteInput<typeof resolveIntake>) {
    const resolved = await this.intake.resolve(context, params.plugin, body)
    return resolved.ok ? intakeRow(resolved.value) : resolved
  }
}
