import { RISK_EVENTS } from '../case/act/risk.ts'
import type { EventName } from '../case/event-name.ts'
import type { AssignmentAct, CaseAct, Flow, RequestKind } from '../flow/schema.ts'
import { deliberationEvents } from './deliberation-events.ts'
import type { Policy } from './schema.ts'

/** The canonical events cases of this policy can have: what clocks and notices may wait for. */
export function possibleEvents(
  policy: Pick<Policy, 'flows' | 'sla' | 'supervision'> & Partial<Pick<Policy, 'categories'>>,
): Set<EventName> {
  const events = new Set<EventName>(policy.flows.flatMap((flow) => [...eventsOfFlow(flow), ...deliberationEvents(flow)]))
  if (policy.categories?.some((one) => one.upgrades?.length)) events.add('case.levelChanged')
  events.add('case.policyChanged')
  if (policy.sla.clocks.length > 0) for (const event of ['clock.breached', 'clock.recomputed'] as const) events.add(event)
  if (policy.sla.clocks.length > 0 && policy.sla.onCalendarEdit === 'recompute') events.add('case.calendarChanged')
  if (policy.sla.clocks.some((clock) => clock.warnAt.length > 0)) events.add('clock.warned')
  const { rules, orders = [], handovers = [] } = policy.supervision
  if (rules.length > 0 || orders.some((rule) => (rule.card ?? 'none') !== 'none')) events.add('card.issued')
  if (orders.length > 0) for (const event of ORDER_EVENTS) events.add(event)
  if (handovers.length > 0) events.add('discipline.handedOver')
  return events
}

function eventsOfFlow(flow: Flow): EventName[] {
  return [
    ...flow.steps.flatMap((step) => CASE_EVENTS[step.act]),
    ...flow.assignment.steps.flatMap((step) => ASSIGNMENT_EVENTS[step.act]),
    ...flow.requests.flatMap((rule) => [...REQUEST_EVENTS, ...GRANT_EVENTS[rule.kind]]),
    ...(flow.requests.some((rule) => rule.onExpiry === 'escalate') ? (['request.escalated'] as const) : []),
    ...(flow.verification ? (['case.feedbackGiven'] as const) : []),
    ...(flow.risk ? (['risk.flagged', 'risk.cleared', ...flow.risk.steps.map((step) => RISK_EVENTS[step.act])] as const) : []),
    ...(consults(flow) ? (['case.consultationOpened'] as const) : []),
  ]
}

/** A refusal that leads to a state of consultation opens one. */
function consults({ steps, states }: Flow): boolean {
  const places = new Set(states.filter((state) => state.phase === 'CONSULT').map((state) => state.id))
  return steps.some((step) => step.act === 'refuseConsent' && places.has(step.to))
}

const ORDER_EVENTS: readonly EventName[] = ['order.issued', 'order.replied', 'order.closed']
const REWORK: readonly EventName[] = ['case.reworkOrdered', 'assignment.reworkStarted']
const ASSIGN: readonly EventName[] = ['assignment.created', 'assignment.cancelled']

/** What an act on a case leaves behind, what says it first. */
export const CASE_EVENTS: Record<CaseAct, readonly EventName[]> = {
  submit: ['case.submitted'],
  admit: ['case.admitted'],
  deny: ['case.denied'],
  insist: ['case.insisted'],
  approve: ['case.approved'],
  disapprove: ['case.disapproved'],
  dispatch: ['case.dispatched', ...ASSIGN],
  redispatch: ['case.dispatched', ...ASSIGN],
  returnToTown: ['case.returnedToTown'],
  supplement: ['case.supplemented'],
  reject: ['case.rejected', 'assignment.cancelled'],
  recall: ['case.recalled', 'assignment.cancelled'],
  void: ['case.voided', 'assignment.cancelled'],
  changeLevel: ['case.levelChanged'],
  openAdjudication: ['case.adjudicationOpened'],
  adjudicate: ['case.adjudicated', ...ASSIGN],
  openConsultation: ['case.consultationOpened'],
  closeConsultation: ['case.consultationClosed'],
  signed: ['case.signed'],
  arrived: ['case.arrived'],
  resultSubmitted: ['case.resultSubmitted'],
  verify: ['case.verified'],
  failVerification: ['case.verificationFailed', ...REWORK],
  consent: ['case.consented'],
  refuseConsent: ['case.consentRefused', ...REWORK],
  evaluate: ['case.evaluated'],
  callback: ['case.callbackDone'],
  merge: ['case.merged', 'case.absorbed', 'case.targetClosed', 'assignment.cancelled', 'request.expired'],
  unmerge: ['case.unmerged', 'case.released'],
  refuseCallback: ['case.callbackDone', ...REWORK],
  close: ['case.closed'],
  reopen: ['case.reopened', ...REWORK],
  urge: ['urge.sent'],
}

/** What an act on an assignment leaves behind. */
export const ASSIGNMENT_EVENTS: Record<AssignmentAct, readonly EventName[]> = {
  sign: ['assignment.signed'],
  nameResponders: ['assignment.respondersNamed'],
  arrive: ['assignment.arrived'],
  confirmArrival: ['assignment.arrived'],
  plan: ['assignment.planSubmitted'],
  progress: ['assignment.progressed'],
  reply: ['assignment.done'],
  waive: ['assignment.waived'],
  transfer: ['assignment.transferred'],
  delegate: ['assignment.delegated'],
  handBack: ['assignment.handedBack'],
  addResponders: ['assignment.respondersAdded'],
}

const REQUEST_EVENTS: readonly EventName[] = ['request.opened', 'request.decided', 'request.withdrawn', 'request.expired']
const GRANT_EVENTS: Record<RequestKind, readonly EventName[]> = {
  return: ['assignment.returnRequested', 'assignment.returnRefused', 'assignment.returned'],
  extension: ['assignment.extended'],
  suspension: ['case.suspended', 'case.resumed'],
  recall: ['case.recalled', 'assignment.cancelled'],
  waiver: ['assignment.waived'],
  merge: ['case.merged', 'case.absorbed', 'case.targetClosed', 'assignment.cancelled', 'request.expired'],
  appeal: ['appeal.opened', 'appeal.decided', 'rating.screened', 'card.withdrawn', 'case.readmitted', 'assignment.returned'],
  levelChange: ['case.levelChanged'],
}
