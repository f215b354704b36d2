import type { CaseDraft, SourceFeedback, Supplement, SourceProgress, Urge, Withdrawal } from './case/draft.ts'
import type { CaseView, FileRef, InstantText, PersonRef, UnitRef } from './case/view.ts'
import type { HttpEndpoint, Method } from './http.ts'
import type { Permission } from './permission.ts'
import type { Duration } from './schema/duration.ts'
import type { Endpoint, Fields, FieldsOf, InferFields, Secret } from './schema/schema.ts'

/** Algorithms the host signs with. `md5` exists because peers still ask for it. */
export const SIGN_ALGORITHMS = ['hmac-sha256', 'hmac-sha1', 'hmac-sm3', 'hmac-md5', 'md5', 'sm3', 'sha256', 'sm2'] as const
export type SignAlgorithm = (typeof SIGN_ALGORITHMS)[number]

export type SignOptions = {
  /** `hex` in lower case unless said. */
  readonly encoding?: 'hex' | 'HEX' | 'base64' | 'base64url'
}

/** Data kept for the plugin, per installation. Writes become real together with the success of the call, or not at all. */
export type Kv = {
  get<T = unknown>(key: string): Promise<T | undefined>
  /** With its version, for `set(…, { ifVersion })`; version 0 is "not there". */
  entry<T = unknown>(key: string): Promise<{ readonly value: T | undefined; readonly version: number }>
  list(prefix: string, limit?: number): Promise<readonly string[]>
  set(key: string, value: unknown, options?: { readonly ttl?: Duration; readonly ifVersion?: number }): Promise<void>
  delete(key: string): Promise<void>
}

export type Log = Readonly<
  Record<'debug' | 'info' | 'warn' | 'error', (message: string, fields?: Readonly<Record<string, unknown>>) => void>
>

/** What is the same on every redelivery of one thing. */
export type Delivery = { readonly id: string; readonly idempotencyKey: string; readonly attempt: number }

/** What each permission adds to the context; acts take effect together with the success of the call. */
export type Abilities = {
  'cases:read': {
    cases: {
      get(id: string): Promise<CaseView | undefined>
      findExternal(externalId: string): Promise<CaseView | undefined>
    }
  }
  'cases:create': { cases: { create(draft: CaseDraft): Promise<void> } }
  'cases:supplement': { cases: { supplement(item: Omit<Supplement, 'kind'>): Promise<void> } }
  'cases:urge': { cases: { urge(item: Omit<Urge, 'kind'>): Promise<void> } }
  'cases:withdraw': { cases: { withdraw(item: Omit<Withdrawal, 'kind'>): Promise<void> } }
  'cases:feedback': { cases: { feedback(item: Omit<SourceFeedback, 'kind'>): Promise<void> } }
  'cases:note': { cases: { note(caseId: string, text: string): Promise<void> } }
  'cases:progress': {
    cases: {
      progress(
        caseId: string,
        item: { readonly assignment?: string; readonly text: string; readonly attachments?: readonly FileRef[] },
      ): Promise<void>
      sourceProgress(item: Omit<SourceProgress, 'kind'>): Promise<void>
    }
  }
  'files:read': { files: { read(file: FileRef): Promise<Uint8Array<ArrayBuffer>> } }
  'files:write': { files: { write(file: { readonly name: string; readonly type: string; readonly bytes: Uint8Array }): Promise<FileRef> } }
  'organisation:read': {
    organisation: {
      units(): Promise<readonly (UnitRef & { readonly type: string; readonly parent?: string })[]>
      people(unit: string): Promise<readonly PersonRef[]>
    }
  }
  'organisation:propose': { organisation: { propose(change: OrganisationProposal): Promise<void> } }
  'calendar:propose': { calendars: { propose(draft: CalendarDraft): Promise<void> } }
  'notify:send': {
    notify: {
      send(notice: {
        readonly to: readonly string[]
        readonly title: string
        readonly text: string
        readonly caseId?: string
      }): Promise<void>
    }
  }
}

export type OrganisationProposal = {
  readonly people?: readonly {
    readonly externalId: string
    readonly name: string
    readonly phone?: string
    readonly unit: string
    readonly grid?: string
    readonly left?: boolean
  }[]
  readonly grids?: readonly { readonly code: string; readonly name: string; readonly town: string; readonly removed?: boolean }[]
}

export type CalendarDay = { readonly date: string; readonly kind: 'holiday' | 'makeup'; readonly name: string }
export type CalendarDraft = {
  readonly year: number
  readonly days: readonly CalendarDay[]
  readonly source?: string
  readonly doubts?: readonly string[]
}

type Merge<U> = (U extends unknown ? (part: U) => void : never) extends (all: infer I) => void ? I : never

/** What the declared permissions give. Without one there is nothing to call, and the compiler says so. */
export type AbilitiesOf<P extends Permission> = [P] extends [never] ? unknown : Merge<Abilities[P]>

/** An endpoint as the plugin declares it. */
export type EgressDeclaration<F extends Fields> = {
  /** The field of the configuration with the address. */
  readonly from: `config.${EndpointField<F>}`
  readonly methods: readonly Method[]
  /** Why, in a sentence the approver reads. */
  readonly purpose: string
  /** A secret the host puts into every call. */
  readonly auth?:
    | { readonly header: string; readonly from: `config.${FieldsOf<F, Secret>}`; readonly prefix?: string }
    | { readonly query: string; readonly from: `config.${FieldsOf<F, Secret>}` }
    | { readonly basic: { readonly user: string; readonly password: `config.${FieldsOf<F, Secret>}` } }
  /** Further secrets the plugin may place in calls to this endpoint. */
  readonly secrets?: readonly `config.${FieldsOf<F, Secret>}`[]
}

/** Fields whose value is an endpoint: of all the texts only these. */
export type EndpointField<F extends Fields> = FieldsOf<F, Endpoint>

type MethodsOf<D> = D extends { readonly methods: readonly (infer M)[] } ? Extract<M, Method> : never

/** What every handler with effects or calls outside gets. */
export type Context<F extends Fields, E, P extends Permission> = {
  /** Checked against the schema before any handler runs. */
  readonly config: InferFields<F>
  readonly http: { readonly [K in keyof E]: HttpEndpoint<MethodsOf<E[K]>> }
  /** For libraries that want `fetch`: the same broker, the same limits. */
  readonly fetch: (url: string | URL | Request, init?: RequestInit) => Promise<Response>
  /** Signs or digests with a secret that stays in the host. In `md5`, `sm3` and `sha256` the text places it: `${body}&key=${secret}`. */
  readonly sign: (secret: Secret, algorithm: SignAlgorithm, data: string, options?: SignOptions) => Promise<string>
  readonly kv: Kv
  readonly log: Log
  /** The time of the county's server; tests set it. */
  readonly now: () => Date
  readonly county: { readonly id: string; readonly name: string; readonly offset: string }
  /** Aborted at the deadline of the call. */
  readonly signal: AbortSignal
} & AbilitiesOf<P>

/** The context of what is delivered at least once. */
export type DeliveryContext<F extends Fields, E, P extends Permission> = Context<F, E, P> & { readonly delivery: Delivery }

/** An instant as plugins write it. */
export type { InstantText }
