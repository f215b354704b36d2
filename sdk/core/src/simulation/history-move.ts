import { activeAssignments } from '../case/assignments.ts'
import type { Command, CommandName } from '../case/command.ts'
import type { EventName } from '../case/event-name.ts'
import type { Case } from '../case/event.ts'
import { flowOf } from '../case/permit.ts'
import type { Role } from '../organisation/role.ts'
import { MINUTE, type Instant } from '../shared/instant.ts'
import type { Clock } from '../sla/clock.ts'
import { answerAdmission, commandData, sendResponders } from './history-command.ts'
import { deliberate } from './history-deliberation.ts'
import { deviate } from './history-deviation.ts'
import { planMoment, wake } from './history-moment.ts'
import { someone, type Move, type Scene } from './history-scene.ts'
import { pick } from './random.ts'

/** The next thing somebody does: requests first, then the running clock whose planned moment comes first. */
export function nextMove(
  scene: Scene,
  state: Case,
  clocks: readonly Clock[],
  last: Instant,
  planned: Map<string, Instant>,
): Move | undefined {
  return (
    answerRequest(scene, state, last) ??
    startAgain(scene, state, last) ??
    deliberate(scene, state, last) ??
    soonestClock(scene, state, clocks, last, planned)
  )
}

function answerRequest(scene: Scene, state: Case, last: Instant): Move | undefined {
  // A request that an approval decides waits for its seats.
  const request = state.requests.find((one) => one.status === 'open' && one.data.approval === undefined)
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
  // Of those refused admission some are solved by the town itself and never come back.
  const refused = (state.blocked ?? 0) > 0
  if (refused && scene.random() < 0.4) return undefined
  const actor = someone(scene, ['town-clerk'], state.town)
  return (
    actor && {
      at: wake(scene, last + (20 + scene.random() * 200) * MINUTE),
      actor,
      command: { name: 'supplement', data: { form: refused ? answerAdmission(scene, state.form, true) : state.form } },
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

/** Which command brings about the event a clock waits for. */
const COMMAND_FOR: Partial<Record<EventName, CommandName>> = {
  'case.dispatched': 'dispatch',
  'case.approved': 'approve',
  'case.verified': 'verify',
  'case.consented': 'consent',
  'case.evaluated': 'rate',
  'case.callbackDone': 'callback',
  'case.consultationClosed': 'closeConsultation',
  'case.supplemented': 'supplement',
  'assignment.signed': 'sign',
  'assignment.arrived': 'arrive',
  'assignment.planSubmitted': 'plan',
  'assignment.done': 'reply',
}

function commandFor(scene: Scene, state: Case, clock: Clock, clocks: readonly Clock[], at: Instant): Move | undefined {
  const { policy } = scene
  const stop = policy.sla.clocks.find((rule) => rule.id === clock.clock)?.stop[0]
  // Where several judge, the clock waits for the last of them; what is owed before is the town's rating.
  const name = stop === 'case.closed' && state.phase === 'EVALUATE' ? 'rate' : stop && COMMAND_FOR[stop]
  const deviation = name && deviate(scene, state, clock, name, at)
  if (deviation) return deviation
  const flow = flowOf(policy, state.category)
  if (!name || !flow) return undefined
  const step =
    flow.steps.find((one) => (one.act === 'evaluate' ? 'rate' : one.act) === name) ?? flow.assignment.steps.find((one) => one.act === name)
  const judges = name === 'rate' ? policy.evaluation.forms.filter((form) => form.rater === 'town').flatMap((form) => form.by) : undefined
  const roles = (step?.by ?? []).filter((role): role is Role => role !== 'system' && (judges?.includes(role) ?? true))
  const actor = someone(scene, roles, clock.unit ?? state.town) ?? someone(scene, roles, state.town)
  if (!actor) return undefined
  const data = commandData(scene, state, clock, clocks, name, at, step?.form)
  const assignment = activeAssignments(state).find((one) => one.id === clock.assignment)
  if (name === 'reply' && assignment?.responders.length === 0) return sendResponders(scene, assignment, at)
  return { at, actor, command: { name, data } as Command }
}
