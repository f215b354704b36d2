/** How patient a supervisor is, ms unless said. */
export type Timing = {
  readonly ping: number
  readonly missedPings: number
  /** Between two looks at memory. */
  readonly memory: number
  /** Until a plugin must be loaded. */
  readonly start: number
  /** Without a call, until the process is stopped. */
  readonly idle: number
  readonly firstBackOff: number
  readonly longestBackOff: number
  /** Crashes of one contribution within `crashWindow` that open its breaker. */
  readonly crashes: number
  readonly crashWindow: number
  /** How long an open breaker keeps calls away before it lets one try. */
  readonly breaker: number
  /** Abandoned calls after which the process is replaced. */
  readonly abandoned: number
  /** Messages a process may send unasked in a quarter of a second. */
  readonly messages: number
}

export const TIMING: Timing = {
  ping: 500,
  missedPings: 6,
  memory: 250,
  start: 15_000,
  idle: 600_000,
  firstBackOff: 1_000,
  longestBackOff: 300_000,
  crashes: 5,
  crashWindow: 600_000,
  breaker: 600_000,
  abandoned: 16,
  messages: 2_000,
}
