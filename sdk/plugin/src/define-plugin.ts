import type { EventName } from './case/event.ts'
import type { Context, DeliveryContext, EgressDeclaration } from './context.ts'
import type {
  Action,
  Calendar,
  Channel,
  EventHandler,
  EventOptions,
  FieldFormat,
  HealthReport,
  Intake,
  Report,
  Schedule,
  ScoringInput,
  Serve,
  Words,
} from './contribution.ts'
import { PLUGIN, type PluginDefinition } from './definition.ts'
import { fetchOver } from './invoke/http-of.ts'
import { invoke } from './invoke/invoke.ts'
import { manifestOf } from './manifest/manifest-of.ts'
import type { Limits } from './manifest/manifest.ts'
import type { Permission, PersonalData } from './permission.ts'
import type { Fields, ObjectSchema } from './schema/schema.ts'

/** What a plugin says of itself. Everything the handlers may use follows from it, in types and at run time. */
export type Declaration<F extends Fields, E, P extends Permission> = {
  /** Reverse domain name of the vendor and a name: `cn.acme.hotline`. Never changes. */
  readonly id: string
  /** `major.minor.patch`. */
  readonly version: string
  /** The protocol it is written against. */
  readonly api: 'shaotai/1'
  readonly vendor: string
  readonly title: Words
  readonly description?: Words
  /** What the administrator fills in. */
  readonly config?: ObjectSchema<F>
  /** Where it calls: the only places it can reach. */
  readonly egress?: E
  readonly permissions?: readonly P[]
  /** Personal data it needs unmasked, and where that goes. The host keeps a ledger of it. */
  readonly personalData?: Partial<Readonly<Record<PersonalData, { readonly to: readonly (keyof E & string)[]; readonly purpose: string }>>>
  readonly limits?: Partial<Limits>
}

/** A plugin being described: each call adds one contribution and gives the plugin back. */
export interface Plugin<F extends Fields = Fields, E = unknown, P extends Permission = Permission> {
  /** Brings matters in, by webhook or by poll. Needs the permission `cases:create`. */
  readonly intake: 'cases:create' extends P
    ? <Item>(id: string, intake: Intake<Context<F, E, P>, Item>) => Plugin<F, E, P>
    : { readonly needsPermission: 'cases:create' }
  /** Hears an event, at least once, in the order of each case. */
  on<N extends EventName>(event: N, handler: EventHandler<N, DeliveryContext<F, E, P>>, options?: EventOptions): Plugin<F, E, P>
  /** Sends messages to people. */
  channel(id: string, channel: Channel<Context<F, E, P>, DeliveryContext<F, E, P>>): Plugin<F, E, P>
  /** Knows the holidays and make-up workdays of a year, or reads them from a notice. */
  calendar(id: string, calendar: Calendar<Context<F, E, P>>): Plugin<F, E, P>
  /** A button of a case page. */
  action<S extends ObjectSchema | undefined = undefined>(id: string, action: Action<Context<F, E, P>, S>): Plugin<F, E, P>
  /** A format for form fields. */
  field(id: string, format: FieldFormat): Plugin<F, E, P>
  /** An input for scoring models. */
  scoring<S extends ObjectSchema>(id: string, input: ScoringInput<S>): Plugin<F, E, P>
  /** A panel of the reports. */
  report(id: string, report: Report<Context<F, E, P>>): Plugin<F, E, P>
  /** Answers requests of others under an address of our server. */
  serve(id: string, serve: Serve<Context<F, E, P>>): Plugin<F, E, P>
  /** Does something on a schedule. */
  schedule(id: string, schedule: Schedule<Context<F, E, P>>): Plugin<F, E, P>
  /** Says whether everything it needs is reachable; throws what is wrong. */
  health(check: (context: Context<F, E, P>) => Promise<HealthReport | undefined | void>): Plugin<F, E, P>
  /** Lifts a configuration saved by version `from` (or later) to this one. Pure, may run twice. */
  migrate(from: string, lift: (old: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>): Plugin<F, E, P>
  /** What the host reads; not for plugins. */
  readonly [PLUGIN]: PluginDefinition
}

declare const nothing: unique symbol
/** No field and no endpoint: any name is an error. */
type Nothing = { readonly [nothing]?: never }

/** Describes a plugin. What is not declared here cannot be used below: it does not compile, and the host refuses it. */
export function definePlugin<
  const F extends Fields = Nothing,
  const E extends Readonly<Record<string, EgressDeclaration<F>>> = Nothing,
  const P extends Permission = never,
>(declaration: Declaration<F, E, P>): Plugin<F, E, P> {
  const definition: PluginDefinition = {
    declaration: declaration as unknown as PluginDefinition['declaration'],
    intake: new Map(),
    event: new Map(),
    channel: new Map(),
    calendar: new Map(),
    action: new Map(),
    field: new Map(),
    scoring: new Map(),
    report: new Map(),
    serve: new Map(),
    schedule: new Map(),
    health: undefined,
    migrations: [],
    manifest: () => manifestOf(definition),
    invoke: (call, port) => invoke(definition, call, port),
    fetch: fetchOver,
  }
  return describe(definition) as unknown as Plugin<F, E, P>
}

function describe(definition: PluginDefinition): object {
  const add =
    (kind: Exclude<keyof PluginDefinition, 'declaration' | 'health' | 'migrations' | 'manifest' | 'invoke' | 'fetch'>) =>
    (id: string, contribution: never) => {
      if (!/^[a-z][a-z0-9-]{0,39}$/.test(id))
        throw new Error(`A contribution is named in small letters, digits and hyphens, not ${JSON.stringify(id)}`)
      set<never>(definition[kind] as Map<string, never>, kind, id, contribution)
      return plugin
    }
  const plugin = {
    intake: add('intake'),
    on(event: EventName, handler: never, options: EventOptions = {}) {
      set(definition.event, 'event', options.id ?? event, { event, handler, options })
      return plugin
    },
    channel: add('channel'),
    calendar: add('calendar'),
    action: add('action'),
    field: add('field'),
    scoring: add('scoring'),
    report: add('report'),
    serve: add('serve'),
    schedule: add('schedule'),
    health(check: never) {
      if (definition.health) throw new Error('A plugin has one health check')
      definition.health = check
      return plugin
    },
    migrate(from: string, lift: never) {
      definition.migrations.push({ from, lift })
      return plugin
    },
    [PLUGIN]: definition,
  }
  return plugin
}

function set<T>(into: Map<string, T>, kind: string, id: string, value: T): void {
  if (into.has(id)) throw new Error(`Two contributions of kind ${kind} are called ${JSON.stringify(id)}: give one of them another id`)
  into.set(id, value)
}
