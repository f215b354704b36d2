import { Controller } from '@nestjs/common'
import {
  commandCase,
  countCases,
  groupCases,
  listAssignments,
  listCaseEvents,
  listCases,
  previewCase,
  showCase,
  submitCase,
  type RouteInput,
} from '@shaotai/api'
import { commandSchemas, type Command } from '@shaotai/core'
import { Allow, CurrentActor, Input, Route } from '../platform/http/route-decorators.ts'
import { Refused } from '../platform/http/refused.ts'
import { findProblem } from '../platform/http/validate-input.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { CaseLists } from './case-lists.ts'
import { CaseService } from './case.service.ts'

@Controller()
export class CaseController {
  constructor(
    private readonly cases: CaseService,
    private readonly lists: CaseLists,
  ) {}

  @Route(listCases)
  @Allow('signed-in')
  list(@CurrentActor() context: ActorContext, @Input() { query }: RouteInput<typeof listCases>) {
    return this.lists.cases(context, query)
  }

  @Route(listAssignments)
  @Allow('signed-in')
  assignments(@CurrentActor() context: ActorContext, @Input() { query }: RouteInput<typeof listAssignments>) {
    return this.lists.assignments(context, query)
  }

  @Route(groupCases)
  @Allow('signed-in')
  groups(@CurrentActor() context: ActorContext, @Input() { query }: RouteInput<typeof groupCases>) {
    return this.lists.caseGroups(context, query)
  }

  @Route(countCases)
  @Allow('signed-in')
  counts(@CurrentActor() context: ActorContext) {
    return this.lists.counts(context)
  }

  @Route(previewCase)
  @Allow('town-clerk', 'town-principal')
  preview(@CurrentActor() context: ActorContext, @Input() { body }: RouteInput<typeof previewCase>) {
    return this.cases.preview(context, body)
  }

  @Route(submitCase)
  @Allow('signed-in')
  submit(@CurrentActor() context: ActorContext, @Input() { body, key }: RouteInput<typeof submitCase>) {
    return this.cases.submit(context, body, key)
  }

  @Route(showCase)
  @Allow('signed-in')
  show(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof showCase>) {
    return this.cases.show(context, params.id)
  }

  @Route(listCaseEvents)
  @Allow('signed-in')
  events(@CurrentActor() context: ActorContext, @Input() { params }: RouteInput<typeof listCaseEvents>) {
    return this.cases.events(context, params.id)
  }

  @Route(commandCase)
  @Allow('signed-in')
  command(@CurrentActor() context: ActorContext, @Input() { params, body, key }: RouteInput<typeof commandCase>) {
    const problem = findProblem(commandSchemas[params.command], body.data)
    if (problem) throw new Refused({ ...problem, at: `/data${problem.at ?? ''}` })
    // Checked just above against the schema of this very command.
    const command = { name: params.command, data: body.data, expectedVersion: body.expectedVersion } as Command
    return this.cases.command(context, params.id, command, key)
  }
}
