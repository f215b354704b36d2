import type { CaseView, FileRef, InstantText, PersonRef } from './case/view.ts'
import type { IntakeItem } from './case/draft.ts'
import type { EventName, EventPayload } from './case/event.ts'
import type { CalendarDay, CalendarDraft } from './context.ts'
import type { SignAlgorithm } from './context.ts'
import type { Method } from './http.ts'
import type { Duration } from './schema/duration.ts'
import type { Infer, ObjectSchema, Schema } from './schema/schema.ts'

/** Words people read, in Chinese or in both languages. */
export type Words = string | { readonly zh: string; readonly en?: string }

/** A request that came in from outside. The body is what was sent, byte for byte. */
export type IncomingRequest = {
  readonly id: string
  readonly method: string
  /** Below the address of the contribution, beginning with `/`. */
  readonly path: string
  readonly query: Readonly<Record<string, string | readonly string[]>>
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
  /** The body as text, by the character set of the request (UTF-8 unless said). */
  readonly text: string
  readonly receivedAt: InstantText
}

/** How the host checks that a webhook comes from whom it says, before the plugin sees it. */
export type WebhookSignature = {
  readonly algorithm: Exclude<SignAlgorithm, 'sm2'>
  readonly secret: `config.${string}`
  /** Where the signature stands. */
  readonly in: { readonly header: string } | { readonly query: string }
  readonly encoding?: 'hex' | 'HEX' | 'base64'
  /** What was signed: `{body}`, `{timestamp}`, `{nonce}`, `{query}` (sorted, without the signature) and `{secret}` are filled in. */
  readonly over: string
  readonly timestamp?: { readonly header: string } | { readonly query: string }
  readonly nonce?: { readonly header: string } | { readonly query: string }
  /** How old a request may be; needs `timestamp`. */
  readonly window?: Duration
}

export type Intake<X, Item> = {
  readonly title: Words
  /** Id of the source (哨源) in the county's rules; the id of the contribution unless said. */
  readonly source?: string
  /** Asked again and again by one leader. The cursor is stored together with the cases. */
  readonly poll?: {
    readonly every: Duration
    readonly timeout?: Duration
    readonly run: (
      cursor: string | undefined,
      context: X,
    ) => Promise<{ readonly items: readonly Item[]; readonly cursor?: string; readonly more?: boolean }>
  }
  /** Called by the peer. Stored first, answered at once, then parsed like a delivery. */
  readonly webhook?: {
    readonly methods?: readonly Method[]
    readonly signature?: WebhookSignature
    readonly reply?: { readonly status?: number; readonly contentType?: string; readonly body?: string }
    readonly parse: (request: IncomingRequest, context: X) => readonly Item[] | Promise<readonly Item[]>
  }
  /** Our word for their item; `null` leaves it out. */
  readonly toCase: (
    item: Item,
    context: X,
  ) => IntakeItem | readonly IntakeItem[] | null | Promise<IntakeItem | readonly IntakeItem[] | null>
}

export type EventOptions = {
  /** Needed when one event has two handlers. */
  readonly id?: string
  readonly title?: Words
  readonly attempts?: number
  readonly backoff?: Duration
  readonly timeout?: Duration
  readonly orderedBy?: 'case' | 'none'
  /** `at-most` for what costs money or cannot be repeated: a crash leaves "unknown" instead of a second try. */
  readonly once?: 'at-least' | 'at-most'
}

export type Message = {
  readonly id: string
  readonly to: string
  readonly person?: PersonRef
  readonly title: string
  readonly text: string
  readonly template?: string
  readonly vars: Readonly<Record<string, string>>
  readonly urgent: boolean
  readonly case?: { readonly id: string; readonly number: string; readonly link: string }
}

export type Sent = { readonly providerId?: string; readonly segments?: number; /** In fen (分). */ readonly cost?: number }
export type Receipt = {
  readonly providerId: string
  readonly status: 'delivered' | 'failed' | 'read'
  readonly reason?: string
  readonly at?: InstantText
}

export type Channel<X, DX> = {
  readonly title: Words
  readonly kind: 'sms' | 'im' | 'voice' | 'mail' | 'push' | 'video'
  /** What `to` of a message is: `phone`, an `account` of the peer, or a `group` (one message for all). */
  readonly address?: 'phone' | 'account' | 'group'
  readonly once?: 'at-least' | 'at-most'
  readonly timeout?: Duration
  readonly send: (message: Message, context: DX) => Promise<Sent>
  /** Receipts the peer calls back with. */
  readonly receipts?: {
    readonly signature?: WebhookSignature
    readonly parse: (request: IncomingRequest, context: X) => readonly Receipt[] | Promise<readonly Receipt[]>
  }
}

export type Calendar<X> = {
  readonly title: Words
  readonly year?: (year: number, context: X) => readonly CalendarDay[] | Promise<readonly CalendarDay[]>
  /** Reads a notice somebody pasted or a table somebody uploaded; what it is not sure of stands in `doubts`. */
  readonly read?: (
    input: { readonly year: number; readonly text?: string; readonly rows?: readonly (readonly string[])[] },
    context: X,
  ) => CalendarDraft | Promise<CalendarDraft>
}

export type ActionPlace = 'case.toolbar' | 'case.side' | 'assignment.toolbar' | 'dispatch.toolbar'

/** When an action shows: all that is said must hold. */
export type ActionWhen = {
  readonly phases?: readonly CaseView['phase'][]
  readonly roles?: readonly string[]
  readonly categories?: readonly string[]
  readonly sources?: readonly string[]
  readonly emergency?: boolean
}

export type ActionResult = {
  readonly toast?: string
  /** An address to open in a new window: of an endpoint of this plugin, or of the console. */
  readonly open?: string
  /** Rings at other desks; the host connects the browsers. */
  readonly call?: { readonly with: readonly string[]; readonly room: string; readonly media: 'video' | 'audio' }
  readonly show?: { readonly columns: readonly ReportColumn[]; readonly rows: readonly Readonly<Record<string, unknown>>[] }
}

export type Action<X, S extends ObjectSchema | undefined> = {
  readonly title: Words
  readonly where: ActionPlace
  readonly icon?: string
  readonly when?: ActionWhen
  readonly confirm?: Words
  /** What is asked before it runs. */
  readonly input?: S
  readonly timeout?: Duration
  readonly run: (
    act: {
      readonly case: CaseView
      readonly assignment?: string
      readonly user: PersonRef
      readonly input: S extends Schema<unknown> ? Infer<S> : undefined
    },
    context: X,
  ) => Promise<ActionResult | undefined>
}

/** A format of form fields. Everything is pure: the host asks in bulk and keeps the answers. */
export type FieldFormat = {
  readonly title: Words
  readonly base?: 'text' | 'number'
  readonly placeholder?: string
  /** `null`, or what is wrong, in Chinese. */
  readonly validate: (value: string) => string | null
  readonly normalise?: (value: string) => string
  readonly mask?: (value: string) => string
  /** A widget of its own: a page of the bundle shown in a sandboxed frame. */
  readonly widget?: { readonly html: string; readonly height: number }
}

/** What scoring inputs read of an assignment (or, for its town, of a case). */
export type ScoringFact = {
  readonly kind: 'assignment' | 'case'
  readonly case: string
  readonly assignment: string
  readonly unit: string
  readonly town: string
  readonly category: string
  readonly closedAt?: InstantText
  readonly [path: string]: string | number | boolean | readonly string[] | undefined
}

export type ScoringInput<S extends ObjectSchema> = {
  readonly title: Words
  readonly params: S
  /** Pure: no clock, no network, the same answer for the same facts. */
  readonly score: (fact: ScoringFact, params: Infer<S>) => { readonly points: number; readonly reason: string }
}

export type ReportColumn = { readonly key: string; readonly title: string; readonly kind?: 'text' | 'number' | 'date' | 'money' }
export type Report<X> = {
  readonly title: Words
  readonly view: 'table' | 'bar' | 'line' | 'pie' | 'number'
  readonly query: (
    range: { readonly from: string; readonly to: string },
    context: X,
  ) => Promise<{ readonly columns: readonly ReportColumn[]; readonly rows: readonly Readonly<Record<string, unknown>>[] }>
}

/** An address of our server that the plugin answers, for protocols that ask us. Effects are committed before the answer leaves. */
export type Serve<X> = {
  readonly title: Words
  readonly methods: readonly Method[]
  /** `public`: everybody may ask, within the limits of the host. Otherwise a key of this installation is needed. */
  readonly access: 'public' | 'key'
  readonly timeout?: Duration
  readonly handle: (request: IncomingRequest, context: X) => Promise<OutgoingAnswer>
}
export type OutgoingAnswer = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer>
}

/** Something done again and again by one leader. */
export type Schedule<X> = {
  readonly title: Words
  readonly every?: Duration
  /** Or once a day at this time of the county. */
  readonly daily?: `${number}:${number}`
  readonly timeout?: Duration
  readonly run: (context: X) => Promise<void>
}

/** How the plugin is: said by the administrator's page and by the test before a configuration is saved. */
export type HealthReport = { readonly message?: string; readonly details?: Readonly<Record<string, string | number | boolean>> }

export type EventHandler<N extends EventName, DX> = (event: EventPayload<N>, context: DX) => Promise<void>
export type { FileRef }
