import type { RouteDefinition } from '@shaotai/api'
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common'
import { Authenticator } from './authenticator.ts'
import { refused } from './refused.ts'
import { ACCESS, ROUTE, type Access, type RequestWithCaller } from './route-decorators.ts'

/** Stands before every handler. What a handler does not declare, nobody may do. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly authenticator: Authenticator) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = Reflect.getMetadata(ACCESS, context.getHandler()) as Access | undefined
    if (access === 'public') return true
    const request = context.switchToHttp().getRequest<RequestWithCaller>()
    request.caller = await this.authenticator.authenticate(request)
    if (!request.caller) return refused('access.not-signed-in')
    if (isForAnother(request)) return refused('access.other-person')
    if (request.caller.mustChangePassword && !isAboutSession(context)) return refused('access.change-password')
    if (access === 'signed-in') return true
    const { roles } = request.caller.context.actor
    return access?.some((role) => roles.includes(role)) || refused('access.not-allowed')
  }
}

/** Who has to change a first password may see who they are, change it, and leave. */
function isAboutSession(context: ExecutionContext): boolean {
  const route = Reflect.getMetadata(ROUTE, context.getHandler()) as RouteDefinition | undefined
  return route?.tag === 'session'
}

/** Whether the page that asks is another person's than the session: somebody else signed in in the same browser since it was opened. */
function isForAnother({ headers, caller }: RequestWithCaller): boolean {
  const person = headers['x-shaotai-person']
  return typeof person === 'string' && person !== '' && person !== caller?.context.actor.person
}
