import { dueSeats } from '../approval/due.ts'
import { formatInstant } from '../calendar/civil.ts'
import { registrationOwed } from '../case/act/bypass.ts'
import { missingRiskSteps } from '../case/act/risk.ts'
import { missingFeedback } from '../case/act/verification.ts'
import { leadAssignment } from '../case/assignments.ts'
import type { Command } from '../case/command.ts'
import type { Case } from '../case/event.ts'
import { caseFacts } from '../case/facts.ts'
import { flowOf } from '../case/permit.ts'
import { holds } from '../condition/evaluate.ts'
import type { Flow } from '../flow/schema.ts'
import { ROLES, type Actor, type Role } from '../organisation/role.ts'
import { MINUTE, type Instant } from '../shared/instant.ts'
import { ratingsOn } from './history-command.ts'
import { wake } from './history-moment.ts'
import { formFor, roleKey, toActor, type Move, type Scene } from './history-scene.ts'
import { pick } from './random.ts'

/** What somebody owes a case although no clock may run for it: a seat of an approval or panel, a registration, a step about a risk, a rating, a word on the work. */
export function deliberate(scene: Scene, state: Case, last: Instant): Move | undefined {
  const flow = flowOf(scene.policy, state.category)
  if (!flow) return undefined
  const owed = signSeat(scene, state, flow, last) ?? sitOnPanel(scene, state) ?? speak(scene, state, flow, last)
  return owed && { ...owed, at: wake(scene, last + (10 + scene.random() * 110) * MINUTE) }
}

type Owed = { actor: Actor; command: Command }

function signSeat(scene: Scene, state: Case, flow: Flow, last: Instant): Owed | undefined {
  const approval = state.approvals?.find((one) => one.status === 'open')
  const rule = flow.approvals?.find((one) => one.id === approval?.rule)
  const seat = approval && rule && dueSeats(rule.mode, approval)[0]
  const actor = seat && personOf(scene, seat.role, seat.unit ?? '')
  if (!actor) return undefined
  const approve = scene.random() < 0.94
  if (rule.mode !== 'meeting') {
    const form = formFor(scene, state, rule.form, last)
    const stance = approve ? 'approve' : 'disapprove'
    return { actor, command: { name: 'signApproval', data: { approval: approval.id, seat: seat.id, stance, ...(form && { form }) } } }
  }
  const resolution = {
    number: `会纪〔${scene.identity.number}〕`,
    date: formatInstant(last, scene.world.offset).slice(0, 10),
    ...(approve
      ? { expected: 9, present: 8, for: 8, against: 0, abstained: 0 }
      : { expected: 9, present: 8, for: 2, against: 6, abstained: 0 }),
    minutes: [{ id: '0'.repeat(64), name: '会议纪要.pdf' }],
  }
  return { actor, command: { name: 'resolveMeeting', data: { approval: approval.id, resolution } } }
}

/** Every seat proposes what the list says, so that the panel comes to an end. */
function sitOnPanel(scene: Scene, { panel, route, assignments }: Case): Owed | undefined {
  const seat = panel?.status === 'open' ? panel.seats.find((one) => !one.party && !one.recused && !one.vote) : undefined
  const actor = seat && personOf(scene, seat.role, seat.unit)
  const lead = route?.lead ?? assignments.at(-1)?.unit
  return actor && lead !== undefined
    ? { actor, command: { name: 'voteOnPanel', data: { lead, cooperating: route?.cooperating ?? [] } } }
    : undefined
}

function speak(scene: Scene, state: Case, flow: Flow, last: Instant): Owed | undefined {
  if (registrationOwed(state) && flow.bypass) {
    const { by, form } = flow.bypass.registration
    return owe(scene, state, by, { name: 'register', data: { form: formFor(scene, state, form, last) ?? {} } })
  }
  for (const step of missingRiskSteps({ state, flow })) {
    const form = formFor(scene, state, step.form, last)
    const owed = owe(scene, state, step.by, { name: 'riskStep', data: { act: step.act, ...(form && { form }) } })
    if (owed) return owed
  }
  const judge = state.phase === 'EVALUATE' ? unrated(scene, state) : undefined
  if (judge) return owe(scene, state, judge.by, { name: 'rate', data: { ratings: ratingsOn(scene, state, { form: judge, clocks: [] }) } })
  const [source] = state.phase === 'VERIFY' ? missingFeedback({ state, flow }) : []
  const form = source && formFor(scene, state, source.form, last)
  return source && owe(scene, state, source.by, { name: 'giveFeedback', data: { source: source.source, ...(form && { form }) } })
}

/** The obligatory form on which others than the town judge the departments next: they speak after the town, whose rating its clock waits for. */
function unrated({ policy }: Scene, state: Case) {
  const facts = caseFacts(state)
  const owed = policy.evaluation.forms.filter(
    (form) =>
      form.obligatory &&
      form.subject === 'assignment' &&
      holds(form.when, facts) &&
      !state.ratings.some((rating) => rating.form === form.id && rating.round === state.round),
  )
  return owed.some((form) => form.rater === 'town') ? undefined : owed[0]
}

function owe(scene: Scene, state: Case, by: readonly Role[], command: Command): Owed | undefined {
  const lead = leadAssignment(state)?.unit
  for (const role of by) {
    const unit = ROLES[role].side === 'department' ? lead : state.town
    const actor = unit === undefined ? undefined : personOf(scene, role, unit)
    if (actor) return { actor, command }
  }
  return undefined
}

/** Somebody of the role; a seat of the panel belongs to its unit. */
function personOf({ world, random }: Scene, role: Role, unit: string): Actor | undefined {
  const all = world.people.get(roleKey(role, unit)) ?? []
  const people = ROLES[role].side === 'called' ? all.filter((person) => person.unit === unit) : all
  return people.length > 0 ? toActor(pick(random, people)) : undefined
}
