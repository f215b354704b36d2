import 'reflect-metadata'
import {
  applyDecorators,
  createParamDecorator,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
  type ExecutionContext,
} from '@nestjs/common'
import type { Role } from '@shaotai/core'
import type { RouteDefinition } from '@shaotai/api'
import type { FastifyRequest } from 'fastify'
import type { ActorContext } from '../unit-of-work/unit-of-work.ts'
import type { Caller } from './authenticator.ts'
import { Refused } from './refused.ts'
import { validateInput } from './validate-input.ts'

export const ROUTE = 'shaotai:route'
export const ACCESS = 'shaotai:access'

/** Who may call a handler: anybody, whoever is signed in, or holders of a role. What rows they see is decided in the query. */
export type Access = 'public' | 'signed-in' | readonly Role[]

/** A request after the guard has recognised the caller. */
export type RequestWithCaller = FastifyRequest & { caller?: Caller }

/** Serves an endpoint declared in `@shaotai/api`: method, path, validation and reference all come from it. */
export function Route(definition: RouteDefinition) {
  return applyDecorators(
    SetMetadata(ROUTE, definition),
    RequestMapping({ path: definition.path, method: RequestMethod[definition.method] }),
    HttpCode(definition.status ?? (definition.response ? 200 : 204)),
  )
}

/** Anybody may call this, signed in or not. */
export const Public = () => SetMetadata(ACCESS, 'public' satisfies Access)

/** Holders of one of these roles may call this; `signed-in` means every account. */
export function Allow(...who: readonly ['signed-in'] | readonly [Role, ...Role[]]) {
  return SetMetadata(ACCESS, (who[0] === 'signed-in' ? 'signed-in' : who) as Access)
}

/** The validated `{ params, query, body, key }` of the route: `RouteInput<typeof definition>`. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const request = context.switchToHttp().getRequest<FastifyRequest>()
  const definition = Reflect.getMetadata(ROUTE, context.getHandler()) as RouteDefinition
  return validateInput(definition, {
    params: request.params,
    query: request.query,
    body: request.body,
    key: request.headers['idempotency-key'],
  })
})

/** Who calls, in which county: the `ActorContext` a unit of work wants. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): ActorContext => currentCaller(context).context)

/** The caller with their session; for the session endpoints. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => currentCaller(context))

function currentCaller(context: ExecutionContext): Caller {
  const { caller } = context.switchToHttp().getRequest<RequestWithCaller>()
  if (!caller) throw new Refused({ code: 'access.not-signed-in', params: {} })
  return caller
}
