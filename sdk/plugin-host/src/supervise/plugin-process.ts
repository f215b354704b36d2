import type { AnswerMessage, AskMessage, CallMessage, InitMessage, LogMessage, ResultMessage } from '@shaotai/plugin/protocol'
import { MOST_IN_FLIGHT, PROTOCOL } from '@shaotai/plugin/protocol'
import type { Manifest } from '@shaotai/plugin'
import { encodeFrame, FrameError, FrameReader } from '../frames/frames.ts'
import { killProcess, startProcess, type StartOptions } from '../spawn/command.ts'
import type { Hardening } from '../spawn/hardening.ts'
import { childOf, processorTime, residentBytes } from '../spawn/process-facts.ts'
import type { Timing } from './timing.ts'

/** Why a process is no more. `stopped` was asked for; everything else was not. */
export type Ending = {
  readonly kind: 'stopped' | 'crash' | 'hang' | 'memory' | 'protocol' | 'load'
  readonly message: string
  /** The call the plugin itself named when it died. */
  readonly call?: number
}

export type ProcessEvents = {
  readonly onAsk: (ask: AskMessage, answer: (message: AnswerMessage) => void) => void
  readonly onLog: (log: LogMessage) => void
  readonly onEnd: (ending: Ending) => void
}

/** One process of a plugin from its start to its end: frames in and out, and the watchdogs. */
export class PluginProcess {
  readonly pid: number
  readonly startedAt: number
  /** Resolves when the process is gone. */
  readonly over: Promise<void>
  highestMemory = 0
  private lastProcessor = 0
  private readonly reader = new FrameReader()
  private readonly results = new Map<number, (result: ResultMessage | undefined) => void>()
  private readonly asks = new Set<number>()
  private readonly started: ReturnType<typeof startProcess>
  private readonly timers: NodeJS.Timeout[] = []
  private complaint = ''
  private missedPings = 0
  private unasked = 0
  private ending: Ending | undefined
  private ended = false
  private resolveOver: () => void = () => undefined
  private ready: { resolve: (manifest: Manifest) => void; reject: (error: Error) => void } | undefined

  private readonly init: InitMessage
  private readonly timing: Timing
  private readonly events: ProcessEvents

  constructor(hardening: Hardening, options: StartOptions, init: InitMessage, timing: Timing, events: ProcessEvents) {
    this.init = init
    this.timing = timing
    this.events = events
    this.started = startProcess(hardening, options)
    this.startedAt = Date.now()
    this.over = new Promise((resolve) => (this.resolveOver = resolve))
    const { child, channel, complaints } = this.started
    this.pid = child.pid ?? 0
    channel.on('data', (chunk: Buffer) => this.receive(chunk))
    channel.on('error', () => undefined)
    complaints.on('data', (chunk: Buffer) => {
      this.complaint = (this.complaint + chunk.toString('utf8')).slice(0, 16_384)
      // Who complains without end waits from here on.
      if (this.complaint.length >= 16_384) complaints.pause()
    })
    complaints.on('error', () => undefined)
    child.on('error', (error) => this.finish({ kind: 'load', message: error.message }))
    child.on('exit', (code, signal) => this.finish(this.ending ?? { kind: 'crash', message: this.lastWords(code, signal) }))
    this.timers.push(
      setInterval(() => this.ping(), timing.ping),
      setInterval(() => this.measure(hardening.forks, options.memory * 1024 * 1024), timing.memory),
      setInterval(() => this.refill(), 250),
    )
    for (const timer of this.timers) timer.unref()
  }

  /** The manifest of what was loaded; throws why nothing was. */
  load(): Promise<Manifest> {
    return new Promise((resolve, reject) => {
      if (this.ending) {
        reject(new Error(this.ending.message))
        return
      }
      this.ready = { resolve, reject }
      const late = setTimeout(
        () => this.end({ kind: 'load', message: `The plugin was not ready after ${this.timing.start / 1000} s` }),
        this.timing.start,
      )
      late.unref()
      this.timers.push(late)
      this.send(this.init)
    })
  }

  /** Sends a call and waits for its result; `undefined` when the process ends first. */
  call(message: CallMessage, done: (result: ResultMessage | undefined) => void): void {
    this.results.set(message.id, done)
    this.send(message)
  }

  cancel(id: number): void {
    this.send({ t: 'cancel', id })
  }

  /** Calls the plugin has not answered, abandoned ones too. */
  get open(): number {
    return this.results.size
  }

  get memory(): number {
    return residentBytes(this.watched()) ?? 0
  }

  get processor(): number {
    this.lastProcessor = processorTime(this.watched()) ?? this.lastProcessor
    return this.lastProcessor
  }

  get isOver(): boolean {
    return this.ending !== undefined || this.ended
  }

  end(ending: Ending): void {
    this.ending ??= ending
    killProcess(this.started.child)
  }

  private pidOfChild: number | undefined
  private watched(): number {
    return this.pidOfChild ?? this.pid
  }

  private send(message: unknown): void {
    if (this.isOver) return
    this.started.channel.write(encodeFrame(message))
  }

  private receive(chunk: Buffer): void {
    if (this.isOver) return
    try {
      for (const message of this.reader.push(chunk)) this.take(message)
    } catch (error) {
      this.end({ kind: 'protocol', message: error instanceof FrameError ? error.message : `A message could not be read: ${String(error)}` })
    }
  }

  private take(message: Record<string, unknown>): void {
    switch (message['t']) {
      case 'result': {
        const done = this.results.get(message['id'] as number)
        if (!done) throw new FrameError('A result for a call nobody made')
        this.results.delete(message['id'] as number)
        done(message as unknown as ResultMessage)
        return
      }
      case 'pong':
        this.missedPings = 0
        return
      case 'ask':
        this.count()
        this.ask(message as unknown as AskMessage)
        return
      case 'log':
        this.count()
        this.events.onLog(message as unknown as LogMessage)
        return
      case 'ready':
        if (message['protocol'] !== PROTOCOL)
          throw new FrameError(`The plugin speaks ${String(message['protocol'])}, this host ${PROTOCOL}`)
        this.ready?.resolve(message['manifest'] as Manifest)
        this.ready = undefined
        return
      case 'broken':
        this.end({ kind: 'load', message: String(message['message']).slice(0, 2000) })
        return
      case 'fault':
        this.end({
          kind: 'crash',
          message: String(message['message']).slice(0, 2000),
          ...(typeof message['call'] === 'number' && { call: message['call'] }),
        })
        return
      default:
        throw new FrameError(`A message of no kind: ${JSON.stringify(message['t'])?.slice(0, 50)}`)
    }
  }

  private ask(message: AskMessage): void {
    if (typeof message.id !== 'number' || this.asks.has(message.id)) throw new FrameError('A question without a number of its own')
    if (this.asks.size >= MOST_IN_FLIGHT) throw new FrameError(`More than ${MOST_IN_FLIGHT} questions at once`)
    this.asks.add(message.id)
    this.events.onAsk(message, (answer) => {
      this.asks.delete(message.id)
      this.send(answer)
    })
  }

  /** Who talks without being asked is heard only so fast: the rest waits in its own process. */
  private count(): void {
    if (++this.unasked === this.timing.messages) this.started.channel.pause()
  }

  private refill(): void {
    this.unasked = 0
    if (this.started.channel.isPaused()) this.started.channel.resume()
  }

  private ping(): void {
    if (this.isOver || this.ready) return
    // Counted in turns of our own loop, not by the clock: when the whole machine stalls, nobody is to blame.
    if (++this.missedPings > this.timing.missedPings) {
      this.end({ kind: 'hang', message: `The plugin did not answer for ${(this.timing.missedPings * this.timing.ping) / 1000} s` })
      return
    }
    this.send({ t: 'ping', n: this.missedPings })
  }

  private measure(forks: boolean, limit: number): void {
    if (this.isOver) return
    if (forks) this.pidOfChild ??= childOf(this.pid)
    const memory = this.memory
    void this.processor
    this.highestMemory = Math.max(this.highestMemory, memory)
    if (memory > limit)
      this.end({
        kind: 'memory',
        message: `The plugin used ${Math.round(memory / 2 ** 20)} MB; ${Math.round(limit / 2 ** 20)} MB are its limit`,
      })
  }

  private lastWords(code: number | null, signal: NodeJS.Signals | null): string {
    const fatal = /^.*(FATAL ERROR|heap out of memory|Error:).*$/m.exec(this.complaint)?.[0]
    const how = signal === null ? `code ${code}` : signal
    return `The process ended with ${how}${fatal ? `: ${fatal.trim().slice(0, 300)}` : ''}`
  }

  private finish(ending: Ending): void {
    if (this.ended) return
    this.ended = true
    this.ending = ending
    for (const timer of this.timers) clearInterval(timer)
    this.started.channel.destroy()
    this.started.complaints.destroy()
    this.ready?.reject(new Error(ending.message))
    this.ready = undefined
    const open = [...this.results.values()]
    this.results.clear()
    // First the host learns how it ended, then each call that it failed.
    this.events.onEnd(ending)
    for (const done of open) done(undefined)
    this.resolveOver()
  }
}
