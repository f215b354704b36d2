import { Controller, Inject, Req, Res } from '@nestjs/common'
import {
  changePassword,
  closeSession,
  openSession,
  showSession,
  showSessionIfAny,
  showWelcome,
  type RouteInput,
  type Session,
  type Welcome,
} from '@shaotai/api'
import { fail, ok, type Result } from '@shaotai/core'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Settings } from '../platform/config/settings.ts'
import { Authenticator, type Caller } from '../platform/http/authenticator.ts'
import { Allow, CurrentCaller, Input, Public, Route } from '../platform/http/route-decorators.ts'
import { SETTINGS_TOKEN } from '../platform/tokens.ts'
import { sessionCookie } from './session-cookie.ts'
import { SessionService } from './session.service.ts'

@Controller()
export class SessionController {
  constructor(
    private readonly sessions: SessionService,
    private readonly authenticator: Authenticator,
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
  ) {}

  @Route(openSession)
  @Public()
  async open(
    @Input() { body }: RouteInput<typeof openSession>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Result<Session>> {
    const opened = await this.sessions.open(body.account, body.password, { address: request.ip, request: String(request.id) })
    if (!opened.ok) return fail(opened.error)
    void reply.header('set-cookie', sessionCookie(opened.value.token, this.settings))
    return ok(opened.value.session)
  }

  @Route(showWelcome)
  @Public()
  welcome(): Promise<Welcome> {
    return this.sessions.welcome()
  }

  @Route(showSession)
  @Allow('signed-in')
  show(@CurrentCaller() { context, expiresAt }: Caller): Promise<Session> {
    return this.sessions.describe(context.county, context.actor.person, expiresAt)
  }

  @Route(showSessionIfAny)
  @Public()
  async showIfAny(@Req() request: FastifyRequest): Promise<{ session: Session | null }> {
    const caller = await this.authenticator.authenticate(request)
    return { session: caller ? await this.show(caller) : null }
  }

  @Route(closeSession)
  @Allow('signed-in')
  async close(@CurrentCaller() caller: Caller, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.close(caller)
    void reply.header('set-cookie', sessionCookie('', this.settings))
  }

  @Route(changePassword)
  @Allow('signed-in')
  change(@CurrentCaller() caller: Caller, @Input() { body }: RouteInput<typeof changePassword>): Promise<Result<undefined>> {
    return this.sessions.changePassword(caller, body.current, body.next)
  }
}
