import { STATUS_CODES } from 'node:http'
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common'
import { describeRefusal, type Locale, type RefusalBody } from '@shaotai/api'
import { refuse, type Refusal } from '@shaotai/core'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { StorageUnavailable } from '../unit-of-work/unit-of-work.ts'
import { Refused } from './refused.ts'
import { statusOf } from './refusal-status.ts'

/** Turns everything thrown into one shape of answer. What nobody expected becomes a number to quote, and nothing more. */
@Catch()
export class AnswerErrors implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp()
    answerError(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), this.logger)
  }
}

/** Answers one error; also used outside Nest's handlers. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply, logger: Logger): void {
  const { refusal, retryAfter } = asRefusal(error, String(request.id))
  if (refusal.code === 'http.internal') logger.error({ req: request.id, err: withoutValues(error) }, 'unexpected error')
  if (reply.sent) return
  if (retryAfter !== undefined) void reply.header('retry-after', String(Math.max(1, Math.ceil(retryAfter))))
  const status = statusOf(refusal.code)
  void reply
    .status(status)
    .type('application/json; charset=utf-8')
    .send(refusalBody(refusal, status, request))
}

/** The JSON of a refusal for a request. */
export function refusalBody(refusal: Refusal, statusCode: number, request: FastifyRequest): RefusalBody {
  const locale: Locale = /^en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh'
  return {
    ...refusal,
    statusCode,
    error: STATUS_CODES[statusCode] ?? 'Error',
    message: [describeRefusal(refusal, locale)],
    request: String(request.id),
  }
}

function asRefusal(error: unknown, request: string): { refusal: Refusal; retryAfter?: number } {
  if (error instanceof Refused) return { refusal: error.refusal, retryAfter: error.retryAfter }
  if (error instanceof StorageUnavailable) return { refusal: refuse(`storage.${error.reason}`), retryAfter: 2 }
  const { code = '', statusCode } = (error ?? {}) as { code?: string; statusCode?: number }
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY' || code === '23505')
    return { refusal: refuse('storage.conflict') }
  const status = error instanceof HttpException ? error.getStatus() : statusCode
  if (status === 413) return { refusal: refuse('http.too-large', { limit: '1 MB' }) }
  if (status === 415) return { refusal: refuse('http.unsupported-media') }
  if (status === 404) return { refusal: refuse('http.not-found') }
  if (status === 405) return { refusal: refuse('http.method-not-allowed') }
  if (status !== undefined && status >= 400 && status < 500) return { refusal: refuse('http.bad-request') }
  return { refusal: refuse('http.internal', { request }) }
}

/** Name, code and stack only: messages of drivers may quote what people wrote. */
function withoutValues(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error }
  const { name, stack } = error
  const code = (error as { code?: unknown }).code
  return {
    name,
    code,
    stack: stack
      ?.split('\n')
      .slice(code ? 1 : 0, 12)
      .join('\n'),
  }
}
