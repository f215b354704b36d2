import { Controller, Headers, Res } from '@nestjs/common'
import { listSimulationCases, listSimulationFacts, SIMULATION_PAGE, type RouteInput } from '@shaotai/api'
import type { FastifyReply } from 'fastify'
import { Allow, CurrentActor, Input, Route } from '../platform/http/route-decorators.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { SimulationSource, type TaggedPage } from './simulation-source.ts'

@Controller()
export class SimulationController {
  constructor(private readonly source: SimulationSource) {}

  @Route(listSimulationCases)
  @Allow('policy-admin', 'policy-reviewer')
  async cases(
    @CurrentActor() { county }: ActorContext,
    @Input() { query }: RouteInput<typeof listSimulationCases>,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { after, limit = SIMULATION_PAGE.cases.usual } = query
    return answer(await this.source.cases({ county, after, limit, known }), reply)
  }

  @Route(listSimulationFacts)
  @Allow('policy-admin', 'policy-reviewer')
  async facts(
    @CurrentActor() { county }: ActorContext,
    @Input() { query }: RouteInput<typeof listSimulationFacts>,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { after, limit = SIMULATION_PAGE.facts.usual } = query
    return answer(await this.source.facts({ county, after, limit, known }), reply)
  }
}

/** The browser keeps a page for its person and asks each time whether it changed. */
function answer<T>({ tag, body }: TaggedPage<T>, reply: FastifyReply): T | undefined {
  void reply.header('etag', tag).header('cache-control', 'private, no-cache')
  if (body === undefined) void reply.status(304)
  return body
}
