import type { Manifest, ManifestContributions } from '../manifest/manifest.ts'
import type { PayloadOf } from '../protocol/verb.ts'
import type { CallFailure, Engine } from './engine.ts'
import { nextDaily } from './instant.ts'
import type { World } from './world.ts'

type Round = { readonly kind: 'poll' | 'schedule'; readonly id: string; due: number }
/** How a poll or schedule went last. */
export type RoundState = { readonly cursor?: string; readonly runs: number; readonly failure?: CallFailure }
/** Pages one poll may take in a row before it is given up as endless. */
const MOST_PAGES = 1000

/** Polls and schedules of a test, at the times the one leader of a real host would run them. */
export class Rounds {
  readonly states = new Map<string, RoundState>()
  readonly paused: Map<string, { readonly message: string; readonly fix?: string }>
  readonly #rounds: Round[] = []
  readonly #world: World
  readonly #engine: () => Engine
  readonly #after: () => void
  readonly #rows: ManifestContributions
  readonly #offset: string

  constructor(
    manifest: Manifest,
    offset: string,
    parts: { world: World; engine: () => Engine; after: () => void; paused: Rounds['paused'] },
  ) {
    this.#rows = manifest.contributions
    this.#offset = offset
    this.#world = parts.world
    this.#engine = parts.engine
    this.#after = parts.after
    this.paused = parts.paused
    for (const { id, poll } of this.#rows.intake) if (poll) this.#rounds.push({ kind: 'poll', id, due: this.#world.now + poll.every })
    for (const { id } of this.#rows.schedules) this.#rounds.push({ kind: 'schedule', id, due: this.#nextOf(id) })
  }

  next(): number | undefined {
    const due = this.#rounds.filter(({ id }) => !this.paused.has(id)).map((round) => round.due)
    return due.length === 0 ? undefined : Math.min(...due)
  }

  async settle(): Promise<void> {
    for (const round of this.#rounds) {
      if (round.due > this.#world.now || this.paused.has(round.id)) continue
      const failure = round.kind === 'poll' ? await this.poll(round.id) : await this.run(round.id)
      const pause = Math.max(failure?.after ?? 0, 0)
      const regular = round.kind === 'poll' ? this.#world.now + this.#every(round.id) : this.#nextOf(round.id)
      round.due = Math.max(regular, this.#world.now + pause)
    }
  }

  /** Polls once, all pages of it. */
  async poll(id: string): Promise<CallFailure | undefined> {
    const row = this.#rows.intake.find((one) => one.id === id)
    if (!row?.poll) throw new Error(`The plugin has no poll ${JSON.stringify(id)}`)
    for (let page = 0; page < MOST_PAGES; page++) {
      const { cursor, runs = 0 } = this.states.get(id) ?? {}
      const payload: PayloadOf<'intake.poll'> = cursor === undefined ? {} : { cursor }
      const outcome = await this.#engine().call('intake.poll', payload, { contribution: id })
      this.#after()
      const failure = outcome.ok
        ? this.#world.commit(
            [...outcome.effects, ...outcome.value.items.map((item) => ({ kind: 'case.intake', item: item as never }) as const)],
            row.source,
          )
        : outcome.error
      if (failure || !outcome.ok) return this.#failed(id, failure, { runs: runs + 1, ...(cursor !== undefined && { cursor }) })
      const next = outcome.value.cursor ?? cursor
      this.states.set(id, { runs: runs + 1, ...(next !== undefined && { cursor: next }) })
      if (!outcome.value.more) return undefined
    }
    throw new Error(`The poll ${JSON.stringify(id)} says "more" for ${MOST_PAGES} pages: it never ends`)
  }

  /** Runs a schedule once. */
  async run(id: string): Promise<CallFailure | undefined> {
    if (!this.#rows.schedules.some((one) => one.id === id)) throw new Error(`The plugin has no schedule ${JSON.stringify(id)}`)
    const { runs = 0 } = this.states.get(id) ?? {}
    const outcome = await this.#engine().call('schedule.run', {}, { contribution: id })
    this.#after()
    const failure = outcome.ok ? this.#world.commit(outcome.effects) : outcome.error
    if (failure) return this.#failed(id, failure, { runs: runs + 1 })
    this.states.set(id, { runs: runs + 1 })
    return undefined
  }

  #failed(id: string, failure: CallFailure | undefined, state: RoundState): CallFailure | undefined {
    this.states.set(id, { ...state, ...(failure && { failure }) })
    if (failure?.class === 'needs-admin')
      this.paused.set(id, { message: failure.message, ...(failure.fix !== undefined && { fix: failure.fix }) })
    return failure
  }

  #every(id: string): number {
    return this.#rows.intake.find((one) => one.id === id)?.poll?.every ?? 60_000
  }

  #nextOf(id: string): number {
    const { every, daily } = this.#rows.schedules.find((one) => one.id === id) ?? {}
    return daily === undefined ? this.#world.now + (every ?? 86_400_000) : nextDaily(daily, this.#world.now, this.#offset)
  }
}
