import { formOf } from '../dictionary/forms-of.ts'
import { formatInstant } from '../calendar/civil.ts'
import { activeAssignments } from '../case/assignments.ts'
import type { CommandName } from '../case/command.ts'
import type { Assignment, Case } from '../case/event.ts'
import type { EvaluationForm, EvaluationItem } from '../evaluation/schema.ts'
import { suggestValue } from '../evaluation/suggest.ts'
import { DAY, MINUTE, type Instant } from '../shared/instant.ts'
import type { Clock } from '../sla/clock.ts'
import { usedShare } from '../sla/remaining.ts'
import { roleKey, sampleWords, someone, type Move, type Scene } from './history-scene.ts'
import { pick } from './random.ts'
import { sampleForm } from './sample-form.ts'

/** What a command carries that brings about what a clock waits for. */
export function commandData(
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
  if (name === 'closeConsultation') return { minutes: minutesOf(scene, state, at) }
  const town = world.units.get(state.town)
  const form = formOf(policy, formId)
  const item = policy.responsibilities.items.find((one) => one.id === state.item)
  const words = {
    ...sampleWords(scene, town, pick(random, options.texts), at),
    photos: options.photos.slice(0, Math.max(1, item?.evidence?.photos ?? 0)),
  }
  return { ...(clock.assignment && { assignment: clock.assignment }), ...(form && { form: sampleForm(form, random, words) }) }
}

/**
 * What the town says of the questions an admission table asks of its form: the answers of a row by which it may whistle; the first time, now and
 * then, of one by which it may not.
 */
export function answerAdmission({ policy, random }: Scene, form: Record<string, unknown>, again: boolean): Record<string, unknown> {
  let answered = form
  for (const { inputs, rows } of policy.admission?.tables ?? []) {
    const wanted = again || random() < 0.94 ? 'allow' : 'deny'
    const ordinary = rows.filter((row) => row.result === wanted && !row.emergency)
    if (ordinary.length === 0) continue
    const { cells } = pick(random, ordinary)
    const asked = inputs.flatMap(({ id, path }): [string, boolean][] =>
      path.startsWith('form.') ? [[path.slice('form.'.length), cells[id] ?? false]] : [],
    )
    answered = { ...answered, ...Object.fromEntries(asked) }
  }
  return answered
}

function minutesOf({ options, random }: Scene, state: Case, at: Instant) {
  const unit = activeAssignments(state)[0]?.unit ?? state.town
  return { measures: [{ text: pick(random, options.texts), unit, due: formatInstant(at + 7 * DAY, 0).slice(0, 10) }] }
}

/** Before replying, a department names who went there. */
export function sendResponders(scene: Scene, { id, unit }: { id: string; unit: string }, at: Instant): Move | undefined {
  const actor = someone(scene, ['dept-clerk', 'dept-leader'], unit)
  return (
    actor && {
      at: at - MINUTE,
      actor,
      command: { name: 'nameResponders', data: { assignment: id, responders: respondersOf(scene, unit) } },
    }
  )
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

function rateAll(scene: Scene, state: Case, clocks: readonly Clock[]) {
  const ofTown = scene.policy.evaluation.forms.filter((one) => one.rater === 'town')
  const form = ofTown.find((one) => one.subject !== 'person') ?? ofTown[0]
  const ofPeople = ofTown.find((one) => one.subject === 'person' && one.obligatory)
  return ratingsOn(scene, state, { form, ofPeople, clocks })
}

type Rated = { form: EvaluationForm | undefined; ofPeople?: EvaluationForm | undefined; clocks: readonly Clock[] }

/** Ratings of every finished assignment on a form, and of its people on theirs. */
export function ratingsOn(scene: Scene, state: Case, { form, ofPeople, clocks }: Rated) {
  const { random, options } = scene
  return activeAssignments(state)
    .filter((one) => one.phase === 'DONE')
    .flatMap((one) => {
      const rated = (items: readonly EvaluationItem[], person?: string) => ({
        assignment: one.id,
        ...(person !== undefined && { person }),
        values: Object.fromEntries(items.map((item) => [item.id, valueOf(scene, item, one, clocks)])),
        comment: pick(random, options.comments),
      })
      const people = ofPeople ? one.responders.map((each) => rated(ofPeople.items, each.person ?? each.name)) : []
      return [rated(form?.items ?? []), ...people]
    })
}

function valueOf({ world, random }: Scene, item: EvaluationItem, { id, unit, round }: Assignment, clocks: readonly Clock[]) {
  const care = world.care.get(unit) ?? 0.8
  const { max, options: choices } = item.scale
  if (item.scale.kind === 'choice' && choices) {
    const best = choices.toSorted((a, b) => b.points - a.points)
    return best[random() < care ? 0 : Math.min(best.length - 1, 1 + Math.floor(random() * random() * best.length))]?.id ?? ''
  }
  const clock = item.suggestion && clocks.findLast((each) => each.clock === item.suggestion?.clock && each.assignment === id)
  const suggested = clock && suggestValue(item, usedShare(clock, clock.stoppedAt ?? clock.startedAt))
  const judged = max - Math.floor((1 - care) * max * 2 * random()) - (round > 1 && random() < 0.5 ? 1 : 0)
  return Math.max(1, Math.min(max, suggested ?? judged))
}

function respondersOf({ world, random }: Scene, unit: string | undefined): { person: string; name: string }[] {
  const people = world.people.get(roleKey('responder', unit ?? '')) ?? world.people.get(roleKey('dept-clerk', unit ?? '')) ?? []
  return people.length > 0 ? [pick(random, people)].map(({ id, name }) => ({ person: id, name })) : [{ person: '', name: '值班员' }]
}
