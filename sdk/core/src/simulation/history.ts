import { formOf } from '../dictionary/forms-of.ts'
import { formatInstant } from '../calendar/civil.ts'
import type { Command } from '../case/command.ts'
import { decide } from '../case/decide.ts'
import type { Case, CaseEvent } from '../case/event.ts'
import { replay } from '../case/evolve.ts'
import type { Actor } from '../organisation/role.ts'
import type { Organisation } from '../organisation/schema.ts'
import type { Policy } from '../policy/schema.ts'
import { formatCaseNumber } from '../profile/case-number.ts'
import type { Instant } from '../shared/instant.ts'
import { computeClocks } from '../sla/clocks.ts'
import { inventMoment } from './history-moment.ts'
import { answerAdmission } from './history-command.ts'
import { nextMove } from './history-move.ts'
import { buildWorld, roleKey, sampleWords, toActor, type Scene } from './history-scene.ts'
import { playTimers } from './play-timers.ts'
import { pick, pickWeighted, seededId, seededRandom } from './random.ts'
import { sampleForm } from './sample-form.ts'

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
  const filled = sampleForm(formOf(policy, category.form), random, words)
  const attempt = item.stationedAgency === undefined ? undefined : policy.admission?.attempt
  const answered = policy.admission ? answerAdmission(scene, filled, false) : filled
  const form = attempt ? { ...answered, [attempt.field]: pick(random, options.texts) } : answered
  const [level] = category.levels ?? []
  const source = policy.sources.length > 0 ? pick(random, policy.sources).id : undefined
  const submit: Command = {
    name: 'submit',
    data: {
      category: category.id,
      ...(level && { level: level.id }),
      item: item.id,
      ...(situation && { situation: situation.id }),
      ...(source && { source }),
      form,
    },
  }
  let events = act(scene, [], submit, toActor(clerk), at)
  const planned = new Map<string, Instant>()
  for (let step = 0; events.length > 0 && step < 80; step++) {
    const state = replay(events) as Case
    const last = events.at(-1)?.at ?? at
    const next = nextMove(scene, state, computeClocks(policy, events, last, { explain: state.phase === 'EVALUATE' }), last, planned)
    // Chance gives fractions of a millisecond; instants are whole ones.
    const moment = Math.floor(next?.at ?? options.to)
    if (!next || moment >= options.to) break
    events = playTimers(policy, scene.policyHash, events, moment)
    const moved = act(scene, events, next.command, next.actor, Math.max(moment, events.at(-1)?.at ?? 0))
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
