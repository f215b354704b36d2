import type { Instant } from '@shaotai/core'
import type { CallFailure } from '@shaotai/plugin-host'
import { NEVER } from '../../platform/db/columns.ts'

/** How a contribution wants to be told. */
export type Delivering = { readonly attempts: number; readonly backoff: number; readonly once: 'at-least' | 'at-most' }

/** What becomes of a delivery that failed. */
export type Failed =
  /** It stays, and is tried again at `nextAt`; `attempts` are those used up so far. */
  | {
      readonly state: 'open'
      readonly nextAt: Instant
      readonly attempts: number
      /** Its contribution stands still until somebody mends it. */
      readonly pause?: { readonly reason: string; readonly fix?: string }
    }
  /** `dead`: given up, a person reads it. `unknown`: it may or may not have happened, and must not happen twice. */
  | { readonly state: 'dead' | 'unknown'; readonly attempts: number }

/** The longest wait between two attempts. */
export const LONGEST_WAIT = 3_600_000
/** How long to wait for a plugin that did not get to run at all. */
export const UNAVAILABLE_WAIT = 15_000

/**
 * Decides after a failure. `attempt` counts from one and includes this one; `random` is between 0 and 1.
 * Retry and faults back off and end in the dead letters; Reject ends there at once; NeedsAdmin pauses the contribution and, like a plugin
 * that did not get to run, uses up no attempt. What must happen at most once is not repeated after a failure that says nothing of whether
 * it happened.
 */
export function decideFailed(
  failure: CallFailure,
  { attempts, backoff, once }: Delivering,
  { attempt, now, random }: { readonly attempt: number; readonly now: Instant; readonly random: number },
): Failed {
  switch (failure.class) {
    case 'needs-admin':
      return {
        state: 'open',
        nextAt: NEVER,
        attempts: attempt - 1,
        pause: { reason: failure.message, ...(failure.fix !== undefined && { fix: failure.fix }) },
      }
    case 'unavailable':
      return { state: 'open', nextAt: now + UNAVAILABLE_WAIT * (0.5 + random), attempts: attempt - 1 }
    case 'reject':
      return { state: 'dead', attempts: attempt }
    case 'timeout':
    case 'crashed':
    case 'fault':
      if (once === 'at-most') return { state: 'unknown', attempts: attempt }
      break
    case 'retry':
      break
  }
  if (attempt >= attempts) return { state: 'dead', attempts: attempt }
  const wait = Math.min(backoff * 2 ** (attempt - 1), LONGEST_WAIT)
  // Half of it by chance, so that a thousand deliveries do not return together.
  const jittered = Math.round(wait / 2 + (wait / 2) * random)
  return { state: 'open', nextAt: now + Math.max(jittered, Math.min(failure.after ?? 0, 24 * LONGEST_WAIT)), attempts: attempt }
}
