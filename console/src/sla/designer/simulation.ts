import type { ChangedClock, Policy, YearReplay } from '@shaotai/core'
import { API } from '../../platform/http.ts'
import { serverNow } from '../../platform/now.ts'
import type { BothClocks, FromDesk, Place, Question, Ready, Source, ToDesk } from './desk-messages.ts'

/** Where the worker is with the year of cases. */
export type Reading =
  | { readonly phase: 'idle' }
  | { readonly phase: 'reading'; readonly read: number; readonly total: number }
  | ({ readonly phase: 'ready' } & Ready)
  | { readonly phase: 'failed'; readonly status: number }

/** The latest answer, and which question and draft it is for. */
export type Answer = {
  readonly replay: YearReplay
  readonly question: Question
  readonly draft: Policy
  readonly base: Policy
  readonly took: number
}

type State = { readonly reading: Reading; readonly answer: Answer | undefined }
type Asked = { readonly question: Question; readonly draft: Policy; readonly base: Policy }

const IDLE: State = { reading: { phase: 'idle' }, answer: undefined }

/**
 * The one worker of the page, kept with the year it read until another person signs in or somebody reads it anew. One question is under
 * way at a time and only the latest waits, so that a slider is followed at the worker's pace and never queues.
 */
export class Simulation {
  #state: State = IDLE
  #worker: Worker | undefined
  #owner: string | undefined
  #base: Policy | undefined
  #asks = 0
  #underWay: (Asked & { ask: number }) | undefined
  #waiting: Asked | undefined
  readonly #listeners = new Set<() => void>()
  readonly #clocks = new Map<number, (both: BothClocks) => void>()

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly state = (): State => this.#state

  /** Reads the year unless it is read already, for the same person. */
  start(owner: string, base: Policy, places: { towns: readonly Place[]; departments: readonly Place[] }): void {
    if (this.#owner === owner && this.#worker) return
    this.stop()
    this.#owner = owner
    const worker = new Worker(new URL('./simulation.worker.ts', import.meta.url), { type: 'module', name: 'simulation' })
    worker.addEventListener('message', ({ data }: MessageEvent<FromDesk>) => this.#hear(data))
    worker.addEventListener('error', () => this.#fail(-1))
    this.#worker = worker
    this.#send({ type: 'base', base })
    this.#base = base
    this.#set({ reading: { phase: 'reading', read: 0, total: 0 } })
    this.#send({ type: 'read', now: serverNow(), api: API, ...places })
  }

  /** Ends the worker and forgets what it read. */
  stop(): void {
    this.#worker?.terminate()
    this.#worker = undefined
    this.#owner = undefined
    this.#base = undefined
    this.#underWay = undefined
    this.#waiting = undefined
    this.#clocks.clear()
    this.#state = IDLE
    this.#tell()
  }

  /** Asks what a draft would have done; the answer comes as a new state. */
  ask(asked: Asked): void {
    if (this.#state.reading.phase !== 'ready') return
    if (this.#underWay) {
      this.#waiting = asked
      return
    }
    const ask = ++this.#asks
    this.#underWay = { ...asked, ask }
    this.#compareWith(asked.base)
    this.#send({ type: 'replay', ask, question: asked.question, draft: light(asked.draft) })
  }

  /** One clock under the policy in force and under a draft, with every segment. */
  clocks(of: ChangedClock, { source, draft, base }: { source: Source; draft: Policy; base: Policy }): Promise<BothClocks> {
    const ask = ++this.#asks
    this.#compareWith(base)
    return new Promise((resolve) => {
      this.#clocks.set(ask, resolve)
      this.#send({ type: 'clocks', ask, source, of, draft: light(draft) })
    })
  }

  #compareWith(base: Policy): void {
    if (this.#base === base) return
    this.#base = base
    this.#send({ type: 'base', base })
  }

  #hear(data: FromDesk): void {
    switch (data.type) {
      case 'reading':
        return this.#set({ reading: { phase: 'reading', read: data.read, total: data.total } })
      case 'ready':
        return this.#set({ reading: { phase: 'ready', cases: data.cases, towns: data.towns, invented: data.invented, until: data.until } })
      case 'failed':
        return this.#fail(data.status)
      case 'clocks':
        this.#clocks.get(data.ask)?.(data)
        this.#clocks.delete(data.ask)
        return undefined
      case 'replayed': {
        const asked = this.#underWay
        this.#underWay = undefined
        if (asked?.ask === data.ask) this.#set({ answer: { ...asked, replay: data.replay, took: data.took } })
        const next = this.#waiting
        this.#waiting = undefined
        if (next) this.ask(next)
        return undefined
      }
    }
  }

  #fail(status: number): void {
    this.stop()
    this.#set({ reading: { phase: 'failed', status } })
  }

  #send(message: ToDesk): void {
    this.#worker?.postMessage(message)
  }

  #set(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change }
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

/** The policy without what no clock reads: it is copied to the worker with each move of a slider. */
function light(policy: Policy): Policy {
  return { ...policy, examples: [], guides: [] }
}

/** One for the page: leaving a draft and coming back does not read the year again. */
export const simulation: Simulation = new Simulation()
