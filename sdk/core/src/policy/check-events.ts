import type { EventName } from '../case/event-name.ts'
import type { AssignmentAct, CaseAct, Flow, RequestKind } from '../flow/schema.ts'
import type { Policy } from './schema.ts'

/** The canonical events cases of this policy can have: what clocks and notices may wait for. */
export function possibleEvents(policy: Pick<Policy, 'flows' | 'sla' | 'supervision'>): Set<EventName> {
  const events = new Set<EventName>(policy.flows.flatMap(eventsOfFlow))
  if (policy.sla.clocks.length > 0) events.add('clock.breached')
  if (policy.sla.clocks.length > 0 && policy.sla.onCalendarEdit === 'recompute')
    for (const event of ['case.calendarChanged', 'clock.recomputed'] as const) events.add(event)
  if (policy.sla.clocks.some((clock) => clock.warnAt.length > 0)) events.add('clock.warned')
  if (policy.supervision.rules.some((rule) => rule.card !== 'none')) events.add('card.issued')
  return events
}

function eventsOfFlow(flow: Flow): EventName[] {
  return [
    ...flow.steps.flatMap((step) => CASE_EVENTS[step.act]),
    ...flow.assignment.steps.flatMap((step) => ASSIGNMENT_EVENTS[step.act]),
    ...flow.requests.flatMap((rule) => [...REQUEST_EVENTS, ...GRANT_EVENTS[rule.kind]]),
  ]
}

const REWORK: readonly EventName[] = ['case.reworkOrdered', 'assignment.reworkStarted']
const ASSIGN: readonly EventName[] = ['assignment.created', 'assignment.cancelled']

const CASE_EVENTS: Record<CaseAct, readonly EventName[]> = {
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
  refuseCallback: ['case.callbackDone', ...REWORK],
  close: ['case.closed'],
  reopen: ['case.reopened', ...REWORK],
  urge: ['urge.sent'],
}

const ASSIGNMENT_EVENTS: Record<AssignmentAct, readonly EventName[]> = {
  sign: ['assignment.signed'],
  nameResponders: ['assignment.respondersNamed'],
  arrive: ['assignment.arrived'],
  confirmArrival: ['assignment.arrived'],
  plan: ['assignment.planSubmitted'],
  progress: ['assignment.progressed'],
  reply: ['assignment.done'],
  waive: ['assignment.waived'],
}

const REQUEST_EVENTS: readonly EventName[] = ['request.opened', 'request.decided', 'request.withdrawn', 'request.expired']
const GRANT_EVENTS: Record<RequestKind, readonly EventName[]> = {
  return: ['assignment.returnRequested', 'assignment.returnRefused', 'assignment.returned'],
  extension: ['assignment.extended'],
  suspension: ['case.suspended', 'case.resumed'],
  recall: ['case.recalled', 'assignment.cancelled'],
  waiver: ['assignment.waived'],
  levelChange: ['case.levelChanged'],
}
