import type { VerbName } from '../protocol/verb.ts'
import type { CallFailure, Engine, Outcome } from './engine.ts'
import { randomOf, shuffled } from './random.ts'
import type { World } from './world.ts'

export type DeliveryKind = 'event' | 'message' | 'webhook'
/** A delivery that will not be tried again. */
export type DeadLetter = {
  readonly id: string
  readonly kind: DeliveryKind
  readonly contribution: string
  /** Why: the message of the last failure. */
  readonly error: string
  readonly class: CallFailure['class']
  readonly attempts: number
}
export type Chaos = {
  /** How likely an acknowledged delivery comes again, 0 to 1. */
  readonly duplicate?: number
  /** What has no order comes in another one; deliveries of one case keep theirs. */
  readonly reorder?: boolean
  /** So many deliveries die after their first request that changed something outside. */
  readonly crashAfterSend?: number
  /** The same seed, the same accidents; 1 unless said. */
  readonly seed?: number
}
export type Delivery = {
  readonly id: string
  readonly kind: DeliveryKind
  readonly verb: VerbName
  readonly contribution: string
  readonly payload: unknown
  /** Deliveries with the same lane wait for each other. */
  readonly lane?: string
  readonly attempts: number
  readonly backoff: number
  readonly once: 'at-least' | 'at-most'
  attempt: number
  due: number
  /** Comes again although it was acknowledged: the handler runs, and what it leaves behind is there already. */
  readonly again?: boolean
  /** What a success leads to beside its effects, committed with them. */
  readonly done?: (outcome: Outcome & { ok: true }) => CallFailure | undefined
  readonly settled?: (outcome: Outcome) => void
}

/** The longest pause between two tries, ms. */
const LONGEST_PAUSE = 3_600_000
/** How long a plugin that did not get to run is waited for, ms. */
const UNAVAILABLE_WAIT = 15_000

/** The outbox and inbox of a test: at least once, in order, with back-off, dead letters and pauses. */
export class Deliveries {
  readonly dead: DeadLetter[] = []
  /** Sent at most once, and nobody knows whether they arrived. */
  readonly unknown: DeadLetter[] = []
  /** Contributions that wait for the administrator, and for what. */
  readonly paused = new Map<string, { readonly message: string; readonly fix?: string }>()
  readonly acknowledged: Delivery[] = []
  readonly #open: Delivery[] = []
  readonly #world: World
  readonly #engine: () => Engine
  readonly #after: () => void
  #chaos: Chaos = {}
  #random = randomOf(1)
  #crashes = 0

  constructor(world: World, engine: () => Engine, after: () => void) {
    this.#world = world
    this.#engine = engine
    this.#after = after
  }

  add(delivery: Delivery): void {
    this.#open.push(delivery)
  }

  chaos(chaos: Chaos): void {
    this.#chaos = chaos
    this.#random = randomOf(chaos.seed ?? 1)
    this.#crashes = chaos.crashAfterSend ?? 0
  }

  /** When the next delivery is due; `undefined` if nothing waits for time alone. */
  next(): number | undefined {
    const due = this.#ready().map((delivery) => delivery.due)
    return due.length === 0 ? undefined : Math.min(...due)
  }

  /** Delivers everything that is due now. */
  async settle(): Promise<void> {
    for (;;) {
      const ready = this.#ready().filter(({ due }) => due <= this.#world.now)
      const chosen = this.#chaos.reorder ? shuffled(ready, this.#random)[0] : ready[0]
      if (!chosen) return
      await this.#deliver(chosen)
    }
  }

  /** Delivers everything acknowledged once more, with the same keys; but for what comes at most once. */
  async again(): Promise<void> {
    for (const delivery of this.acknowledged.filter(({ once }) => once === 'at-least'))
      this.add({ ...delivery, again: true, due: this.#world.now })
    await this.settle()
  }

  resume(contribution?: string): void {
    if (contribution === undefined) this.paused.clear()
    else this.paused.delete(contribution)
  }

  /** The first of each lane, of contributions that run. */
  #ready(): Delivery[] {
    const lanes = new Set<string>()
    return this.#open.filter(({ lane, contribution }) => {
      if (this.paused.has(contribution)) return false
      if (lane === undefined) return true
      if (lanes.has(lane)) return false
      lanes.add(lane)
      return true
    })
  }

  async #deliver(delivery: Delivery): Promise<void> {
    delivery.attempt++
    const crashAfterSend = this.#crashes > 0
    const outcome = await this.#engine().call(delivery.verb, delivery.payload, {
      contribution: delivery.contribution,
      delivery: { id: delivery.id, idempotencyKey: delivery.id, attempt: delivery.attempt },
      crashAfterSend,
    })
    this.#after()
    const failure = outcome.ok ? this.#commit(delivery, outcome) : outcome.error
    if (failure?.class === 'crashed' && crashAfterSend) this.#crashes--
    if (failure) this.#failed(delivery, failure)
    else {
      this.#close(delivery)
      if (!delivery.again) this.acknowledged.push(delivery)
      if (!delivery.again && delivery.once === 'at-least' && this.#random() < (this.#chaos.duplicate ?? 0))
        this.add({ ...delivery, again: true, due: this.#world.now })
    }
    delivery.settled?.(failure ? { ok: false, error: failure } : outcome)
  }

  #commit(delivery: Delivery, outcome: Outcome & { ok: true }): CallFailure | undefined {
    if (delivery.again) return undefined
    return delivery.done ? delivery.done(outcome) : this.#world.commit(outcome.effects)
  }

  #failed(delivery: Delivery, failure: CallFailure): void {
    if (failure.class === 'needs-admin') {
      delivery.attempt--
      this.paused.set(delivery.contribution, { message: failure.message, ...(failure.fix !== undefined && { fix: failure.fix }) })
      return
    }
    if (failure.class === 'unavailable') {
      delivery.attempt--
      delivery.due = this.#world.now + UNAVAILABLE_WAIT
      return
    }
    const letter = {
      id: delivery.id,
      kind: delivery.kind,
      contribution: delivery.contribution,
      error: failure.message,
      class: failure.class,
      attempts: delivery.attempt,
    }
    if (failure.class === 'reject') return this.#bury(delivery, this.dead, letter)
    // Like the county's own delivery: what says nothing of whether it happened must not happen twice.
    if (delivery.once === 'at-most' && failure.class !== 'retry') return this.#bury(delivery, this.unknown, letter)
    if (delivery.attempt >= delivery.attempts) return this.#bury(delivery, this.dead, letter)
    const pause = Math.min(delivery.backoff * 2 ** (delivery.attempt - 1), LONGEST_PAUSE)
    delivery.due = this.#world.now + Math.max(pause, failure.after ?? 0)
  }

  #bury(delivery: Delivery, into: DeadLetter[], letter: DeadLetter): void {
    this.#close(delivery)
    into.push(letter)
  }

  #close(delivery: Delivery): void {
    this.#open.splice(this.#open.indexOf(delivery), 1)
  }
}
