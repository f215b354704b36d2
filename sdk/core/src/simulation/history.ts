import { formatInstant } from '../calendar/civil.ts'
import { activeAssignments } from '../case/assignments.ts'
import type { Command, CommandName } from '../case/command.ts'
import { decide } from '../case/decide.ts'
import type { Case, CaseEvent } from '../case/event.ts'
import type { EventName } from '../case/event-name.ts'
import { replay } from '../case/evolve.ts'
import { flowOf } from '../case/permit.ts'
import { suggestValue } from '../evaluation/suggest.ts'
import type { Organisation, Person, Unit } from '../organisation/schema.ts'
import { ROLES, type Actor, type Role } from '../organisation/role.ts'
import type { Policy } from '../policy/schema.ts'
import { formatCaseNumber } from '../profile/case-number.ts'
import { DAY, MINUTE, type Instant } from '../shared/instant.ts'
import type { Clock } from '../sla/clock.ts'
import { computeClocks } from '../sla/clocks.ts'
import { usedShare } from '../sla/remaining.ts'
import { playTimers } from './play-timers.ts'
import { logNormal, pick, pickWeighted, seededId, seededRandom, type Random } from './random.ts'
import { sampleForm, type SampleWords } from './sample-form.ts'

export type HistoryOptions = {
  /** How many cases. */
  cases: number
  seed: number
  /** Cases are submitted in `[from, to)`; what would happen after `to` has not happened yet. */
  from: Instant
  to: Instant
  /** Stored photos that forms may show; as many are used as the policy asks for. */
  photos: readonly unknown[]
  /** Sentences for descriptions and replies, in the county's language. */
  texts: readonly string[]
  comments: readonly string[]
  /** Last number already given in each year, so that invented cases follow real ones. */
  lastNumbers?: ReadonlyMap<number, number>
}

/** One invented case: its identity and everything that happened to it. */
export type InventedCase = { id: string; number: string; events: CaseEvent[] }

/**
 * A plausible, reproducible year of cases for any policy: busy mornings, quiet weekends, slow and quick departments, strict and lenient
 * towns, returns, extensions, rework, late and missing steps. Every event is decided by the same core as real ones.
 * The same arguments give the same cases, in order of submission.
 */
export function* inventHistory(
  policy: Policy,
  policyHash: string,
  organisation: Organisation,
  options: HistoryOptions,
): Generator<InventedCase> {
  const random = seededRandom(options.seed)
  const world = buildWorld(policy, organisation, random)
  const sequences = new Map<number, number>(options.lastNumbers)
  const moments = Array.from({ length: options.cases }, () => inventMoment(random, options, world.offset)).toSorted((a, b) => a - b)
  for (const at of moments) {
    const year = Number(formatInstant(at, world.offset).slice(0, 4))
    const sequence = (sequences.get(year) ?? 0) + 1
    sequences.set(year, sequence)
    const identity = { id: seededId(random, at), number: formatCaseNumber(policy.profile, year, sequence) }
    const events = inventCase({ policy, policyHash, world, random, options, identity }, at)
    if (events.length > 0) yield { ...identity, events }
  }
}

type World = {
  offset: number
  towns: { value: Unit; weight: number }[]
  items: { value: string; weight: number }[]
  people: Map<string, Person[]>
  pace: Map<string, number>
  care: Map<string, number>
  units: Map<string, Unit>
}
type Scene = {
  policy: Policy
  policyHash: string
  world: World
  random: Random
  options: HistoryOptions
  identity: { id: string; number: string }
}

function buildWorld(policy: Policy, { units, people }: Organisation, random: Random): World {
  const byRole = new Map<string, Person[]>()
  for (const person of people)
    for (const role of person.roles) byRole.set(roleKey(role, person.unit), [...(byRole.get(roleKey(role, person.unit)) ?? []), person])
  const towns = units.filter((unit) => unit.active && unit.type === 'town' && byRole.has(roleKey('town-clerk', unit.id)))
  const items = policy.responsibilities.items.filter((item) => item.whistle && !item.retired)
  const shuffled = items.map((item) => ({ item, key: random() })).toSorted((a, b) => a.key - b.key)
  return {
    offset: policy.calendars.find((one) => one.id === policy.sla.calendar)?.utcOffsetMinutes ?? 0,
    towns: towns.map((value) => ({ value, weight: 0.5 + random() * 1.5 })),
    items: shuffled.map(({ item }, index) => ({ value: item.id, weight: 1 / (index + 3) })),
    people: byRole,
    pace: new Map(units.map((unit) => [unit.id, 0.55 + random() * 0.6])),
    care: new Map(units.map((unit) => [unit.id, 0.55 + random() * 0.43])),
    units: new Map(units.map((unit) => [unit.id, unit])),
  }
}

/** Roles of towns and departments belong to a unit; the others to the county. */
function roleKey(role: Role, unit: string): string {
  const { side } = ROLES[role]
  return side === 'town' || side === 'department' ? `${role}@${unit}` : role
}

/** Whistles by hour of the day and day of the week: most on working mornings, a few at night. */
const HOURS = [1, 1, 1, 1, 1, 2, 4, 10, 34, 46, 40, 24, 12, 18, 36, 38, 30, 18, 10, 7, 6, 4, 3, 2]
const WEEKDAYS = [10, 10, 9, 9, 10, 5, 4]

function inventMoment(random: Random, { from, to }: HistoryOptions, offset: number): Instant {
  for (;;) {
    const day = from + Math.floor((random() * (to - from)) / DAY) * DAY
    const weekday = (Math.floor((day + offset * MINUTE) / DAY) + 3) % 7
    if (random() * 10 > (WEEKDAYS[weekday] ?? 10)) continue
    const hour = pickWeighted(
      random,
      HOURS.map((weight, value) => ({ value, weight })),
    )
    const midnight = Math.floor((day + offset * MINUTE) / DAY) * DAY - offset * MINUTE
    const at = midnight + hour * 60 * MINUTE + Math.floor(random() * 60 * MINUTE)
    if (at >= from && at < to) return at
  }
}

function inventCase(scene: Scene, at: Instant): CaseEvent[] {
  const { policy, world, random, options } = scene
  const town = pickWeighted(random, world.towns)
  const chosen = pickWeighted(random, world.items)
  const item = policy.responsibilities.items.find((one) => one.id === chosen)
  const [clerk] = world.people.get(roleKey('town-clerk', town.id)) ?? []
  const category = policy.categories.find((one) => one.id === item?.category)
  if (!item || !clerk || !category) return []
  const situation = item.situations.length > 0 ? pick(random, item.situations) : undefined
  const words = sampleWords(scene, town, situation?.name ?? item.name, at)
  const form = sampleForm(
    policy.forms.find((one) => one.id === category.form),
    random,
    words,
  )
  const source = policy.sources.length > 0 ? pick(random, policy.sources).id : undefined
  const submit: Command = {
    name: 'submit',
    data: { category: category.id, item: item.id, ...(situation && { situation: situation.id }), ...(source && { source }), form },
  }
  let events = act(scene, [], submit, toActor(clerk), at)
  const planned = new Map<string, Instant>()
  for (let step = 0; events.length > 0 && step < 80; step++) {
    const state = replay(events) as Case
    const last = events.at(-1)?.at ?? at
    const next = nextMove(scene, state, computeClocks(policy, events, last, { explain: state.phase === 'EVALUATE' }), last, planned)
    if (!next || next.at >= options.to) break
    events = playTimers(policy, scene.policyHash, events, next.at)
    const moved = act(scene, events, next.command, next.actor, Math.max(next.at, events.at(-1)?.at ?? 0))
    if (moved.length === events.length) break
    events = moved
  }
  return playTimers(policy, scene.policyHash, events, options.to)
}

function act(scene: Scene, events: CaseEvent[], command: Command, actor: Actor, now: Instant): CaseEvent[] {
  const { policy, policyHash, identity } = scene
  const context = { policy, policyHash, actor, now, identity, clocks: () => computeClocks(policy, events, now) }
  const decided = decide(context, replay(events), command)
  return decided.ok ? [...events, ...decided.value] : events
}

type Move = { at: Instant; command: Command; actor: Actor }

/** Which command brings about the event a clock waits for. */
const COMMAND_FOR: Partial<Record<EventName, CommandName>> = {
  'case.dispatched': 'dispatch',
  'case.approved': 'approve',
  'case.verified': 'verify',
  'case.consented': 'consent',
  'case.evaluated': 'rate',
  'case.callbackDone': 'callback',
  'case.supplemented': 'supplement',
  'assignment.signed': 'sign',
  'assignment.arrived': 'arrive',
  'assignment.planSubmitted': 'plan',
  'assignment.done': 'reply',
}

/** The next thing somebody does: requests first, then the running clock whose planned moment comes first. */
function nextMove(scene: Scene, state: Case, clocks: readonly Clock[], last: Instant, planned: Map<string, Instant>): Move | undefined {
  return answerRequest(scene, state, last) ?? startAgain(scene, state, last) ?? soonestClock(scene, state, clocks, last, planned)
}

function answerRequest(scene: Scene, state: Case, last: Instant): Move | undefined {
  const request = state.requests.find((one) => one.status === 'open')
  const rule = request && flowOf(scene.policy, state.category)?.requests.find((one) => one.kind === request.kind)
  if (!request || !rule) return undefined
  const approve = scene.random() < (request.kind === 'return' ? 0.6 : 0.85)
  const actor = someone(scene, rule.decidedBy, '')
  return (
    actor && {
      at: wake(scene, last + (4 + scene.random() * 40) * MINUTE),
      actor,
      command: {
        name: 'decideRequest',
        data: { request: request.id, approve, reason: { text: pick(scene.random, scene.options.comments) } },
      },
    }
  )
}

function startAgain(scene: Scene, state: Case, last: Instant): Move | undefined {
  if (state.phase !== 'DRAFT') return undefined
  const actor = someone(scene, ['town-clerk'], state.town)
  return (
    actor && {
      at: wake(scene, last + (20 + scene.random() * 200) * MINUTE),
      actor,
      command: { name: 'supplement', data: { form: state.form } },
    }
  )
}

function soonestClock(scene: Scene, state: Case, clocks: readonly Clock[], last: Instant, planned: Map<string, Instant>): Move | undefined {
  const open = clocks.filter((clock) => clock.status === 'running' && clock.dueAt !== null)
  for (const clock of open) if (!planned.has(clock.key)) planned.set(clock.key, planMoment(scene, clock))
  const [next] = open.toSorted((a, b) => (planned.get(a.key) ?? 0) - (planned.get(b.key) ?? 0))
  if (!next) return undefined
  const at = Math.max(last + MINUTE, planned.get(next.key) ?? last)
  return commandFor(scene, state, next, clocks, at)
}

/** People use a share of the time they are given: each unit has its pace, and now and then something takes far longer. */
function planMoment(scene: Scene, { startedAt, dueAt, unit }: Clock): Instant {
  const pace = scene.world.pace.get(unit ?? '') ?? 0.5
  const span = (dueAt ?? startedAt) - startedAt
  const at = startedAt + Math.max(2 * MINUTE, span * pace * 0.75 * logNormal(scene.random, 0.45))
  return span < 6 * 60 * MINUTE ? at : wake(scene, at)
}

/** Moves an act of the small hours to the next morning. */
function wake({ world, random }: Scene, at: Instant): Instant {
  const local = (at + world.offset * MINUTE) % DAY
  const hour = local / (60 * MINUTE)
  if (hour >= 8 && hour < 18.5) return at
  return at - local + (hour < 8 ? 0 : DAY) + (8 + random() * 2) * 60 * MINUTE
}

function commandFor(scene: Scene, state: Case, clock: Clock, clocks: readonly Clock[], at: Instant): Move | undefined {
  const { policy } = scene
  const stop = policy.sla.clocks.find((rule) => rule.id === clock.clock)?.stop[0]
  const name = stop && COMMAND_FOR[stop]
  const deviation = name && deviate(scene, state, clock, name, at)
  if (deviation) return deviation
  const flow = flowOf(policy, state.category)
  if (!name || !flow) return undefined
  const step =
    flow.steps.find((one) => (one.act === 'evaluate' ? 'rate' : one.act) === name) ?? flow.assignment.steps.find((one) => one.act === name)
  const roles = (step?.by ?? []).filter((role): role is Role => role !== 'system')
  const actor = someone(scene, roles, clock.unit ?? state.town) ?? someone(scene, roles, state.town)
  if (!actor) return undefined
  const data = commandData(scene, state, clock, clocks, name, at, step?.form)
  const assignment = activeAssignments(state).find((one) => one.id === clock.assignment)
  if (name === 'reply' && assignment?.responders.length === 0) return sendResponders(scene, assignment, at)
  return { at, actor, command: { name, data } as Command }
}

/** Before replying, a department names who went there. */
function sendResponders(scene: Scene, { id, unit }: { id: string; unit: string }, at: Instant): Move | undefined {
  const actor = someone(scene, ['dept-clerk', 'dept-leader'], unit)
  return (
    actor && {
      at: at - MINUTE,
      actor,
      command: { name: 'nameResponders', data: { assignment: id, responders: respondersOf(scene, unit) } },
    }
  )
}

function commandData(
  scene: Scene,
  state: Case,
  clock: Clock,
  clocks: readonly Clock[],
  name: CommandName,
  at: Instant,
  formId: string | undefined,
): Record<string, unknown> {
  const { policy, random, world, options } = scene
  if (name === 'dispatch') return dispatchTo(scene, state)
  if (name === 'rate') return { ratings: rateAll(scene, state, clocks) }
  const town = world.units.get(state.town)
  const form = policy.forms.find((one) => one.id === formId)
  const item = policy.responsibilities.items.find((one) => one.id === state.item)
  const words = {
    ...sampleWords(scene, town, pick(random, options.texts), at),
    photos: options.photos.slice(0, Math.max(1, item?.evidence?.photos ?? 0)),
  }
  return { ...(clock.assignment && { assignment: clock.assignment }), ...(form && { form: sampleForm(form, random, words) }) }
}

function dispatchTo(
  { policy, random }: Scene,
  { route, assignments }: Case,
): { lead: string; cooperating: string[]; reason?: { text: string } } {
  const returned = new Set(assignments.filter((one) => one.phase === 'RETURNED').map((one) => one.unit))
  const listed = [route?.lead, ...(route?.cooperating ?? [])].filter((unit): unit is string => unit !== undefined && !returned.has(unit))
  const lead = listed[0] ?? pick(random, policy.responsibilities.items).lead
  const cooperating = listed.slice(1).filter((unit, index) => unit !== lead && (index === 0 || random() < 0.45))
  const departs = lead !== route?.lead || cooperating.length !== (route?.cooperating.length ?? 0)
  return { lead, cooperating, ...(departs && { reason: { text: '按现场情况确定' } }) }
}

/** Now and then things go otherwise: returns, extensions, refused consent, recall, supplement. */
function deviate(scene: Scene, state: Case, clock: Clock, name: CommandName, at: Instant): Move | undefined {
  const { random, options, policy } = scene
  const flow = flowOf(policy, state.category)
  const reason = (kind: string) => {
    const rule = flow?.requests.find((one) => one.kind === kind)
    return (
      rule && {
        rule,
        reason: rule.reasons.length > 0 ? { id: pick(random, rule.reasons).id, text: '' } : { text: pick(random, options.comments) },
      }
    )
  }
  const dice = random()
  const request = (kind: string, data: Record<string, unknown> = {}): Move | undefined => {
    const found = reason(kind)
    const actor = found && someone(scene, found.rule.by, clock.unit ?? state.town)
    return (
      found &&
      actor && {
        at,
        actor,
        command: { name: 'openRequest', data: { kind, assignment: clock.assignment, reason: found.reason, ...data } } as Command,
      }
    )
  }
  if (name === 'sign' && dice < 0.035 && state.requests.length === 0) return request('return')
  if (
    name === 'reply' &&
    dice < 0.05 &&
    clock.dueAt !== null &&
    at < clock.dueAt &&
    !state.requests.some((one) => one.kind === 'extension')
  )
    return request('extension', { days: 1 + Math.floor(random() * 2) })
  if (name === 'consent' && dice < 1.02 - (scene.world.care.get(state.assignments[0]?.unit ?? '') ?? 1) && dice < 0.2 && state.round < 3)
    return simple(scene, state, 'refuseConsent', at)
  if (name === 'dispatch' && dice < 0.025 && state.supplements === 0) return simple(scene, state, 'returnToTown', at)
  if (name === 'dispatch' && dice > 0.985) return simple(scene, state, 'recall', at)
  return undefined
}

function simple(scene: Scene, state: Case, act: 'refuseConsent' | 'returnToTown' | 'recall', at: Instant): Move | undefined {
  const step = flowOf(scene.policy, state.category)?.steps.find((one) => one.act === act && one.from.includes(state.state))
  const roles = (step?.by ?? []).filter((role): role is Role => role !== 'system')
  const actor = step && someone(scene, roles, state.town)
  const words = sampleWords(scene, scene.world.units.get(state.town), pick(scene.random, scene.options.comments), at)
  const form = step?.form && scene.policy.forms.find((one) => one.id === step.form)
  const reason = step?.reasons?.length
    ? { id: pick(scene.random, step.reasons).id, text: '' }
    : { text: pick(scene.random, scene.options.comments) }
  return (
    actor && {
      at,
      actor,
      command: { name: act, data: { reason, ...(form && { form: sampleForm(form, scene.random, words) }) } } as Command,
    }
  )
}

function rateAll({ policy, random, world, options }: Scene, state: Case, clocks: readonly Clock[]) {
  const form = policy.evaluation.forms.find((one) => one.rater === 'town')
  return activeAssignments(state)
    .filter((one) => one.phase === 'DONE')
    .map((one) => {
      const values = Object.fromEntries(
        (form?.items ?? []).map((item) => {
          const clock = item.suggestion && clocks.findLast((each) => each.clock === item.suggestion?.clock && each.assignment === one.id)
          const suggested = clock && suggestValue(item, usedShare(clock, clock.stoppedAt ?? clock.startedAt))
          const judged =
            item.scale.max -
            Math.floor((1 - (world.care.get(one.unit) ?? 0.8)) * item.scale.max * 2 * random()) -
            (one.round > 1 && random() < 0.5 ? 1 : 0)
          return [item.id, Math.max(1, Math.min(item.scale.max, suggested ?? judged))]
        }),
      )
      return { assignment: one.id, values, comment: pick(random, options.comments) }
    })
}

function respondersOf({ world, random }: Scene, unit: string | undefined): { person: string; name: string }[] {
  const people = world.people.get(roleKey('responder', unit ?? '')) ?? world.people.get(roleKey('dept-clerk', unit ?? '')) ?? []
  return people.length > 0 ? [pick(random, people)].map(({ id, name }) => ({ person: id, name })) : [{ person: '', name: '值班员' }]
}

function someone({ world, random }: Scene, roles: readonly Role[], unit: string): Actor | undefined {
  const people = roles.flatMap((role) => world.people.get(roleKey(role, unit)) ?? [])
  return people.length > 0 ? toActor(pick(random, people)) : undefined
}

function toActor({ id, name, unit, roles }: Person): Actor {
  return { person: id, name, unit, roles }
}

function sampleWords({ random, world, options }: Scene, town: Unit | undefined, title: string, at: Instant): SampleWords {
  const village = 1 + Math.floor(random() * 30)
  return {
    title: `${town?.name ?? ''}${title}`,
    text: options.texts,
    address: `${town?.name ?? ''}${village}号网格`,
    photos: options.photos.slice(0, 1),
    at: formatInstant(at, world.offset),
    longitude: 116 + random(),
    latitude: 36 + random(),
  }
}
