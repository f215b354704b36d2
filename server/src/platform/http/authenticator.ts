import type { Instant } from '@shaotai/core'
import type { FastifyRequest } from 'fastify'
import type { ActorContext } from '../unit-of-work/unit-of-work.ts'

/** A recognised caller. */
export type Caller = {
  context: ActorContext
  /** Hash that names the session in the database. */
  session: string
  expiresAt: Instant
  /** Signed in with a first password: nothing else is done before it is changed. */
  mustChangePassword: boolean
}

/** Recognises the caller of a request; the session feature implements it. */
export abstract class Authenticator {
  abstract authenticate(request: FastifyRequest): Promise<Caller | undefined>
}
