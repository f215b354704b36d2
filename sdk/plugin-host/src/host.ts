import type { CaseView, Failure, FileRef, Limits, Manifest, PersonRef, UnitRef } from '@shaotai/plugin'
import type { Effect, LogEntry, PayloadOf, ValueOf, VerbName } from '@shaotai/plugin/protocol'

/** Starts plugins, each in a process of its own, and says how well this machine keeps them apart. */
export interface PluginHost {
  /** What the attacks tried at start could not do. Tried once; the answer is kept. */
  isolation(): Promise<IsolationReport>
  /** Prepares an installed plugin. Nothing runs before the first call. */
  open(options: OpenOptions): HostedPlugin
  /** The manifest the code itself declares, read in a sandbox: what a packed manifest is held against. `bundle` is its text. Throws when it cannot be loaded. */
  manifestOf(bundle: string): Promise<Manifest>
  /** Ends every process. */
  stop(): Promise<void>
}

/** An installed plugin with one configuration. */
export interface HostedPlugin {
  readonly id: string
  /** Calls one contribution; starts the process if none runs. Never throws: whatever goes wrong is in the outcome. */
  call<V extends VerbName>(verb: V, payload: PayloadOf<V>, options?: CallOptions): Promise<CallOutcome<V>>
  /** How it is, without asking it. */
  state(): PluginState
  /** What it has used since it was opened. */
  usage(): Usage
  /** Ends the process; calls on their way fail as `unavailable`. A later call starts it again unless `close` was asked for. */
  stop(options?: { readonly close?: boolean }): Promise<void>
  /** Lets a contribution run again whose breaker is open. */
  resume(contribution?: string): void
}

export type OpenOptions = {
  /** The bundle: the text of one JavaScript file, not its path. */
  readonly bundle: string
  readonly manifest: Manifest
  /** The configuration without its secrets; checked against the schema by whoever saves it. */
  readonly config: Readonly<Record<string, unknown>>
  /** Secrets by field. They stay here. */
  readonly secrets: Readonly<Record<string, string>>
  readonly county: { readonly id: string; readonly name: string; readonly offset: string }
  readonly services: HostServices
  /** Addresses of internal networks that this installation may reach: IPs or CIDRs an administrator approved. */
  readonly approved?: readonly string[]
  /** Certificates (PEM) of authorities that an endpoint's peer is signed by, beside the known ones. */
  readonly certificates?: Readonly<Record<string, string>>
  /** Lower limits than the manifest asks for. */
  readonly limits?: Partial<Limits>
}

/** What the host does for a plugin. What is left out is refused as not available here. */
export type HostServices = {
  readonly kv?: {
    get(key: string): Promise<{ readonly value?: unknown; readonly version: number }>
    list(prefix: string, limit: number): Promise<readonly string[]>
  }
  readonly cases?: { get(by: { readonly id: string } | { readonly externalId: string }): Promise<CaseView | undefined> }
  readonly files?: FileServices
  readonly organisation?: {
    units(): Promise<readonly (UnitRef & { readonly type: string; readonly parent?: string })[]>
    people(unit: string): Promise<readonly PersonRef[]>
  }
  log?(line: LogLine): void
  /** Something the administrator should see: a crash, an opened breaker, a refused act. */
  incident?(incident: Incident): void
  /** A call outside, for the ledger; without bodies. */
  called?(call: EgressRecord): void
  now?(): number
}

export type FileServices = {
  read(id: string, offset: number, length: number): Promise<{ readonly bytes: Uint8Array; readonly size: number }>
  write(file: { readonly name: string; readonly type: string; readonly bytes: AsyncIterable<Uint8Array> }): Promise<FileRef>
}

export type CallOptions = {
  readonly contribution?: string
  /** Milliseconds; 15 s unless said. */
  readonly deadline?: number
  readonly delivery?: { readonly id: string; readonly idempotencyKey: string; readonly attempt: number }
  readonly signal?: AbortSignal
}

/**
 * Why a call failed. Beside what the plugin itself says: `timeout` (the deadline passed), `crashed` (its process died under the call),
 * `unavailable` (it did not get to run: breaker open, cannot be loaded, too many calls; no attempt is used up).
 */
export type CallFailure = Omit<Failure, 'class'> & { readonly class: Failure['class'] | 'timeout' | 'crashed' | 'unavailable' }

export type CallOutcome<V extends VerbName = VerbName> =
  | { readonly ok: true; readonly value: ValueOf<V>; readonly effects: readonly Effect[] }
  | { readonly ok: false; readonly error: CallFailure }

export type PluginState = {
  readonly status: 'idle' | 'starting' | 'running' | 'waiting' | 'broken' | 'closed'
  readonly process?: number
  readonly startedAt?: number
  /** Not started before this moment, after a crash. */
  readonly retryAt?: number
  /** Why it is broken or waiting. */
  readonly reason?: string
  readonly crashes: number
  /** Contributions whose breaker is open, with the reason. */
  readonly open: Readonly<Record<string, string>>
}

export type Usage = {
  readonly calls: number
  readonly failed: number
  /** Time calls took, ms, waiting for peers included. */
  readonly milliseconds: number
  /** Processor time of its processes, ms. */
  readonly processor: number
  /** Memory now and at its highest, bytes. */
  readonly memory: number
  readonly highestMemory: number
  readonly requests: number
  readonly bytesOut: number
  readonly bytesIn: number
  readonly logLines: number
  readonly droppedLogLines: number
  readonly starts: number
  readonly crashes: number
}

export type LogLine = LogEntry & {
  readonly plugin: string
  readonly at: number
  readonly contribution?: string
  readonly delivery?: string
}

export type Incident = {
  readonly plugin: string
  readonly at: number
  readonly kind: 'crash' | 'hang' | 'memory' | 'protocol' | 'load' | 'breaker' | 'log-flood' | 'denied'
  readonly contribution?: string
  readonly message: string
}

export type EgressRecord = {
  readonly plugin: string
  readonly at: number
  readonly endpoint: string
  readonly method: string
  readonly host: string
  readonly path: string
  readonly status?: number
  readonly error?: string
  readonly milliseconds: number
  readonly bytesOut: number
  readonly bytesIn: number
  readonly contribution?: string
  readonly delivery?: string
}

/** How well plugins are kept apart on this machine. L3: own network namespace, own user, memory limit by the system. L2: Node denies files,
 * processes and the network. L1: less. */
export type IsolationReport = {
  readonly level: 'L1' | 'L2' | 'L3'
  readonly node: string
  readonly attempts: readonly IsolationAttempt[]
  /** What the system did not allow us to use, and why. */
  readonly missing: readonly { readonly measure: IsolationMeasure; readonly reason: string }[]
  readonly used: readonly IsolationMeasure[]
}
export type IsolationAttempt = { readonly attack: string; readonly contained: boolean; readonly how: string }
export type IsolationMeasure = 'permission' | 'network-namespace' | 'own-user' | 'memory-limit' | 'no-new-privileges' | 'no-capabilities'
