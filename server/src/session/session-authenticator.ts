import { Inject, Injectable } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import type { Settings } from '../platform/config/settings.ts'
import { Authenticator, type Caller } from '../platform/http/authenticator.ts'
import { SETTINGS_TOKEN } from '../platform/tokens.ts'
import { readSessionCookie } from './session-cookie.ts'
import { SessionService } from './session.service.ts'

/** Recognises callers by their session cookie. */
@Injectable()
export class SessionAuthenticator extends Authenticator {
  constructor(
    private readonly sessions: SessionService,
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
  ) {
    super()
  }

  async authenticate(request: FastifyRequest): Promise<Caller | undefined> {
    const token = readSessionCookie(request, this.settings)
    return token ? this.sessions.recognise(token, String(request.id)) : undefined
  }
}
