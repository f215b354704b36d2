import type { InitMessage, LogEntry } from './message.ts'
import type { ServiceAnswers, ServiceArgs, ServiceName } from './service.ts'

/** The host as one call of a plugin sees it: the runner gives one that speaks through frames, a test kit one that answers itself. */
export type HostPort = {
  /** What the plugin was configured with. */
  readonly init: InitMessage
  ask<S extends ServiceName>(service: S, args: ServiceArgs[S]): Promise<ServiceAnswers[S]>
  log(entry: LogEntry): void
  readonly signal: AbortSignal
  /** Milliseconds since 1970, moving. */
  now(): number
}
