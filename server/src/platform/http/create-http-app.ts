import { randomBytes } from 'node:crypto'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import type { DynamicModule } from '@nestjs/common'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import qs from 'qs'
import type { Settings } from '../config/settings.ts'
import { nestLogger } from '../log/logger.ts'
import { AccessGuard } from './access-guard.ts'
import { AnswerErrors, answerError } from './answer-errors.ts'
import { assertRoutesDeclared, type ServedRoute } from './assert-routes-declared.ts'
import { Authenticator } from './authenticator.ts'
import { BODY_LIMIT, assertBounded, readJsonBodies } from './json-body.ts'
import { assertSameOrigin } from './same-origin.ts'
import { setSecurityHeaders } from './security-headers.ts'
import { acceptUploads } from './read-upload.ts'
import { serveDocs } from './serve-docs.ts'
import { serveConsole } from '../static/serve-console.ts'
import { VERSION } from '../version.ts'
import { UnwrapResults } from './unwrap-results.ts'

export type HttpApp = { app: NestFastifyApplication; fastify: FastifyInstance; routes: ServedRoute[] }

type Options = {
  settings: Settings
  logger: Logger
  /** Adds what looks at a request after the doors and before everything else. */
  before?: (fastify: FastifyInstance, authenticator: () => Authenticator) => void
}

/** Nest on Fastify with the doors shut: bounded input, same-origin changes, declared routes, one shape of errors. Not yet listening. */
export async function createHttpApp(module: DynamicModule, { settings, logger, before }: Options): Promise<HttpApp> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: settings.trustProxy ? (_address: string, hop: number) => hop < 1 : false,
    genReqId: () => randomBytes(8).toString('hex'),
    keepAliveTimeout: 65_000,
    requestTimeout: 60_000,
    forceCloseConnections: 'idle',
    frameworkErrors: (error: unknown, request: unknown, reply: unknown) =>
      answerError(error, request as FastifyRequest, reply as FastifyReply, logger),
    routerOptions: {
      maxParamLength: 200,
      querystringParser: (text: string) =>
        qs.parse(text, { depth: 3, arrayLimit: 500, parameterLimit: 600, plainObjects: false, allowPrototypes: false }),
    },
  })
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    logger: nestLogger(logger),
    abortOnError: false,
  })
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance
  readJsonBodies(fastify)
  await acceptUploads(fastify)
  const secure = settings.publicUrl?.protocol === 'https:'
  fastify.addHook('onRequest', async (request, reply) => {
    setSecurityHeaders(request, reply, { secure })
    assertSameOrigin(request, settings)
    assertBounded(request.query)
    assertBounded(request.params)
  })
  before?.(fastify, () => app.get(Authenticator))
  fastify.addHook('onResponse', async (request, reply) => {
    logger.info({
      req: request.id,
      method: request.method,
      route: request.routeOptions.url ?? '(none)',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    })
  })
  const routes = assertRoutesDeclared(app)
  serveDocs(fastify, routes, VERSION)
  await serveConsole(fastify, settings.consoleDir, logger)
  app.useGlobalFilters(new AnswerErrors(logger))
  app.useGlobalGuards(new AccessGuard(app.get(Authenticator)))
  app.useGlobalInterceptors(new UnwrapResults())
  return { app, fastify, routes }
}
