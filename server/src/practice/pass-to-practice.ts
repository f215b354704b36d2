import { PRACTICE_PATH, PRACTISERS } from '@shaotai/api'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { answerError } from '../platform/http/answer-errors.ts'
import type { Authenticator } from '../platform/http/authenticator.ts'
import { Refused, refused } from '../platform/http/refused.ts'
import type { PracticeHost } from './practice-host.ts'

/** The interface of practice. Its pages are the console's own and hold nothing. */
const INTERFACE = new RegExp(`^${PRACTICE_PATH}/api(?:[/?]|$)`)

/**
 * Lets requests of people who may practise through to the practice environment of their county, before anything of the real
 * instance touches them. Who may is asked of the real session with every request; who they are inside is the practice session's.
 */
export function passToPractice(
  fastify: FastifyInstance,
  { host, authenticator, logger }: { host: PracticeHost; authenticator: () => Authenticator; logger: Logger },
): void {
  fastify.addHook('onRequest', async (request, reply) => {
    if (!INTERFACE.test(request.url)) return
    try {
      const caller = await authenticator().authenticate(request)
      if (!caller) return refused('access.not-signed-in')
      if (caller.mustChangePassword) return refused('access.change-password')
      const { county, actor } = caller.context
      if (!PRACTISERS.some((role) => actor.roles.includes(role))) return refused('access.not-allowed')
      const passed = await host.pass(county, request, reply)
      if (!passed.ok) throw new Refused(passed.error)
    } catch (error) {
      answerError(error, request, reply, logger)
      return reply
    }
  })
}
