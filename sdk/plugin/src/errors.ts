import type { Duration } from './schema/duration.ts'
import { milliseconds } from './schema/duration.ts'

/** Why something failed, in the classes the host acts on. `fault` is an error nobody classified: tried again like `retry`. */
export const FAILURE_CLASSES = ['retry', 'reject', 'needs-admin', 'fault'] as const
export type FailureClass = (typeof FAILURE_CLASSES)[number]

/** A failure as it crosses the process boundary. */
export type Failure = {
  readonly class: FailureClass
  readonly message: string
  /** Not before this many milliseconds. */
  readonly after?: number
  /** The field of the configuration that must be mended, such as `config.appKey`. */
  readonly fix?: string
  /** What the error was called, for `fault`. */
  readonly name?: string
  readonly stack?: string
}

/** The peer or the network is in trouble: try again later. Deliveries back off; the order within a case is kept. */
export class Retry extends Error {
  override readonly name = 'Retry'
  readonly after: number | undefined

  constructor(message: string, options: { readonly after?: Duration; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.after = options.after === undefined ? undefined : milliseconds(options.after)
  }
}

/** This one will never succeed, whatever is tried: it goes to the dead letters at once, where a person reads the reason. */
export class Reject extends Error {
  override readonly name = 'Reject'
}

/** Only the county's administrator can mend it (a wrong key, a missing mapping): the contribution pauses, nothing is lost, no attempt is counted. */
export class NeedsAdmin extends Error {
  override readonly name = 'NeedsAdmin'
  readonly fix: string | undefined

  constructor(message: string, options: { readonly fix?: `config.${string}`; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.fix = options.fix
  }
}

/** Why a call outside did not come to an answer. `denied`: this plugin may not reach that; everything else is the world. */
export const EGRESS_CODES = ['denied', 'dns', 'refused', 'timeout', 'tls', 'too-large', 'too-many', 'redirect', 'network'] as const
export type EgressCode = (typeof EGRESS_CODES)[number]

/** Failures after which the peer cannot have heard anything. */
const NEVER_SENT: ReadonlySet<EgressCode> = new Set(['dns', 'refused', 'tls', 'too-many'])

/**
 * A call outside that got no answer. Left uncaught, it counts as `Reject` when it was denied, as `Retry` when nothing was sent, and otherwise as
 * a fault: the peer may have acted, so what must happen at most once is not repeated.
 */
export class EgressError extends Error {
  override readonly name = 'EgressError'
  readonly code: EgressCode

  constructor(code: EgressCode, message: string) {
    super(message)
    this.code = code
  }
}

/** The class of whatever was thrown. */
export function failureOf(thrown: unknown): Failure {
  const message = messageOf(thrown)
  if (thrown instanceof Retry) return { class: 'retry', message, ...(thrown.after !== undefined && { after: thrown.after }) }
  if (thrown instanceof Reject) return { class: 'reject', message }
  if (thrown instanceof NeedsAdmin) return { class: 'needs-admin', message, ...(thrown.fix !== undefined && { fix: thrown.fix }) }
  if (thrown instanceof EgressError) return { class: classOf(thrown.code), message, name: thrown.name }
  if (!(thrown instanceof Error)) return { class: 'fault', message }
  return { class: 'fault', message, name: String(thrown.name).slice(0, 100), stack: String(thrown.stack ?? '').slice(0, 4000) }
}

function classOf(code: EgressCode): FailureClass {
  if (code === 'denied') return 'reject'
  return NEVER_SENT.has(code) ? 'retry' : 'fault'
}

function messageOf(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : typeof thrown === 'string' ? thrown : 'A value that is no error was thrown'
  return String(text).slice(0, 2000)
}
