import type { EventName } from './case/event.ts'
import type {
  Action,
  Calendar,
  Channel,
  EventOptions,
  FieldFormat,
  HealthReport,
  Intake,
  Report,
  Schedule,
  ScoringInput,
  Serve,
} from './contribution.ts'
import type { Context, DeliveryContext, EgressDeclaration } from './context.ts'
import type { Declaration } from './define-plugin.ts'
import type { Manifest } from './manifest/manifest.ts'
import type { Permission } from './permission.ts'
import type { CallMessage, ResultMessage } from './protocol/message.ts'
import type { HostPort } from './protocol/port.ts'
import type { Fields, ObjectSchema } from './schema/schema.ts'

/** Where a plugin keeps its definition. Registered by name, so that a host finds it whatever copy of the SDK is in the bundle. */
export const PLUGIN: unique symbol = Symbol.for('shaotai.plugin/1') as never

/** A context with everything: what the handlers really get, before types take away what was not declared. */
export type AnyContext = Context<Fields, Readonly<Record<string, EgressDeclaration<Fields>>>, Permission>
export type AnyDeliveryContext = DeliveryContext<Fields, Readonly<Record<string, EgressDeclaration<Fields>>>, Permission>

/** A plugin as data and functions. */
export type PluginDefinition = {
  readonly declaration: Declaration<Fields, Readonly<Record<string, EgressDeclaration<Fields>>>, Permission>
  readonly intake: Map<string, Intake<AnyContext, unknown>>
  readonly event: Map<
    string,
    { event: EventName; handler: (event: unknown, context: AnyDeliveryContext) => Promise<void>; options: EventOptions }
  >
  readonly channel: Map<string, Channel<AnyContext, AnyDeliveryContext>>
  readonly calendar: Map<string, Calendar<AnyContext>>
  readonly action: Map<string, Action<AnyContext, ObjectSchema | undefined>>
  readonly field: Map<string, FieldFormat>
  readonly scoring: Map<string, ScoringInput<ObjectSchema>>
  readonly report: Map<string, Report<AnyContext>>
  readonly serve: Map<string, Serve<AnyContext>>
  readonly schedule: Map<string, Schedule<AnyContext>>
  health: ((context: AnyContext) => Promise<HealthReport | undefined | void>) | undefined
  readonly migrations: { from: string; lift: (old: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>> }[]
  /** What the host knows the plugin by; derived from the definition, never written by hand. */
  readonly manifest: () => Manifest
  /** Carries out one call of the host. Never throws: what the handler throws is part of the result. */
  readonly invoke: (call: CallMessage, port: HostPort) => Promise<ResultMessage>
  /** `fetch` over the host, for libraries that call it without a context. */
  readonly fetch: (port: HostPort) => AnyContext['fetch']
}
