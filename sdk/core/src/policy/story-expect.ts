import { formatInstant } from '../calendar/civil.ts'
import { allowedCommands } from '../case/allowed.ts'
import { activeAssignments, leadAssignment } from '../case/assignments.ts'
import type { Case, CaseEvent } from '../case/event.ts'
import { caseFacts } from '../case/facts.ts'
import { lookUp } from '../condition/look-up.ts'
import type { Unit } from '../organisation/schema.ts'
import type { Instant } from '../shared/instant.ts'
import type { Refusal } from '../shared/refusal.ts'
import type { Clock } from '../sla/clock.ts'
import { computeClocks } from '../sla/clocks.ts'
import type { Expectation } from './example-schema.ts'
import type { ExampleProblem } from './example.ts'
import type { Policy } from './schema.ts'
import { storyActor, type StoryCase } from './story.ts'
import { scoreStory } from './story-score.ts'

/** What a step left behind, to be compared with what it expected. */
export type StoryMoment = {
  readonly policy: Policy
  readonly cases: readonly StoryCase[]
  /** The case of the step. */
  readonly key: string
  readonly events: readonly CaseEvent[]
  readonly refusal: Refusal | undefined
  readonly now: Instant
  readonly offset: number
  readonly units: readonly Unit[]
}

type Mismatch = Omit<ExampleProblem, 'step'>

/** Where a step came out otherwise than expected. Without an expectation it must only not be refused. */
export function compareExpectation(expect: Expectation | undefined, moment: StoryMoment): Mismatch[] {
  const { policy, cases, key, events, now, offset } = moment
  const mismatches: Mismatch[] = []
  const check = (what: string, expected: unknown, actual: unknown) => {
    if (expected !== undefined && JSON.stringify(expected) !== JSON.stringify(actual)) mismatches.push({ what, expected, actual })
  }
  const refusal = moment.refusal?.code
  if (refusal !== expect?.refusal) mismatches.push({ what: 'refusal', expected: expect?.refusal, actual: refusal })
  if (!expect) return mismatches
  const own = cases.find((one) => one.key === key)
  const state = own?.state
  const clocks = own ? computeClocks(policy, own.events, now) : []
  const may = (actor: string, command: string) => state !== undefined && mayGive({ policy, state, now, clocks }, actor, command)
  check('state', expect.state, state?.state)
  check('phase', expect.phase, state?.phase)
  check('lead', expect.lead, state && leadAssignment(state)?.unit)
  check('cooperating', expect.cooperating, state && cooperatingUnits(state))
  check('card', expect.card, state?.card)
  if (expect.events && !inOrder(expect.events, events)) {
    const actual = events.map((event) => event.type)
    mismatches.push({ what: 'events', expected: expect.events, actual })
  }
  for (const [name, due] of Object.entries(expect.due ?? {})) {
    const clock = findClock(clocks, name)
    check(`due ${name}`, due, clock?.dueAt == null ? null : formatInstant(clock.dueAt, offset))
  }
  for (const [name, status] of Object.entries(expect.clocks ?? {}))
    check(`clocks ${name}`, status, findClock(clocks, name)?.status ?? 'none')
  for (const [unit, phase] of Object.entries(expect.assignments ?? {}))
    check(`assignments ${unit}`, phase, state?.assignments.findLast((one) => one.unit === unit)?.phase)
  for (const [kind, status] of Object.entries(expect.requests ?? {}))
    check(`requests ${kind}`, status, state?.requests.findLast((one) => one.kind === kind)?.status ?? 'none')
  for (const name of expect.breached ?? [])
    check(
      `breached ${name}`,
      true,
      clocks.some((clock) => matches(clock, name) && clock.breached),
    )
  for (const [path, value] of Object.entries(expect.facts ?? {})) check(`facts ${path}`, value, state && lookUp(caseFacts(state), path))
  for (const [actor, commands] of Object.entries(expect.allowed ?? {}))
    for (const command of commands) check(`allowed ${actor} ${command}`, true, may(actor, command))
  for (const [actor, commands] of Object.entries(expect.notAllowed ?? {}))
    for (const command of commands) check(`notAllowed ${actor} ${command}`, false, may(actor, command))
  if (expect.score ?? expect.rank) {
    const scores = scoreStory(moment)
    for (const [name, score] of Object.entries(expect.score ?? {})) check(`score ${name}`, score, scores(name)?.score ?? 'none')
    for (const [name, rank] of Object.entries(expect.rank ?? {})) check(`rank ${name}`, rank, String(scores(name)?.rank ?? 'none'))
  }
  return mismatches
}

/** Whether the expected events happened in this order; others may stand between them. */
function inOrder(expected: readonly string[], events: readonly CaseEvent[]): boolean {
  let found = 0
  for (const event of events) if (event.type === expected[found]) found++
  return found === expected.length
}

type Known = { policy: Policy; state: Case; now: Instant; clocks: readonly Clock[] }

function mayGive({ policy, state, now, clocks }: Known, actor: string, command: string): boolean {
  return allowedCommands(policy, state, storyActor(actor), { now, clocks }).some((one) => one.command === command)
}

function cooperatingUnits(state: Case): string[] {
  return activeAssignments(state)
    .filter((one) => one.role === 'cooperating')
    .map((one) => one.unit)
}

function findClock(clocks: readonly Clock[], name: string): Clock | undefined {
  return clocks.findLast((clock) => matches(clock, name))
}

/** `arrive` names any clock of that rule, `arrive@ZF` the one that unit owes. */
function matches(clock: Clock, name: string): boolean {
  const [rule, unit] = name.split('@')
  return clock.clock === rule && (unit === undefined || clock.unit === unit)
}
