import type { CaseView, InstantText, PersonRef, UnitRef } from './view.ts'

/**
 * The events a plugin may hear (规范事件). They never change their names; a test holds this list against the events of the product.
 * What exactly each one tells is `EventData`; what is not listed there carries no data of its own.
 */
export const EVENT_NAMES = [
  'case.submitted',
  'case.supplemented',
  'case.admitted',
  'case.denied',
  'case.insisted',
  'case.approved',
  'case.disapproved',
  'case.dispatched',
  'case.returnedToTown',
  'case.rejected',
  'case.recalled',
  'case.merged',
  'case.unmerged',
  'case.absorbed',
  'case.released',
  'case.targetClosed',
  'case.readmitted',
  'case.voided',
  'case.levelChanged',
  'case.adjudicationOpened',
  'case.adjudicated',
  'case.consultationOpened',
  'case.consultationClosed',
  'case.suspended',
  'case.resumed',
  'case.signed',
  'case.arrived',
  'case.resultSubmitted',
  'case.verified',
  'case.verificationFailed',
  'case.feedbackGiven',
  'case.consented',
  'case.consentRefused',
  'case.reworkOrdered',
  'case.evaluated',
  'case.callbackDone',
  'case.closed',
  'case.reopened',
  'case.bypassed',
  'case.registered',
  'case.copied',
  'case.noted',
  'assignment.created',
  'assignment.signed',
  'assignment.respondersNamed',
  'assignment.arrived',
  'assignment.planSubmitted',
  'assignment.progressed',
  'assignment.done',
  'assignment.returnRequested',
  'assignment.returnRefused',
  'assignment.returned',
  'assignment.waived',
  'assignment.cancelled',
  'assignment.extended',
  'assignment.transferred',
  'assignment.delegated',
  'assignment.handedBack',
  'assignment.respondersAdded',
  'assignment.reworkStarted',
  'request.opened',
  'request.decided',
  'request.withdrawn',
  'request.expired',
  'request.escalated',
  'appeal.opened',
  'appeal.decided',
  'clock.warned',
  'clock.breached',
  'card.issued',
  'card.withdrawn',
  'discipline.handedOver',
  'urge.sent',
  'order.issued',
  'order.replied',
  'order.closed',
  'risk.flagged',
  'risk.cleared',
] as const
export type EventName = (typeof EVENT_NAMES)[number]

/** The version of the payload shapes below. A field is only ever added; anything else is a new version, served beside this one. */
export const EVENT_VERSION = 1

/** What every event tells, whatever it is: the event itself and the case as it is after it. */
export type EventPayload<N extends EventName = EventName> = {
  readonly version: typeof EVENT_VERSION
  /** Stable over redelivery, unique over everything. */
  readonly id: string
  readonly name: N
  readonly at: InstantText
  /** Position in the case: later events of one case have greater numbers. */
  readonly seq: number
  readonly by?: PersonRef
  readonly case: CaseView
  /** The assignment it is about, for `assignment.*` and where one is concerned. */
  readonly assignment?: string
  readonly reason?: string
  readonly data: EventDataOf<N>
}

/** What single events tell beyond that. */
export type EventData = {
  readonly 'case.dispatched': { readonly lead: UnitRef; readonly cooperating: readonly UnitRef[] }
  readonly 'case.supplemented': { readonly text?: string }
  readonly 'case.levelChanged': { readonly from?: string; readonly to?: string }
  readonly 'case.merged': { readonly into: string }
  readonly 'case.suspended': { readonly until?: InstantText }
  readonly 'case.evaluated': {
    readonly rater: 'town' | 'public' | 'platform' | 'department'
    readonly satisfied?: boolean
    readonly points?: number
  }
  readonly 'case.callbackDone': { readonly satisfied?: boolean; readonly text?: string }
  readonly 'case.closed': { readonly result?: string }
  readonly 'assignment.done': { readonly unit: UnitRef; readonly result?: string }
  readonly 'assignment.extended': { readonly unit: UnitRef; readonly until?: InstantText }
  readonly 'assignment.transferred': { readonly from: UnitRef; readonly to: UnitRef }
  readonly 'request.opened': { readonly kind: string; readonly text?: string }
  readonly 'request.decided': { readonly kind: string; readonly approved: boolean; readonly text?: string }
  readonly 'clock.warned': ClockData
  readonly 'clock.breached': ClockData
  readonly 'card.issued': CardData
  readonly 'card.withdrawn': CardData
  readonly 'urge.sent': { readonly to: readonly UnitRef[]; readonly text?: string }
  readonly 'order.issued': { readonly to: UnitRef; readonly text: string; readonly due?: InstantText }
}
export type EventDataOf<N extends EventName> = N extends keyof EventData ? EventData[N] : Readonly<Record<string, never>>

type ClockData = { readonly clock: string; readonly name: string; readonly unit?: UnitRef; readonly due: InstantText }
type CardData = { readonly card: 'white' | 'yellow' | 'red'; readonly unit: UnitRef; readonly rule?: string }
