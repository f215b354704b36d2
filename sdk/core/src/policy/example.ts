import { formatInstant, parseLocal } from '../calendar/civil.ts'
import { isCommandName, type Command } from '../case/command.ts'
import { decide } from '../case/decide.ts'
import type { Case, CaseEvent } from '../case/event.ts'
import { replay } from '../case/evolve.ts'
import { leadAssignment, activeAssignments } from '../case/assignments.ts'
import { SYSTEM, type Actor, type Role } from '../organisation/role.ts'
import type { Instant } from '../shared/instant.ts'
import type { Clock } from '../sla/clock.ts'
import { playTimers } from '../simulation/play-timers.ts'
import { computeClocks } from '../sla/clocks.ts'
import type { Example, Policy } from './schema.ts'

/** Where an example came out otherwise than it says. `step` counts from 0. */
export type ExampleProblem = { step: number; what: string; expected: unknown; actual: unknown }

type ExampleStep = Example['steps'][number]
type Expectation = NonNullable<ExampleStep['expect']>

/**
 * Plays an example (范例) through the same core as real cases, timers included, and compares what it expects.
 * An empty list means that the example holds. A step without an expected refusal must not be refused.
 */
export function runExample(policy: Policy, example: Example): ExampleProblem[] {
  const offset = policy.calendars.find((one) => one.id === policy.sla.calendar)?.utcOffsetMinutes ?? 0
  const problems: ExampleProblem[] = []
  let events: CaseEvent[] = []
  for (const [step, story] of example.steps.entries()) {
    const now = parseLocal(story.at, offset)
    events = playTimers(policy, 'example', events, now)
    const outcome = play(policy, events, story, now)
    if ('events' in outcome) events = [...events, ...outcome.events]
    const refusal = 'refusal' in outcome ? outcome.refusal : undefined
    if (refusal !== story.expect?.refusal) problems.push({ step, what: 'refusal', expected: story.expect?.refusal, actual: refusal })
    if (story.expect) problems.push(...compare(policy, events, story.expect, now, offset).map((problem) => ({ step, ...problem })))
  }
  return problems
}

function play(
  policy: Policy,
  events: readonly CaseEvent[],
  story: ExampleStep,
  now: Instant,
): { events: CaseEvent[] } | { refusal: string } {
  const state = replay(events)
  if (story.command === 'wait') return { events: [] }
  if (!isCommandName(story.command)) return { refusal: 'case.command.unknown' }
  const data = {
    ...story.data,
    ...(story.unit !== undefined && { assignment: state && activeAssignments(state).find((one) => one.unit === story.unit)?.id }),
  }
  // An example is checked against the schema of examples; the data of its commands are checked by the acts themselves.
  const command = { name: story.command, data } as Command
  const context = {
    policy,
    policyHash: 'example',
    actor: exampleActor(story.actor),
    now,
    identity: { id: 'example', number: 'EXAMPLE' },
    clocks: () => computeClocks(policy, events, now),
  }
  const decided = decide(context, state, command)
  return decided.ok ? { events: decided.value } : { refusal: decided.error.code }
}

function compare(
  policy: Policy,
  events: readonly CaseEvent[],
  expect: Expectation,
  now: Instant,
  offset: number,
): Omit<ExampleProblem, 'step'>[] {
  const state = replay(events)
  const clocks = computeClocks(policy, events, now)
  const problems: Omit<ExampleProblem, 'step'>[] = []
  const check = (what: string, expected: unknown, actual: unknown) => {
    if (expected !== undefined && JSON.stringify(expected) !== JSON.stringify(actual)) problems.push({ what, expected, actual })
  }
  check('state', expect.state, state?.state)
  check('lead', expect.lead, state && leadAssignment(state)?.unit)
  check('cooperating', expect.cooperating, state && cooperatingUnits(state))
  for (const [name, due] of Object.entries(expect.due ?? {})) {
    const clock = findClock(clocks, name)
    check(`due ${name}`, due, clock?.dueAt == null ? null : formatInstant(clock.dueAt, offset))
  }
  for (const name of expect.breached ?? [])
    check(
      `breached ${name}`,
      true,
      clocks.some((clock) => matches(clock, name) && clock.breached),
    )
  return problems
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

function exampleActor(actor: string): Actor {
  if (actor === 'system') return SYSTEM
  const [role, unit] = actor.split('@') as [Role, string]
  return { person: actor, name: actor, unit, roles: [role] }
}
