import { refuse, type Refusal } from '@shaotai/core'

/**
 * Carries a refusal out of a guard, a parser or a controller to the one place that answers it. Only the HTTP layer throws it:
 * core and services return refusals as values.
 */
export class Refused extends Error {
  readonly refusal: Refusal
  /** Seconds after which the caller may try again. */
  readonly retryAfter: number | undefined

  constructor(refusal: Refusal, options: { retryAfter?: number } = {}) {
    super(refusal.code)
    this.name = 'Refused'
    this.refusal = refusal
    this.retryAfter = options.retryAfter
  }
}

/** Throws a refusal: for the HTTP layer only. */
export function refused(...input: Parameters<typeof refuse>): never {
  throw new Refused(refuse(...input))
}

/** The refusal for what does not exist or is not the caller's to see; both look the same. */
export const NOT_FOUND: Refusal = refuse('http.not-found')
