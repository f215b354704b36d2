import type { LoggerService } from '@nestjs/common'
import { pino, type Logger } from 'pino'

/**
 * Structured lines on standard output. They carry routes, codes and ids of requests; never bodies, queries, names or accounts:
 * whoever may read logs need not be allowed to read cases.
 */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
  })
}

/** Nest's own messages in the same stream, on request: what it reports as an error it also throws, and we answer that in our words. */
export function nestLogger(logger: Logger): LoggerService {
  const say =
    (level: 'debug' | 'warn') =>
    (message: unknown, ...rest: unknown[]) =>
      logger[level]({ nest: rest.at(-1) }, String(message))
  return { log: say('debug'), debug: say('debug'), verbose: say('debug'), warn: say('warn'), error: say('debug'), fatal: say('debug') }
}
