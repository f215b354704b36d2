import { Controller } from '@nestjs/common'
import { showItemRecord, type RouteInput } from '@shaotai/api'
import { Allow, CurrentActor, Input, Route } from '../platform/http/route-decorators.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { ItemRecords } from './item-record.ts'

@Controller()
export class ResponsibilityController {
  constructor(private readonly records: ItemRecords) {}

  @Route(showItemRecord)
  @Allow('signed-in')
  record(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof showItemRecord>) {
    return this.records.of(context, params.item)
  }
}
