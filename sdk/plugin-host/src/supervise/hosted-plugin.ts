import { randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { MOST_IN_FLIGHT, PROTOCOL, type InitMessage, type PayloadOf, type ResultMessage, type VerbName } from '@shaotai/plugin/protocol'
import type { CallFailure, CallOptions, CallOutcome, HostedPlugin, Incident, OpenOptions, PluginState, Usage } from '../host.ts'
import { answerAsks } from '../ask/answer-asks.ts'
import type { Hardening } from '../spawn/hardening.ts'
import { Breakers } from './breaker.ts'
import { LogSink } from './log-sink.ts'
import { PluginProcess, type Ending } from './plugin-process.ts'
import { readResult } from './read-result.ts'
import type { Timing } from './timing.ts'

/** What a supervisor needs of the host it belongs to. */
export type Surroundings = {
  readonly hardening: () => Promise<Hardening>
  readonly program: () => Promise<string>
  readonly timing: Timing
  readonly takeUid: () => number
  readonly freeUid: (uid: number) => void
}

const LONGEST_QUEUE = 256
/** A process that lived this long, ms, was no failed start. */
const STEADY = 60_000

type Running = { readonly process: PluginProcess; readonly uid: number; readonly calls: Map<number, string> }

/** Runs one installed plugin: starts its process when something is asked of it, watches it, and starts it again with growing patience. */
export class SupervisedPlugin implements HostedPlugin {
  readonly id: string
  private readonly breakers: Breakers
  private readonly log: LogSink
  private readonly mark = randomBytes(12).toString('hex')
  private readonly asks: ReturnType<typeof answerAsks>
  private readonly counts = { calls: 0, failed: 0, milliseconds: 0, processor: 0, highestMemory: 0, starts: 0, crashes: 0 }
  private readonly queue: (() => void)[] = []
  private running: Running | undefined
  private starting: Promise<Running> | undefined
  private lastCall = 0
  private active = 0
  private abandoned = 0
  private failedStarts = 0
  private retryAt = 0
  private reason: string | undefined
  private broken = false
  private closed = false
  private idle: NodeJS.Timeout | undefined

  private readonly options: OpenOptions
  private readonly around: Surroundings

  constructor(options: OpenOptions, around: Surroundings) {
    this.options = options
    this.around = around
    this.id = options.manifest.id
    this.breakers = new Breakers(around.timing)
    const limits = { ...options.manifest.limits, ...options.limits }
    this.log = new LogSink(this.id, options.services, limits.logs, () => this.now())
    this.asks = answerAsks({ ...options, limits, mark: this.mark, incident: (kind, message) => this.report(kind, message) })
  }

  async call<V extends VerbName>(verb: V, payload: PayloadOf<V>, options: CallOptions = {}): Promise<CallOutcome<V>> {
    const began = performance.now()
    this.counts.calls++
    const outcome = await this.attempt(verb, payload, options)
    this.counts.milliseconds += performance.now() - began
    if (!outcome.ok) this.counts.failed++
    return outcome
  }

  state(): PluginState {
    const now = this.now()
    const process = this.running?.process
    const waiting = this.retryAt > now
    return {
      status: this.closed
        ? 'closed'
        : process
          ? 'running'
          : this.starting
            ? 'starting'
            : this.broken
              ? 'broken'
              : waiting
                ? 'waiting'
                : 'idle',
      ...(process && { process: process.pid, startedAt: process.startedAt }),
      ...(waiting && { retryAt: this.retryAt }),
      ...(this.reason !== undefined && { reason: this.reason }),
      crashes: this.counts.crashes,
      open: this.breakers.reasons(now),
    }
  }

  usage(): Usage {
    const process = this.running?.process
    return {
      ...this.counts,
      processor: this.counts.processor + (process?.processor ?? 0),
      memory: process?.memory ?? 0,
      highestMemory: Math.max(this.counts.highestMemory, process?.highestMemory ?? 0),
      ...this.asks.usage(),
      logLines: this.log.lines,
      droppedLogLines: this.log.dropped,
    }
  }

  async stop({ close = false }: { readonly close?: boolean } = {}): Promise<void> {
    if (close) this.closed = true
    clearTimeout(this.idle)
    const running = this.running ?? (await this.starting?.catch(() => undefined))
    if (running) await this.end(running)
    this.asks.close()
  }

  resume(contribution?: string): void {
    this.breakers.reset(contribution)
    this.retryAt = 0
    this.failedStarts = 0
    this.broken = false
  }

  private async attempt<V extends VerbName>(verb: V, payload: PayloadOf<V>, options: CallOptions): Promise<CallOutcome<V>> {
    const { contribution, deadline = 15_000, signal } = options
    const until = performance.now() + deadline
    const key = contribution === undefined ? verb : `${verb.split('.')[0]}:${contribution}`
    const refused = this.refusal(key)
    if (refused) return failed(refused)
    if (!(await this.turn(until))) return failed({ class: 'unavailable', message: 'Too many calls are waiting for this plugin' })
    try {
      const running = await this.start()
      const left = until - performance.now()
      if (left <= 0) return failed({ class: 'timeout', message: `No answer within ${deadline} ms: the plugin was still starting` })
      return await this.send(running, key, verb, payload, { ...options, deadline: left, signal })
    } catch (error) {
      return failed({ class: 'unavailable', message: (error as Error).message, after: Math.max(0, this.retryAt - this.now()) })
    } finally {
      this.active--
      this.queue.shift()?.()
      this.waitIdle()
    }
  }

  private refusal(key: string): CallFailure | undefined {
    const now = this.now()
    if (this.closed) return { class: 'unavailable', message: 'The plugin is closed' }
    const open = this.breakers.refuses(key, now)
    if (open) return { class: 'unavailable', message: `Kept away after repeated crashes: ${open.reason}`, after: open.after }
    if (this.retryAt > now && !this.running && !this.starting)
      return { class: 'unavailable', message: this.reason ?? 'The plugin is about to be started again', after: this.retryAt - now }
    return undefined
  }

  /** Waits until fewer calls than a plugin takes at once are on their way. */
  private async turn(until: number): Promise<boolean> {
    while (this.active >= MOST_IN_FLIGHT) {
      if (this.queue.length >= LONGEST_QUEUE) return false
      const free = await new Promise<boolean>((resolve) => {
        const give = () => {
          clearTimeout(timer)
          resolve(true)
        }
        const timer = setTimeout(() => {
          this.queue.splice(this.queue.indexOf(give), 1)
          resolve(false)
        }, until - performance.now())
        this.queue.push(give)
      })
      if (!free) return false
    }
    this.active++
    return true
  }

  private start(): Promise<Running> {
    if (this.running && !this.running.process.isOver) return Promise.resolve(this.running)
    this.starting ??= this.launch().finally(() => (this.starting = undefined))
    return this.starting
  }

  private async launch(): Promise<Running> {
    const { options, around } = this
    const [hardening, program] = await Promise.all([around.hardening(), around.program()])
    const limits = { ...options.manifest.limits, ...options.limits }
    const uid = around.takeUid()
    const init: InitMessage = {
      t: 'init',
      protocol: PROTOCOL,
      config: options.config,
      secrets: { names: Object.keys(options.secrets), mark: this.mark },
      county: options.county,
      logs: limits.logs,
    }
    this.counts.starts++
    const calls = new Map<number, string>()
    const process = new PluginProcess(
      hardening,
      { program, input: options.bundle, uid, heap: limits.heap, memory: limits.memory },
      init,
      around.timing,
      {
        onAsk: (ask, answer) => void this.asks.answer(ask, calls.get(ask.call ?? -1)).then(answer),
        onLog: (message) => this.log.take(message, calls.get(message.call ?? -1)),
        onEnd: (ending) => {
          around.freeUid(uid)
          this.gone(running, ending)
        },
      },
    )
    const running: Running = { process, uid, calls }
    try {
      const manifest = await process.load()
      if (!isDeepStrictEqual(manifest, options.manifest)) {
        this.broken = true
        process.end({ kind: 'load', message: 'The code declares another manifest than the one that was installed' })
        throw new Error('The code declares another manifest than the one that was installed')
      }
    } catch (error) {
      this.reason = (error as Error).message
      throw error
    }
    this.running = running
    this.reason = undefined
    return running
  }

  private lastId = 0
  private send<V extends VerbName>(
    running: Running,
    key: string,
    verb: V,
    payload: PayloadOf<V>,
    { contribution, deadline = 0, delivery, signal }: CallOptions,
  ): Promise<CallOutcome<V>> {
    const id = ++this.lastId
    this.lastCall = performance.now()
    return new Promise((resolve) => {
      let over = false
      const finish = (outcome: CallOutcome<V>) => {
        if (over) return
        over = true
        clearTimeout(timer)
        signal?.removeEventListener('abort', abandon)
        resolve(outcome)
      }
      const abandon = () => {
        if (over) return
        running.process.cancel(id)
        this.abandon(running)
        finish(
          failed({ class: 'timeout', message: signal?.aborted ? 'The call was given up' : `No answer within ${Math.round(deadline)} ms` }),
        )
      }
      const timer = setTimeout(abandon, deadline)
      signal?.addEventListener('abort', abandon)
      running.calls.set(id, key)
      running.process.call(
        {
          t: 'call',
          id,
          verb,
          ...(contribution !== undefined && { contribution }),
          payload,
          deadline: Math.ceil(deadline),
          now: this.now(),
          ...(delivery && { delivery }),
        },
        (result) => {
          running.calls.delete(id)
          if (result) this.breakers.succeeded(key)
          finish(result ? this.outcome(verb, result) : failed({ class: 'crashed', message: this.reason ?? 'The plugin ended' }))
        },
      )
      if (signal?.aborted) abandon()
    })
  }

  private outcome<V extends VerbName>(verb: V, result: ResultMessage): CallOutcome<V> {
    const { denied, ...outcome } = readResult(verb, result, this.options.manifest.permissions)
    if (denied !== undefined) this.report('denied', `An act without the permission ${denied}`)
    return outcome as CallOutcome<V>
  }

  /** Who leaves many calls unanswered holds their memory: replaced once nothing else is on its way. */
  private abandon(running: Running): void {
    if (++this.abandoned < this.around.timing.abandoned) return
    this.abandoned = 0
    if (this.running === running) this.running = undefined
    const timer = setTimeout(() => running.process.end({ kind: 'stopped', message: 'Replaced after many calls without an answer' }), 5_000)
    timer.unref()
  }

  private gone(running: Running, ending: Ending): void {
    const { process, calls } = running
    this.counts.processor += process.processor
    this.counts.highestMemory = Math.max(this.counts.highestMemory, process.highestMemory)
    if (this.running === running) this.running = undefined
    if (ending.kind === 'stopped') return
    this.reason = ending.message
    this.counts.crashes++
    // Who ran for a good while begins again with little patience.
    this.failedStarts = this.now() - process.startedAt > STEADY ? 1 : this.failedStarts + 1
    const { firstBackOff, longestBackOff } = this.around.timing
    this.retryAt = this.now() + Math.min(firstBackOff * 2 ** (this.failedStarts - 1), longestBackOff)
    const named = ending.call === undefined ? undefined : calls.get(ending.call)
    const blamed = named === undefined ? [...new Set(calls.values())] : [named]
    this.report(ending.kind, ending.message, blamed.length === 1 ? blamed[0] : undefined)
    for (const contribution of blamed)
      if (this.breakers.crashed(contribution, this.now(), ending.message))
        this.report('breaker', `Kept away after repeated crashes: ${ending.message}`, contribution)
  }

  private async end({ process }: Running): Promise<void> {
    if (process.isOver) return
    process.end({ kind: 'stopped', message: 'The plugin was stopped' })
    await process.over
  }

  private waitIdle(): void {
    clearTimeout(this.idle)
    if (this.active > 0 || this.closed) return
    this.idle = setTimeout(() => {
      if (this.active === 0 && performance.now() - this.lastCall >= this.around.timing.idle) void this.stop()
    }, this.around.timing.idle + 1)
    this.idle.unref()
  }

  private report(kind: Incident['kind'], message: string, contribution?: string): void {
    this.options.services.incident?.({
      plugin: this.id,
      at: this.now(),
      kind,
      message,
      ...(contribution !== undefined && { contribution }),
    })
  }

  private now(): number {
    return this.options.services.now?.() ?? Date.now()
  }
}

function failed(error: CallFailure): { readonly ok: false; readonly error: CallFailure } {
  return { ok: false, error }
}
