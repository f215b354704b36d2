import type { IntakeItem } from '../case/draft.ts'
import type { EventPayload } from '../case/event.ts'
import type { CaseView, PersonRef } from '../case/view.ts'
import type { CalendarDay, CalendarDraft } from '../context.ts'
import type { ActionResult, HealthReport, Message, Receipt, ReportColumn, ScoringFact, Sent } from '../contribution.ts'

/** A request that came in, as it crosses the boundary. */
export type WireIncoming = {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string | readonly string[]>>
  readonly headers: Readonly<Record<string, string>>
  readonly base64: string
  readonly receivedAt: string
}
export type WireOutgoing = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly base64: string }

/** Everything the host asks of a plugin: what it sends and what it gets. */
export type Verbs = {
  'intake.poll': {
    payload: { readonly cursor?: string }
    value: { readonly items: readonly IntakeItem[]; readonly cursor?: string; readonly more: boolean }
  }
  'intake.webhook': { payload: WireIncoming; value: { readonly items: readonly IntakeItem[] } }
  'event.deliver': { payload: EventPayload; value: null }
  'channel.send': { payload: Message; value: Sent }
  'channel.receipts': { payload: WireIncoming; value: readonly Receipt[] }
  'calendar.year': { payload: { readonly year: number }; value: readonly CalendarDay[] }
  'calendar.read': {
    payload: { readonly year: number; readonly text?: string; readonly rows?: readonly (readonly string[])[] }
    value: CalendarDraft
  }
  'action.run': {
    payload: { readonly case: CaseView; readonly assignment?: string; readonly user: PersonRef; readonly input?: unknown }
    value: ActionResult | null
  }
  /** Up to 500 values at once: for each `null`, or what is wrong; and the value as it is kept and as it is shown masked. */
  'field.check': {
    payload: { readonly values: readonly string[] }
    value: readonly { readonly problem: string | null; readonly normalised: string; readonly masked?: string }[]
  }
  /** Up to 500 facts at once. */
  'scoring.score': {
    payload: { readonly facts: readonly ScoringFact[]; readonly params: unknown }
    value: readonly { readonly points: number; readonly reason: string }[]
  }
  'report.query': {
    payload: { readonly from: string; readonly to: string }
    value: { readonly columns: readonly ReportColumn[]; readonly rows: readonly Readonly<Record<string, unknown>>[] }
  }
  'serve.handle': { payload: WireIncoming; value: WireOutgoing }
  'schedule.run': { payload: Readonly<Record<string, never>>; value: null }
  health: { payload: Readonly<Record<string, never>>; value: HealthReport }
  migrate: {
    payload: { readonly from: string; readonly config: Readonly<Record<string, unknown>> }
    value: Readonly<Record<string, unknown>>
  }
}
export type VerbName = keyof Verbs
export type PayloadOf<V extends VerbName> = Verbs[V]['payload']
export type ValueOf<V extends VerbName> = Verbs[V]['value']

/** Verbs that name no contribution. */
export const WHOLE_VERBS: readonly VerbName[] = ['health', 'migrate']
/** Verbs that are pure: no services, no effects; a host may ask again, in bulk, and keep the answer. */
export const PURE_VERBS: readonly VerbName[] = ['field.check', 'scoring.score', 'migrate']
