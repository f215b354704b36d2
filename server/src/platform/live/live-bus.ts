import { randomBytes } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { LiveEvent } from '@shaotai/api'
import type { ActorContext, Tx } from '../unit-of-work/unit-of-work.ts'

/** A change as features announce it: what the browser gets, and for whom. */
export type Change = {
  county: string
  event: LiveEvent
  /** Whom it concerns; the topic's filter decides with it. Never sent. */
  audience: { units?: string[]; people?: string[]; roles?: string[] }
}

/** Whether a signed-in person may hear of a change. */
export type ChangeFilter = (context: ActorContext, audience: Change['audience']) => boolean

export type Numbered = Change & { seq: number }

const KEPT = 1000

/**
 * Tells connected browsers that something changed, after it is durable. A change carries no content, only what to fetch again;
 * what nobody declared a filter for is heard by nobody.
 */
@Injectable()
export class LiveBus {
  /** Names this process's numbering: a browser that comes back to another process starts afresh. */
  readonly epoch = randomBytes(6).toString('hex')
  private readonly filters = new Map<string, ChangeFilter>()
  private readonly listeners = new Set<(change: Numbered) => void>()
  private readonly recent: Numbered[] = []
  private seq = 0
  /** Replaced on PostgreSQL, where changes travel through the database to every process. */
  private send: (change: Change) => void = (change) => this.receive(change)

  /** Declares who may hear of a topic. */
  topic(name: string, filter: ChangeFilter): void {
    if (this.filters.has(name)) throw new Error(`Two filters for live topic ${name}`)
    this.filters.set(name, filter)
  }

  /** Announces a change once the unit is committed. */
  announce(tx: Tx, event: Omit<LiveEvent, 'at'>, audience: Change['audience']): void {
    const change: Change = { county: tx.context.county, event: { ...event, at: tx.now }, audience }
    tx.afterCommit(() => this.send(change))
  }

  /** Whether this person may hear of this change. */
  isFor(context: ActorContext, change: Change): boolean {
    return change.county === context.county && (this.filters.get(change.event.topic)?.(context, change.audience) ?? false)
  }

  /** Hears every change of this installation until the returned function is called. */
  listen(listener: (change: Numbered) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Changes after a number, or undefined when they are no longer known. */
  since(seq: number): Numbered[] | undefined {
    const oldest = this.recent[0]?.seq ?? this.seq + 1
    if (seq > this.seq || seq < oldest - 1) return undefined
    return this.recent.filter((change) => change.seq > seq)
  }

  get last(): number {
    return this.seq
  }

  /** Takes in a change from wherever it came. */
  receive(change: Change): void {
    const numbered = { ...change, seq: ++this.seq }
    this.recent.push(numbered)
    if (this.recent.length > KEPT) this.recent.shift()
    for (const listener of this.listeners) listener(numbered)
  }

  /** Sends changes another way. */
  sendThrough(send: (change: Change) => void): void {
    this.send = send
  }
}
