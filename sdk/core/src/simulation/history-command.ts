import { activeAssignments } from '../case/assignments.ts'
import type { CommandName } from '../case/command.ts'
import type { Case } from '../case/event.ts'
import { suggestValue } from '../evaluation/suggest.ts'
import { MINUTE, type Instant } from '../shared/instant.ts'
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
  const town = world.units.get(state.town)
  const form = policy.forms.find((one) => one.id === formId)
  const item = policy.responsibilities.items.find((one) => one.id === state.item)
  const words = {
    ...sampleWords(scene, town, pick(random, options.texts), at),
    photos: options.photos.slice(0, Math.max(1, item?.evidence?.photos ?? 0)),
  }
  return { ...(clock.assignment && { assignment: clock.assignment }), ...(form && { form: sampleForm(form, random, words) }) }
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
