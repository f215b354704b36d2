import type { Failure } from '../errors.ts'
import type { Effect } from './effect.ts'
import type { Manifest } from '../manifest/manifest.ts'
import type { ServiceArgs, ServiceName } from './service.ts'
import type { VerbName } from './verb.ts'

/** The protocol between host and plugin. A host serves this and the version before it; a plugin speaks one. */
export const PROTOCOL = 'shaotai/1'

/** The longest frame either side sends, in bytes: length and JSON. */
export const LONGEST_FRAME = 4 * 1024 * 1024
/** Calls a plugin handles at once; requests it may have open with the host. */
export const MOST_IN_FLIGHT = 64

/** First message of the host: what the plugin is configured with. Secrets are names only. */
export type InitMessage = {
  readonly t: 'init'
  readonly protocol: typeof PROTOCOL
  readonly config: Readonly<Record<string, unknown>>
  /** Fields of the configuration that are set and secret; their handles read `prefix + name + suffix`, unguessable to others. */
  readonly secrets: { readonly names: readonly string[]; readonly mark: string }
  readonly county: { readonly id: string; readonly name: string; readonly offset: string }
  /** Log lines a second, 200 unless said; more are dropped and counted. */
  readonly logs?: number
}

/** Calls one contribution. `deadline` is how many milliseconds are left; `now` is the host's time. */
export type CallMessage = {
  readonly t: 'call'
  readonly id: number
  readonly verb: VerbName
  readonly contribution?: string
  readonly payload: unknown
  readonly deadline: number
  readonly now: number
  readonly delivery?: { readonly id: string; readonly idempotencyKey: string; readonly attempt: number }
}

/** The call is no longer wanted: its signal aborts. */
export type CancelMessage = { readonly t: 'cancel'; readonly id: number }
export type PingMessage = { readonly t: 'ping'; readonly n: number }
/** The answer of the host to an `ask`. */
export type AnswerMessage = { readonly t: 'answer'; readonly id: number } & (
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: AskFailure }
)
/** Why a service of the host was not carried out. `code` of `egress` failures is an `EgressCode`. */
export type AskFailure = { readonly kind: 'egress' | 'denied' | 'bad-request' | 'failed'; readonly code?: string; readonly message: string }

/** The plugin is loaded and configured. */
export type ReadyMessage = { readonly t: 'ready'; readonly protocol: string; readonly manifest: Manifest }
/** The plugin could not be loaded. */
export type BrokenMessage = { readonly t: 'broken'; readonly message: string; readonly stack?: string }
/** What became of a call. Effects count only when it succeeded. */
export type ResultMessage = { readonly t: 'result'; readonly id: number } & (
  | { readonly ok: true; readonly value: unknown; readonly effects: readonly Effect[] }
  | { readonly ok: false; readonly error: Failure }
)
/** Asks a service of the host, for the call it belongs to. */
export type AskMessage<S extends ServiceName = ServiceName> = {
  readonly t: 'ask'
  readonly id: number
  readonly call?: number
  readonly service: S
  readonly args: ServiceArgs[S]
}
export type LogMessage = { readonly t: 'log'; readonly call?: number } & LogEntry
export type LogEntry = {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly message: string
  readonly fields?: Readonly<Record<string, unknown>>
}
export type PongMessage = { readonly t: 'pong'; readonly n: number }
/** Something went wrong outside any call: an error nobody caught. The process ends after it. */
export type FaultMessage = { readonly t: 'fault'; readonly message: string; readonly stack?: string; readonly call?: number }

export type ToPlugin = InitMessage | CallMessage | CancelMessage | PingMessage | AnswerMessage
export type ToHost = ReadyMessage | BrokenMessage | ResultMessage | AskMessage | LogMessage | PongMessage | FaultMessage
