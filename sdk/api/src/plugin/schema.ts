import type { Manifest, ManifestChange } from '@shaotai/plugin'
import Type, { type Static } from 'typebox'

const strict = { additionalProperties: false } as const
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const instant = Type.Integer({ description: 'ms since 1970' })
const text = (max: number) => Type.String({ maxLength: max })
const values = Type.Record(Type.String(), Type.Unknown())

export const PLUGIN_STATES = ['installed', 'approved', 'enabled', 'disabled'] as const
export const pluginStateSchema = Type.Enum([...PLUGIN_STATES], {
  description: 'installed: waits for approval; approved: waits for its configuration; enabled; disabled.',
})
export type PluginStateName = Static<typeof pluginStateSchema>

const label = Type.Object({ zh: Type.String(), en: Type.Optional(Type.String()) })
const manifestSchema = Type.Unsafe<Manifest>(Type.Object({}, { description: 'The manifest, as the plugin declares it.' }))

/** One thing a version may do and the approved one may not. */
export const pluginChangeSchema = Type.Unsafe<ManifestChange>(
  Type.Object({
    kind: Type.String(),
    what: Type.Enum(['added', 'removed', 'changed']),
    of: Type.String(),
    text: Type.Object({ zh: Type.String(), en: Type.String() }),
    needsApproval: Type.Boolean(),
  }),
)

export const pluginRowSchema = Type.Object({
  plugin: Type.String(),
  title: label,
  description: Type.Optional(label),
  vendor: Type.String(),
  version: Type.String(),
  state: pluginStateSchema,
  waiting: nullable(Type.String({ description: 'Version that waits for approval.' })),
  signedBy: nullable(Type.String()),
  paused: Type.Integer({ description: 'Contributions that stand still.' }),
  dead: Type.Integer({ description: 'Dead letters.' }),
  open: Type.Integer({ description: 'Deliveries on their way.' }),
  triage: Type.Integer({ description: 'What sources brought and nobody could place.' }),
})
export type PluginRow = Static<typeof pluginRowSchema>

/** Something the administrator should mend (待处理). */
export const pluginRepairSchema = Type.Object({
  contribution: Type.String(),
  title: label,
  reason: Type.String(),
  fix: nullable(Type.String({ description: 'Field of the configuration.' })),
  since: instant,
})

export const pluginApprovalSchema = Type.Object({
  version: Type.String(),
  hash: Type.String(),
  asked: Type.Array(pluginChangeSchema),
  name: Type.String(),
  at: instant,
})

/** A plugin of a county, with all an administrator decides by. Secrets are named, never told. */
export const pluginViewSchema = Type.Object({
  ...pluginRowSchema.properties,
  hash: Type.String(),
  revision: Type.Integer(),
  manifest: manifestSchema,
  config: values,
  secretsSet: Type.Array(Type.String()),
  approved: Type.Array(Type.String()),
  configured: Type.Boolean({ description: 'The configuration fits the version and passed the plugin’s own test.' }),
  testedAt: nullable(instant),
  installedBy: Type.String(),
  installedAt: instant,
  previousVersion: nullable(Type.String()),
  /** What the version that waits (or, before the first approval, this one) asks beyond what was approved. */
  asks: Type.Array(pluginChangeSchema),
  lessTrusted: Type.Boolean({ description: 'The version that waits is not signed by the key of the approved one.' }),
  mayApprove: Type.Boolean(),
  repairs: Type.Array(pluginRepairSchema),
  approvals: Type.Array(pluginApprovalSchema),
  hasServeKey: Type.Boolean(),
  process: nullable(values),
})
export type PluginView = Static<typeof pluginViewSchema>

export const configurePluginSchema = Type.Object(
  {
    config: Type.Record(text(64), Type.Unknown(), { maxProperties: 100 }),
    secrets: Type.Optional(
      Type.Record(text(64), Type.String({ minLength: 1, maxLength: 8192 }), {
        maxProperties: 50,
        description: 'Only those that change.',
      }),
    ),
    approved: Type.Optional(
      Type.Array(Type.String({ maxLength: 60, description: 'IP or CIDR of an internal network.' }), { maxItems: 50, uniqueItems: true }),
    ),
    untested: Type.Optional(
      Type.Boolean({ description: 'Keep it although the plugin’s own test failed; it cannot be enabled before it passed.' }),
    ),
  },
  strict,
)
export type ConfigurePlugin = Static<typeof configurePluginSchema>

/** What the plugin's own test of a configuration said. */
export const pluginTestSchema = Type.Object({
  ok: Type.Boolean(),
  message: Type.Optional(Type.String()),
  fix: Type.Optional(Type.String()),
  details: Type.Optional(values),
})
export type PluginTest = Static<typeof pluginTestSchema>

export const DELIVERY_STATES = ['open', 'done', 'dead', 'skipped', 'unknown'] as const
export const pluginDeliverySchema = Type.Object({
  id: Type.String(),
  contribution: Type.String(),
  event: nullable(Type.String()),
  caseId: nullable(Type.String()),
  caseNumber: nullable(Type.String()),
  seq: Type.Integer(),
  state: Type.Enum([...DELIVERY_STATES]),
  attempts: Type.Integer(),
  createdAt: instant,
  nextAt: instant,
  doneAt: nullable(instant),
  failure: nullable(Type.String()),
  error: nullable(Type.String()),
})
export type PluginDelivery = Static<typeof pluginDeliverySchema>

export const pluginDeliveryViewSchema = Type.Object({
  ...pluginDeliverySchema.properties,
  payload: nullable(values),
})
export type PluginDeliveryView = Static<typeof pluginDeliveryViewSchema>

export const actOnDeliveriesSchema = Type.Object(
  {
    act: Type.Enum(['replay', 'skip']),
    ids: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { minItems: 1, maxItems: 500 })),
    failure: Type.Optional(Type.String({ maxLength: 40, description: 'All dead letters of one class of failure.' })),
    error: Type.Optional(Type.String({ maxLength: 300, description: 'Of that class only those with exactly this reason.' })),
  },
  strict,
)
export type ActOnDeliveries = Static<typeof actOnDeliveriesSchema>

export const deadReasonSchema = Type.Object({ failure: Type.String(), error: Type.String(), count: Type.Integer() })

export const pluginLogSchema = Type.Object({
  id: Type.String(),
  at: instant,
  level: Type.Enum(['debug', 'info', 'warn', 'error', 'incident']),
  message: Type.String(),
  fields: nullable(values),
  contribution: nullable(Type.String()),
  delivery: nullable(Type.String()),
})
export type PluginLog = Static<typeof pluginLogSchema>

const count = Type.Integer()
export const pluginUsageSchema = Type.Object({
  day: Type.String(),
  calls: count,
  failed: count,
  milliseconds: count,
  processor: count,
  requests: count,
  bytesOut: count,
  bytesIn: count,
  logLines: count,
  starts: count,
  crashes: count,
  highestMemory: count,
})
export type PluginUsage = Static<typeof pluginUsageSchema>

/** A line of the ledger of personal data that left (数据共享台账). */
export const disclosureSchema = Type.Object({
  id: Type.String(),
  at: instant,
  contribution: Type.String(),
  endpoint: Type.String(),
  host: Type.String(),
  caseId: nullable(Type.String()),
  caseNumber: nullable(Type.String()),
  kinds: Type.Array(Type.String()),
  fields: Type.Array(Type.String()),
  purpose: Type.String(),
  status: nullable(Type.Integer()),
})
export type Disclosure = Static<typeof disclosureSchema>

export const intakeItemSchema = Type.Object({
  externalId: Type.String(),
  item: Type.String(),
  contribution: Type.String(),
  kind: Type.String(),
  state: Type.Enum(['waiting', 'triage', 'applied', 'dropped']),
  caseId: nullable(Type.String()),
  reason: nullable(Type.String()),
  at: instant,
  value: nullable(values),
})
export type IntakeItemRow = Static<typeof intakeItemSchema>

export const resolveIntakeSchema = Type.Object(
  {
    externalId: Type.String({ minLength: 1, maxLength: 200 }),
    drop: Type.Optional(Type.Boolean()),
    town: Type.Optional(Type.String({ maxLength: 64 })),
    category: Type.Optional(Type.String({ maxLength: 64 })),
    level: Type.Optional(Type.String({ maxLength: 64 })),
    item: Type.Optional(Type.String({ maxLength: 64 })),
    form: Type.Optional(values),
  },
  strict,
)
export type ResolveIntake = Static<typeof resolveIntakeSchema>
