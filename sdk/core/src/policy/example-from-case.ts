import { formatInstant } from '../calendar/civil.ts'
import { activeAssignments } from '../case/assignments.ts'
import { COMMAND_NAMES, commandSchemas, type Command, type CommandName } from '../case/command.ts'
import { decide } from '../case/decide.ts'
import type { Case, CaseEvent } from '../case/event.ts'
import { evolve, replay } from '../case/evolve.ts'
import { SYSTEM } from '../organisation/role.ts'
import { refuse } from '../shared/refusal.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { computeClocks } from '../sla/clocks.ts'
import { playTimers } from '../simulation/play-timers.ts'
import type { Example, ExampleStep } from './example-schema.ts'
import { findProblems } from './parse-problems.ts'
import type { Policy } from './schema.ts'
import { ONLY_CASE, storyActor } from './story.ts'
import { withoutWords, type Plain } from './without-words.ts'

/** An example made of a case. `left`: acts of people at its end that a story cannot repeat under this policy. */
export type CaseExample = { readonly example: Example; readonly left: number }

/** The most steps an example takes of a case. */
const STEPS = 100

/**
 * Makes an example (范例) of a case: who did what when, the states and due times that followed, and nothing anybody wrote. Events do not say which
 * command brought them, so for each act the command is looked for that brings the same; the story goes as far as one is found, and so plays
 * under the policy as it stands. Refusal: `policy.example.not-a-story` where not even the whistle can be repeated.
 */
export function exampleFromCase(
  policy: Policy,
  events: readonly CaseEvent[],
  { id, title }: Pick<Example, 'id' | 'title'>,
): Result<CaseExample> {
  const offset = policy.calendars.find((one) => one.id === policy.sla.calendar)?.utcOffsetMinutes ?? 0
  const acts = actsOf(events)
  const nameOf = actorNames(events)
  const plain = withoutWords(policy)
  const steps: ExampleStep[] = []
  let told: CaseEvent[] = []
  for (const act of acts.slice(0, STEPS)) {
    const now = Math.floor(act.at / 1000) * 1000
    const before = told.length > 0 ? playTimers(policy, 'example', told, now) : told
    const found = repeat({ policy, events: before, now, act, nameOf, plain })
    if (!found) break
    told = [...before, ...found.added]
    steps.push({ at: moment(now, offset), ...found.step, expect: expectation(policy, before, told, { now, offset }) })
  }
  if (steps.length === 0) return fail(refuse('policy.example.not-a-story', {}))
  return ok({ example: { id, title, steps }, left: acts.length - steps.length })
}

/** One act of a person: its first event, and the case as it left it. */
type ActOfCase = { readonly at: number; readonly first: CaseEvent; readonly after: Case }

/** The acts of people, in order. What follows by itself bears the same moment; what timers do is nobody's act. */
function actsOf(events: readonly CaseEvent[]): ActOfCase[] {
  const acts: ActOfCase[] = []
  let state: Case | undefined
  for (const [index, event] of events.entries()) {
    state = evolve(state, event)
    const previous = events[index - 1]
    const begins = event.by.person !== SYSTEM.person && (previous?.at !== event.at || previous.by.person !== event.by.person)
    const last = acts.at(-1)
    if (begins) acts.push({ at: event.at, first: event, after: state })
    else if (last && last.at === event.at) acts[acts.length - 1] = { ...last, after: state }
  }
  return acts
}

type Repeating = {
  policy: Policy
  events: readonly CaseEvent[]
  now: number
  act: ActOfCase
  nameOf: (event: CaseEvent, role: string) => string
  plain: Plain
}
type Repeated = { step: Pick<ExampleStep, 'actor' | 'command' | 'unit' | 'data'>; added: CaseEvent[] }

/** The command that brings what the act brought: the same first event, and the same state and phase of the case. */
function repeat({ policy, events, now, act, nameOf, plain }: Repeating): Repeated | undefined {
  const state = replay(events)
  const roles = act.first.as ? [act.first.as] : act.first.by.roles
  for (const role of roles) {
    const actor = nameOf(act.first, role)
    for (const name of COMMAND_NAMES) {
      const data = dataOf(name, act.first, plain)
      if (!data) continue
      const context = {
        policy,
        policyHash: 'example',
        actor: storyActor(actor),
        now,
        identity: { id: ONLY_CASE, number: 'EXAMPLE' },
        clocks: () => computeClocks(policy, events, now),
      }
      // The data were just held to the schema of this very command.
      const decided = decide(context, state, { name, data } as Command)
      if (!decided.ok || decided.value[0]?.type !== act.first.type) continue
      const after = replay([...events, ...decided.value])
      if (after?.state !== act.after.state || after.phase !== act.after.phase) continue
      return { step: { actor, command: name, ...stepData(state, data) }, added: decided.value }
    }
  }
  return undefined
}

/** What a command would carry, of what an event holds; `undefined` where that is none of this command's. */
function dataOf(name: CommandName, { data, assignment, reason }: CaseEvent, plain: Plain): Record<string, unknown> | undefined {
  const { properties } = commandSchemas[name]
  const held: Record<string, unknown> = {
    ...data,
    ...(assignment !== undefined && { assignment }),
    ...(reason && { reason }),
    ...(data.approved !== undefined && { approve: data.approved }),
    ...(Array.isArray(data.ratings) && { ratings: data.ratings.map(ratingOf) }),
    ...(data.units !== undefined && data.participants === undefined && { participants: data.units }),
  }
  const picked = Object.fromEntries(Object.entries(held).filter(([key, value]) => Object.hasOwn(properties, key) && value !== undefined))
  const kept = plain(picked)
  return findProblems(commandSchemas[name], kept, 1).length === 0 ? kept : undefined
}

function ratingOf(rating: Record<string, unknown>): Record<string, unknown> {
  const { assignment, unit, person, values, comment } = rating
  return Object.fromEntries(Object.entries({ assignment, unit, person, values, comment }).filter(([, value]) => value !== undefined))
}

/** A step names the unit of an assignment, which says more than its number. */
function stepData(state: Case | undefined, { assignment, ...rest }: Record<string, unknown>): Pick<ExampleStep, 'unit' | 'data'> {
  const open = state ? activeAssignments(state) : []
  const unit = open.find((one) => one.id === assignment)?.unit
  const named = unit !== undefined && open.find((one) => one.unit === unit)?.id === assignment
  const data = { ...rest, ...(assignment !== undefined && !named && { assignment }) }
  return { ...(named && { unit }), ...(Object.keys(data).length > 0 && { data }) }
}

/** The state an act leads to, and when what begins with it is due. */
function expectation(
  policy: Policy,
  before: readonly CaseEvent[],
  after: readonly CaseEvent[],
  { now, offset }: { now: number; offset: number },
): ExampleStep['expect'] {
  const state = replay(after)
  const known = new Map(computeClocks(policy, before, now).map((clock) => [clock.key, clock.dueAt]))
  const clocks = computeClocks(policy, after, now)
  const due = clocks.flatMap(({ key, clock, unit, status, dueAt }): [string, string][] => {
    if (status !== 'running' || dueAt === null || known.get(key) === dueAt) return []
    return [[unit === undefined ? clock : `${clock}@${unit}`, formatInstant(dueAt, offset)]]
  })
  return { ...(state && { state: state.state }), ...(due.length > 0 && { due: Object.fromEntries(due) }) }
}

/** Who acts, as a story names them: colleagues of one role and unit are told apart by number, never by name. */
function actorNames(events: readonly CaseEvent[]): (event: CaseEvent, role: string) => string {
  const people = new Map<string, string[]>()
  for (const { by } of events) {
    const known = people.get(by.unit) ?? []
    if (!known.includes(by.person)) people.set(by.unit, [...known, by.person])
  }
  return ({ by }, role) => {
    const place = (people.get(by.unit) ?? []).indexOf(by.person)
    return `${role}@${by.unit}${place > 0 ? `#${place + 1}` : ''}`
  }
}

function moment(at: number, offset: number): string {
  const seconds = Math.floor(at / 1000) % 60
  return `${formatInstant(at, offset)}${seconds > 0 ? `:${String(seconds).padStart(2, '0')}` : ''}`
}
