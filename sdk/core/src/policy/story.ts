import { parseLocal } from '../calendar/civil.ts'
import { isCommandName, type Command } from '../case/command.ts'
import { decide } from '../case/decide.ts'
import type { Case, CaseEvent } from '../case/event.ts'
import { replay } from '../case/evolve.ts'
import { followUps, relatedCase } from '../case/follow-up.ts'
import { activeAssignments } from '../case/assignments.ts'
import { SYSTEM, type Actor, type Role } from '../organisation/role.ts'
import type { Unit } from '../organisation/schema.ts'
import type { Instant } from '../shared/instant.ts'
import type { Refusal } from '../shared/refusal.ts'
import { computeClocks } from '../sla/clocks.ts'
import { playTimers } from '../simulation/play-timers.ts'
import type { Example, ExampleStep } from './example-schema.ts'
import type { ExampleProblem } from './example.ts'
import type { Policy } from './schema.ts'
import { compareExpectation } from './story-expect.ts'
import { HAND_DOWN, isLedgerStep, StoryLedger } from './story-ledger.ts'

/** One case of a story: its events so far and what they make of it. */
export type StoryCase = { readonly key: string; readonly events: readonly CaseEvent[]; readonly state: Case }

/** What one step of a story brought: the events of timers before it, its own, or its refusal. */
export type StoryTurn = {
  readonly step: number
  readonly now: Instant
  /** Key of the case, or of the ledger entry: those have no case events. */
  readonly case: string
  /** Warnings, breaches and cards that fell due before the step, of all cases of the story. */
  readonly timers: readonly { readonly case: string; readonly event: CaseEvent }[]
  readonly events: readonly CaseEvent[]
  readonly refusal?: Refusal
}

/** A story played: turn by turn, the cases as they stand at its end, and where it came out otherwise than expected. */
export type StoryRun = {
  readonly turns: StoryTurn[]
  readonly cases: StoryCase[]
  readonly problems: ExampleProblem[]
  readonly end: Instant
}

/** What a story may know besides the policy: the county's units, whose types scores depend on. */
export type StoryOptions = { readonly units?: readonly Unit[] }

/** The key of the case of steps that name none. */
export const ONLY_CASE = 'example'

/**
 * Plays a story (a story file, or an example of the policy) without a server: the same `decide`, the same clocks, and every timer that
 * falls due between two steps. Steps are played in the order of the story; the check of examples refuses times that run backwards.
 */
export function playStory(policy: Policy, story: Example, { units = [] }: StoryOptions = {}): StoryRun {
  const offset = policy.calendars.find((one) => one.id === policy.sla.calendar)?.utcOffsetMinutes ?? 0
  const cases = new Map<string, CaseEvent[]>()
  const turns: StoryTurn[] = []
  const problems: ExampleProblem[] = []
  const ledger = new StoryLedger(policy)
  let now: Instant = 0
  for (const [index, step] of story.steps.entries()) {
    now = parseLocal(step.at, offset)
    const timers = [...cases].flatMap(([key, events]) => {
      const played = playTimers(policy, 'example', events, now)
      cases.set(key, played)
      return played.slice(events.length).map((event) => ({ case: key, event }))
    })
    ledger.until(now)
    if (isLedgerStep(step)) {
      const refusal = ledger.play(step, now)
      turns.push({ step: index, now, case: step.entry ?? HAND_DOWN, timers, events: [], ...(refusal && { refusal }) })
      problems.push(...ledger.compare(step, refusal, now, offset).map((problem) => ({ step: index, ...problem })))
      continue
    }
    const key = step.case ?? ONLY_CASE
    const before = cases.get(key) ?? []
    const outcome = play({ policy, events: before, step, now, key, cases: storyCases(cases) })
    const events = 'events' in outcome ? outcome.events : []
    const refusal = 'refusal' in outcome ? outcome.refusal : undefined
    if (before.length + events.length > 0) cases.set(key, [...before, ...events])
    carryOn(policy, cases, key, events)
    turns.push({ step: index, now, case: key, timers, events, ...(refusal && { refusal }) })
    const found = compareExpectation(step.expect, { policy, cases: storyCases(cases), key, events, refusal, now, offset, units })
    problems.push(...found.map((problem) => ({ step: index, ...problem })))
  }
  return { turns, cases: storyCases(cases), problems, end: now }
}

function storyCases(cases: ReadonlyMap<string, CaseEvent[]>): StoryCase[] {
  return [...cases].flatMap(([key, events]) => {
    const state = replay(events)
    return state ? [{ key, events, state }] : []
  })
}

/** What follows for other cases of the story, as the server does in the same unit of work. */
function carryOn(policy: Policy, cases: Map<string, CaseEvent[]>, key: string, added: readonly CaseEvent[]): void {
  const state = replay(cases.get(key) ?? [])
  const last = added.at(-1)
  if (!state || !last) return
  for (const { case: id, command } of followUps(state, added)) {
    const events = cases.get(id)
    const decided = events && decide({ policy, policyHash: 'example', actor: last.by, now: last.at }, replay(events), command)
    if (events && decided?.ok) cases.set(id, [...events, ...decided.value])
  }
}

type Play = { policy: Policy; events: CaseEvent[]; step: ExampleStep; now: Instant; key: string; cases: readonly StoryCase[] }

function play({ policy, events, step, now, key, cases }: Play): { events: CaseEvent[] } | { refusal: Refusal } {
  const state = replay(events)
  if (step.command === 'wait') return { events: [] }
  if (!isCommandName(step.command)) return { refusal: { code: 'case.command.unknown', params: { command: step.command } } }
  const data = {
    ...step.data,
    ...(step.unit !== undefined && { assignment: state && activeAssignments(state).find((one) => one.unit === step.unit)?.id }),
  }
  // The check of examples holds a story's data to the schema of its command before it is played.
  const command = { name: step.command, data } as Command
  const related = relatedCase(state, command)
  const other = related && cases.find((one) => one.key === related.id)?.state
  const context = {
    policy,
    policyHash: 'example',
    ...(other && { related: other }),
    actor: storyActor(step.actor),
    now,
    identity: { id: key, number: key === ONLY_CASE ? 'EXAMPLE' : `EXAMPLE-${key}` },
    clocks: () => computeClocks(policy, events, now),
  }
  const decided = decide(context, state, command)
  return decided.ok ? { events: decided.value } : { refusal: decided.error }
}

/** Who acts in a story: `role@unit`, `role@unit#name` or `system`. */
export function storyActor(actor: string): Actor {
  if (actor === 'system') return SYSTEM
  const [role, place] = actor.split('@') as [Role, string]
  return { person: actor, name: actor, unit: place.split('#')[0] ?? '', roles: [role] }
}
