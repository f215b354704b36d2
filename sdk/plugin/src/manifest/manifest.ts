import type { EventName } from '../case/event.ts'
import type { ActionPlace, ActionWhen, Channel, Report, WebhookSignature } from '../contribution.ts'
import type { Method } from '../http.ts'
import type { Permission, PersonalData } from '../permission.ts'
import type { JsonSchema } from '../schema/schema.ts'

/** Words in both languages; English falls back to Chinese. */
export type Label = { readonly zh: string; readonly en?: string }

/** What a plugin may use up. An administrator lowers it; the host has a ceiling. */
export type Limits = {
  /** JavaScript heap, MB. */
  readonly heap: number
  /** All memory of its own, MB. */
  readonly memory: number
  /** Lines a second. */
  readonly logs: number
  /** Calls outside a second. */
  readonly requests: number
  /** Data kept for it, MB. */
  readonly storage: number
}
export const DEFAULT_LIMITS: Limits = { heap: 96, memory: 384, logs: 200, requests: 10, storage: 50 }
export const HIGHEST_LIMITS: Limits = { heap: 512, memory: 1024, logs: 1000, requests: 200, storage: 1024 }

/** A declared endpoint. */
export type ManifestEgress = {
  /** The field of the configuration with the address. */
  readonly from: string
  readonly lan: boolean
  readonly methods: readonly Method[]
  readonly purpose: string
  readonly auth?:
    | { readonly kind: 'header'; readonly header: string; readonly secret: string; readonly prefix: string }
    | { readonly kind: 'query'; readonly query: string; readonly secret: string }
    | { readonly kind: 'basic'; readonly user: string; readonly secret: string }
  /** Fields of the configuration with secrets the plugin may place in calls to this endpoint. */
  readonly secrets: readonly string[]
}

type Titled = { readonly id: string; readonly title: Label }

export type ManifestContributions = {
  readonly intake: readonly (Titled & {
    readonly source: string
    readonly poll?: { readonly every: number; readonly timeout: number }
    readonly webhook?: {
      readonly methods: readonly Method[]
      readonly signature?: Omit<WebhookSignature, 'window'> & { readonly window?: number }
      readonly reply: { readonly status: number; readonly contentType: string; readonly body: string }
    }
  })[]
  readonly events: readonly {
    readonly id: string
    readonly title?: Label
    readonly event: EventName
    readonly attempts: number
    readonly backoff: number
    readonly timeout: number
    readonly orderedBy: 'case' | 'none'
    readonly once: 'at-least' | 'at-most'
  }[]
  readonly channels: readonly (Titled & {
    readonly kind: Channel<unknown, unknown>['kind']
    readonly address: 'phone' | 'account' | 'group'
    readonly once: 'at-least' | 'at-most'
    readonly timeout: number
    readonly receipts?: { readonly signature?: Omit<WebhookSignature, 'window'> & { readonly window?: number } }
  })[]
  readonly calendars: readonly (Titled & { readonly year: boolean; readonly read: boolean })[]
  readonly actions: readonly (Titled & {
    readonly where: ActionPlace
    readonly icon?: string
    readonly when: ActionWhen
    readonly confirm?: Label
    readonly input?: JsonSchema
    readonly timeout: number
  })[]
  readonly fields: readonly (Titled & {
    readonly base: 'text' | 'number'
    readonly placeholder?: string
    readonly masks: boolean
    readonly widget?: { readonly html: string; readonly height: number }
  })[]
  readonly scorings: readonly (Titled & { readonly params: JsonSchema })[]
  readonly reports: readonly (Titled & { readonly view: Report<unknown>['view'] })[]
  readonly serves: readonly (Titled & {
    readonly methods: readonly Method[]
    readonly access: 'public' | 'key'
    readonly timeout: number
  })[]
  readonly schedules: readonly (Titled & { readonly every?: number; readonly daily?: string; readonly timeout: number })[]
}

/** What a host knows a plugin by. Derived from the code when it is packed and again when it is installed: the two must be equal. */
export type Manifest = {
  readonly manifest: 1
  readonly id: string
  readonly version: string
  readonly api: 'shaotai/1'
  readonly vendor: string
  readonly title: Label
  readonly description?: Label
  /** JSON Schema of the configuration, with `x-endpoint` and `x-secret` fields. */
  readonly config: JsonSchema
  /** Fields of the configuration that are secrets. */
  readonly secrets: readonly string[]
  readonly egress: Readonly<Record<string, ManifestEgress>>
  readonly permissions: readonly Permission[]
  readonly personalData: Partial<Readonly<Record<PersonalData, { readonly to: readonly string[]; readonly purpose: string }>>>
  readonly limits: Limits
  readonly contributions: ManifestContributions
  readonly health: boolean
  /** Versions whose configuration can be lifted, oldest first. */
  readonly migrations: readonly string[]
}
