import { formOf } from '../dictionary/forms-of.ts'
import type { Command, CommandName } from '../case/command.ts'
import type { Case } from '../case/event.ts'
import { flowOf } from '../case/permit.ts'
import type { Role } from '../organisation/role.ts'
import type { Instant } from '../shared/instant.ts'
import type { Clock } from '../sla/clock.ts'
import { sampleWords, someone, type Move, type Scene } from './history-scene.ts'
import { pick } from './random.ts'
import { sampleForm } from './sample-form.ts'

/** Now and then things go otherwise: returns, extensions, refused consent, recall, supplement. */
export function deviate(scene: Scene, state: Case, clock: Clock, name: CommandName, at: Instant): Move | undefined {
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
  const form = step?.form && formOf(scene.policy, step.form)
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
