import { formatInstant } from '../calendar/civil.ts'
import { decideTask, type Permission, type TaskRequest } from '../gate/decide.ts'
import { computeEntryClocks } from '../ledger/clocks.ts'
import { entryCommandSchemas, type EntryCommand, type EntryCommandName } from '../ledger/command.ts'
import { decideLedgerEntry } from '../ledger/decide.ts'
import type { EntryEvent } from '../ledger/event.ts'
import { replayLedgerEntry } from '../ledger/evolve.ts'
import { playEntryTimers } from '../ledger/play-timers.ts'
import { countyDay } from '../responsibility/in-force.ts'
import type { Instant } from '../shared/instant.ts'
import type { Refusal } from '../shared/refusal.ts'
import type { ExampleStep } from './example-schema.ts'
import type { ExampleProblem } from './example.ts'
import type { Policy } from './schema.ts'
import { storyActor } from './story.ts'

/** The command by which a department of a story hands something to towns. */
export const HAND_DOWN = 'handDown'

/** Whether a command of a story acts on a ledger entry. */
export function isEntryCommand(name: string): name is EntryCommandName {
  return Object.hasOwn(entryCommandSchemas, name)
}

/** Whether a step is about a ledger entry or the gate, and not about a case. */
export function isLedgerStep({ entry, command }: Pick<ExampleStep, 'entry' | 'command'>): boolean {
  return entry !== undefined || command === HAND_DOWN
}

/** The ledger entries of a story by the keys its steps give them. What is written off in it grants what it grants. */
export class StoryLedger {
  readonly #policy: Policy
  readonly #entries = new Map<string, EntryEvent[]>()

  constructor(policy: Policy) {
    this.#policy = policy
  }

  /** Lets time pass: reminders, breaches, supervision, ends of consultations. */
  until(now: Instant): void {
    for (const [key, events] of this.#entries) this.#entries.set(key, playEntryTimers(this.#policy, events, now))
  }

  /** Plays a step; the refusal if there is one. */
  play({ entry = '', command, actor, data = {} }: ExampleStep, now: Instant): Refusal | undefined {
    const who = storyActor(actor)
    if (command === HAND_DOWN) {
      // The check of examples holds a story's data to the schema of its command before it is played.
      const task = { ...data, unit: who.unit } as TaskRequest
      const decided = decideTask(this.#policy, { permissions: this.#permissions(), task, day: countyDay(this.#policy, now) })
      return decided.ok ? undefined : decided.error
    }
    if (command === 'wait') return undefined
    const events = this.#entries.get(entry) ?? []
    const decided = decideLedgerEntry(
      {
        policy: this.#policy,
        policyHash: 'example',
        actor: who,
        now,
        identity: { id: entry, number: `EXAMPLE-${entry}` },
        clocks: () => computeEntryClocks(this.#policy, events, now),
      },
      replayLedgerEntry(events),
      { name: command, data } as EntryCommand,
    )
    if (!decided.ok) return decided.error
    this.#entries.set(entry, [...events, ...decided.value])
    return undefined
  }

  /** Where a step came out otherwise than it expects. */
  compare({ entry = '', expect }: ExampleStep, refusal: Refusal | undefined, now: Instant, offset: number): Omit<ExampleProblem, 'step'>[] {
    const mismatches: Omit<ExampleProblem, 'step'>[] = []
    const check = (what: string, expected: unknown, actual: unknown) => {
      if (expected !== undefined && expected !== actual) mismatches.push({ what, expected, actual })
    }
    if (refusal?.code !== expect?.refusal) mismatches.push({ what: 'refusal', expected: expect?.refusal, actual: refusal?.code })
    const events = this.#entries.get(entry) ?? []
    const state = replayLedgerEntry(events)
    const clocks = computeEntryClocks(this.#policy, events, now, { explain: false })
    const newest = (id: string) => clocks.findLast((clock) => clock.clock === id)
    check('state', expect?.state, state?.state)
    check('card', expect?.card, state?.card)
    check('level', expect?.level, state?.level)
    for (const [id, due] of Object.entries(expect?.due ?? {})) {
      const at = newest(id)?.dueAt
      check(`due ${id}`, due, at == null ? null : formatInstant(at, offset))
    }
    for (const [id, status] of Object.entries(expect?.clocks ?? {})) check(`clocks ${id}`, status, newest(id)?.status ?? 'none')
    for (const id of expect?.breached ?? []) check(`breached ${id}`, true, newest(id)?.breached === true)
    return mismatches
  }

  #permissions(): Permission[] {
    return [...this.#entries].flatMap(([id, events]) => {
      const permission = replayLedgerEntry(events)?.permission
      return permission ? [{ ...permission, id }] : []
    })
  }
}
