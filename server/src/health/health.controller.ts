import { Controller, HttpStatus, Inject, Res } from '@nestjs/common'
import { health, type RouteOutput } from '@shaotai/api'
import type { FastifyReply } from 'fastify'
import { Public, Route } from '../platform/http/route-decorators.ts'
import { Readiness } from '../platform/readiness.ts'

@Controller()
export class HealthController {
  constructor(@Inject(Readiness) private readonly readiness: Readiness) {}

  @Route(health)
  @Public()
  async show(@Res({ passthrough: true }) reply: FastifyReply): Promise<RouteOutput<typeof health>> {
    const report = await this.readiness.report()
    if (report.status !== 'ok') void reply.status(HttpStatus.SERVICE_UNAVAILABLE)
    return report
  }
}
