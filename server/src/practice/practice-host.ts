import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { PRACTICE_PATH, type Practice, type PracticeRoom } from '@shaotai/api'
import { fail, ok, refuse, type Organisation, type Policy, type Result } from '@shaotai/core'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { OffsetClock, type Clock } from '../platform/clock/clock.ts'
import { prepareDataDirectory } from '../platform/config/data-directory.ts'
import type { Settings } from '../platform/config/settings.ts'
import { StartError } from '../platform/config/start-error.ts'
import { takeFileLease } from '../platform/db/file-lease.ts'
import { readFacts, writeFacts, type PracticeFacts } from './practice-facts.ts'
import type { LaunchedInstance, LaunchInstance } from './launch.ts'

/** What practice begins from. */
export type PracticeStart = { organisation: Organisation; policy: Policy; from: PracticeRoom['policy'] }

export type Room = { instance: LaunchedInstance; directory: string; release: () => void; requests: number; usedAt: number }

/** A room nobody has used for so long falls asleep; what was practised stays. */
const IDLE = 30 * 60_000
/** Counties that practise at once in one process: each takes some 30 MB. */
const MOST_ROOMS = 3
const SESSION_FOR_EVER = 50 * 365 * 86_400_000

/**
 * Keeps the practice environments: one for each county, each a whole instance of this server in the same process with a database, a clock
 * and keys of its own, begun when somebody enters and put to sleep when nobody is in it.
 */
export class PracticeHost {
  private readonly rooms = new Map<string, Room>()
  private readonly turns = new Map<string, Promise<unknown>>()
  private readonly sweeping: NodeJS.Timeout
  private readonly settings: Settings
  private readonly clock: Clock
  private readonly logger: Logger
  private readonly launch: LaunchInstance

  constructor({ settings, clock, logger, launch }: { settings: Settings; clock: Clock; logger: Logger; launch: LaunchInstance }) {
    this.settings = settings
    this.clock = clock
    this.logger = logger
    this.launch = launch
    this.sweeping = setInterval(() => void this.sweep(), 60_000).unref()
  }

  /** How practice stands in a county. */
  async state(county: string): Promise<Practice> {
    if (!this.settings.practice) return { state: 'off', startedAt: null, policy: null }
    const directory = this.directoryOf(county)
    return this.inTurn(county, async () => {
      const running = this.rooms.has(county)
      if (!running) {
        const lease = this.lease(county)
        if (!lease) return { state: 'elsewhere', startedAt: null, policy: null }
        lease()
      }
      const facts = readFacts(directory)
      if (!facts) return { state: 'none', startedAt: null, policy: null }
      return { state: running ? 'running' : 'asleep', startedAt: facts.startedAt, policy: facts.policy }
    })
  }

  /** The room of a county, begun anew from `start` when there is none or `again`. */
  async open(county: string, { again, start }: { again: boolean; start: () => Promise<Result<PracticeStart>> }) {
    return this.inTurn(county, async (): Promise<Result<{ room: Room; begun: boolean }>> => {
      if (!this.settings.practice) return fail(refuse('practice.off'))
      if (!again) {
        const woken = await this.wakeRoom(county)
        if (!woken.ok || woken.value) return woken.ok ? ok({ room: woken.value!, begun: false }) : woken
      }
      const from = await start()
      if (!from.ok) return from
      await this.closeRoom(county)
      const release = this.lease(county)
      if (!release) return fail(refuse('practice.elsewhere'))
      const directory = this.directoryOf(county)
      rmSync(directory, { recursive: true, force: true })
      mkdirSync(directory, { recursive: true, mode: 0o700 })
      const { organisation, policy, from: title } = from.value
      const facts: PracticeFacts = { startedAt: this.clock.now(), policy: title, ahead: 0 }
      const begun = await this.startRoom(county, { release, facts, seed: { organisation, policy } })
      // Kept last: a directory without facts was never begun.
      if (begun.ok) writeFacts(directory, facts)
      return begun.ok ? ok({ room: begun.value, begun: true }) : begun
    })
  }

  /** Hands a request below `/practice` to the room of a county. */
  async pass(county: string, request: FastifyRequest, reply: FastifyReply): Promise<Result<undefined>> {
    const woken = await this.inTurn(county, () => this.wakeRoom(county))
    if (!woken.ok) return woken
    const room = woken.value
    if (!room) return fail(refuse('practice.none'))
    room.requests++
    reply.raw.once('close', () => {
      room.requests--
      room.usedAt = performance.now()
    })
    request.raw.url = request.raw.url!.slice(PRACTICE_PATH.length)
    reply.hijack()
    room.instance.answer(request.raw, reply.raw)
    return ok(undefined)
  }

  /** Puts to sleep every room that nobody used for a while. */
  async sweep(idle = IDLE): Promise<void> {
    const quiet = [...this.rooms].filter(([, room]) => room.requests === 0 && performance.now() - room.usedAt >= idle)
    for (const [county] of quiet) await this.inTurn(county, () => this.closeRoom(county))
  }

  /** Ends the open lines of every room, so that a server that stops need not wait for them. */
  endLines(): void {
    for (const { instance } of this.rooms.values()) instance.endLines()
  }

  async close(): Promise<void> {
    clearInterval(this.sweeping)
    await Promise.all([...this.rooms.keys()].map((county) => this.inTurn(county, () => this.closeRoom(county))))
  }

  /** The room of a county if it is running or asleep; undefined when nobody has begun it. */
  private async wakeRoom(county: string): Promise<Result<Room | undefined>> {
    if (!this.settings.practice) return fail(refuse('practice.off'))
    const running = this.rooms.get(county)
    if (running) return ok(running)
    const release = this.lease(county)
    if (!release) return fail(refuse('practice.elsewhere'))
    const facts = readFacts(this.directoryOf(county))
    if (facts) return this.startRoom(county, { release, facts })
    release()
    return ok(undefined)
  }

  private async startRoom(
    county: string,
    { release, facts, seed }: { release: () => void; facts: PracticeFacts; seed?: Pick<PracticeStart, 'organisation' | 'policy'> },
  ): Promise<Result<Room>> {
    const directory = this.directoryOf(county)
    try {
      if (!(await this.makeSpace())) {
        release()
        return fail(refuse('practice.full'))
      }
      const clock = new OffsetClock(this.clock, facts.ahead)
      const instance = await this.launch({
        settings: {
          ...this.settings,
          dataDir: directory,
          databaseUrl: undefined,
          template: undefined,
          demoPassword: undefined,
          consoleDir: join(directory, 'console'),
          practice: false,
          mount: PRACTICE_PATH,
          // The practice clock runs ahead by months; who may be here is decided by the real session each time.
          sessionIdleMs: SESSION_FOR_EVER,
          sessionMaxMs: SESSION_FOR_EVER,
        },
        clock,
        logger: this.logger,
        seed,
        room: {
          clock,
          realTime: () => this.clock.now(),
          startedAt: facts.startedAt,
          policy: facts.policy,
          keep: () => writeFacts(directory, { ...facts, ahead: clock.ahead }),
        },
      })
      const room: Room = { instance, directory, release, requests: 0, usedAt: performance.now() }
      this.rooms.set(county, room)
      return ok(room)
    } catch (error) {
      release()
      throw error
    }
  }

  private async closeRoom(county: string): Promise<void> {
    const room = this.rooms.get(county)
    if (!room) return
    this.rooms.delete(county)
    try {
      await room.instance.close()
    } finally {
      room.release()
    }
  }

  /** Room for one more: the one unused longest goes to sleep. */
  private async makeSpace(): Promise<boolean> {
    if (this.rooms.size < MOST_ROOMS) return true
    const [quietest] = [...this.rooms].filter(([, room]) => room.requests === 0).toSorted(([, a], [, b]) => a.usedAt - b.usedAt)
    if (quietest) await this.closeRoom(quietest[0])
    return quietest !== undefined
  }

  /** Makes this process the only one that practises in a county; undefined when another does. */
  private lease(county: string): (() => void) | undefined {
    const root = join(this.settings.dataDir, 'practice')
    prepareDataDirectory(root)
    try {
      return takeFileLease(join(root, county))
    } catch (error) {
      if (error instanceof StartError) return undefined
      throw error
    }
  }

  private directoryOf(county: string): string {
    return join(this.settings.dataDir, 'practice', county)
  }

  /** One thing at a time for each county. */
  private inTurn<T>(county: string, work: () => Promise<T>): Promise<T> {
    const before = this.turns.get(county) ?? Promise.resolve()
    const mine = before.then(work, work)
    this.turns.set(county, mine)
    void mine.catch(() => undefined).finally(() => this.turns.get(county) === mine && this.turns.delete(county))
    return mine
  }
}
