import type { WebhookSignature, Words } from '../contribution.ts'
import type { EgressDeclaration } from '../context.ts'
import { PLUGIN, type PluginDefinition } from '../definition.ts'
import { milliseconds, type Duration } from '../schema/duration.ts'
import type { Fields, JsonSchema } from '../schema/schema.ts'
import { DEFAULT_LIMITS, type Label, type Manifest, type ManifestContributions, type ManifestEgress } from './manifest.ts'

const NO_CONFIG: JsonSchema = { type: 'object', properties: {}, required: [], additionalProperties: false }

/** The manifest of a plugin, derived from what its code declares. Plain JSON: the same plugin always gives the same manifest. */
export function manifestOf(plugin: PluginDefinition | { readonly [PLUGIN]: PluginDefinition }): Manifest {
  const definition = PLUGIN in plugin ? plugin[PLUGIN] : plugin
  const { declaration } = definition
  const config = declaration.config ?? NO_CONFIG
  const manifest: Manifest = {
    manifest: 1,
    id: declaration.id,
    version: declaration.version,
    api: declaration.api,
    vendor: declaration.vendor,
    title: label(declaration.title),
    ...(declaration.description !== undefined && { description: label(declaration.description) }),
    config,
    secrets: secretsOf(config),
    egress: mapValues(declaration.egress ?? {}, (endpoint) => egressOf(endpoint, config)),
    permissions: [...(declaration.permissions ?? [])].sort(),
    personalData: declaration.personalData ?? {},
    limits: { ...DEFAULT_LIMITS, ...declaration.limits },
    contributions: contributionsOf(definition),
    health: definition.health !== undefined,
    migrations: definition.migrations.map(({ from }) => from),
  }
  return JSON.parse(JSON.stringify(manifest)) as Manifest
}

/** Words in both languages. */
export function label(words: Words): Label {
  return typeof words === 'string' ? { zh: words } : words
}

function secretsOf(config: JsonSchema): string[] {
  return Object.entries(config['properties'] as Fields)
    .filter(([, field]) => field['x-secret'] === true)
    .map(([name]) => name)
}

function egressOf({ from, methods, purpose, auth, secrets }: EgressDeclaration<Fields>, config: JsonSchema): ManifestEgress {
  const field = fieldName(from)
  const hint = (config['properties'] as Fields)[field]?.['x-endpoint'] as { lan: boolean } | undefined
  return {
    from: field,
    lan: hint?.lan ?? false,
    methods,
    purpose,
    ...(auth && { auth: authOf(auth) }),
    secrets: (secrets ?? []).map(fieldName),
  }
}

function authOf(auth: NonNullable<EgressDeclaration<Fields>['auth']>): NonNullable<ManifestEgress['auth']> {
  if ('header' in auth) return { kind: 'header', header: auth.header, secret: fieldName(auth.from), prefix: auth.prefix ?? '' }
  if ('query' in auth) return { kind: 'query', query: auth.query, secret: fieldName(auth.from) }
  return { kind: 'basic', user: auth.basic.user, secret: fieldName(auth.basic.password) }
}

function fieldName(path: string): string {
  return path.replace(/^config\./, '')
}

function contributionsOf(definition: PluginDefinition): ManifestContributions {
  return {
    intake: rows(definition.intake, (id, { title, source, poll, webhook }) => ({
      id,
      title: label(title),
      source: source ?? id,
      ...(poll && { poll: { every: milliseconds(poll.every), timeout: ms(poll.timeout, '30s') } }),
      ...(webhook && {
        webhook: {
          methods: webhook.methods ?? ['POST'],
          ...(webhook.signature && { signature: signatureOf(webhook.signature) }),
          reply: {
            status: webhook.reply?.status ?? 200,
            contentType: webhook.reply?.contentType ?? 'application/json',
            body: webhook.reply?.body ?? '{}',
          },
        },
      }),
    })),
    events: rows(definition.event, (id, { event, options }) => ({
      id,
      ...(options.title !== undefined && { title: label(options.title) }),
      event,
      attempts: options.attempts ?? 8,
      backoff: ms(options.backoff, '10s'),
      timeout: ms(options.timeout, '15s'),
      orderedBy: options.orderedBy ?? 'case',
      once: options.once ?? 'at-least',
    })),
    channels: rows(definition.channel, (id, { title, kind, address, once, timeout, receipts }) => ({
      id,
      title: label(title),
      kind,
      address: address ?? 'phone',
      once: once ?? (kind === 'sms' || kind === 'voice' ? 'at-most' : 'at-least'),
      timeout: ms(timeout, '15s'),
      ...(receipts && { receipts: receipts.signature ? { signature: signatureOf(receipts.signature) } : {} }),
    })),
    calendars: rows(definition.calendar, (id, { title, year, read }) => ({
      id,
      title: label(title),
      year: year !== undefined,
      read: read !== undefined,
    })),
    actions: rows(definition.action, (id, { title, where, icon, when, confirm, input, timeout }) => ({
      id,
      title: label(title),
      where,
      ...(icon !== undefined && { icon }),
      when: when ?? {},
      ...(confirm !== undefined && { confirm: label(confirm) }),
      ...(input && { input }),
      timeout: ms(timeout, '15s'),
    })),
    fields: rows(definition.field, (id, { title, base, placeholder, mask, widget }) => ({
      id,
      title: label(title),
      base: base ?? 'text',
      ...(placeholder !== undefined && { placeholder }),
      masks: mask !== undefined,
      ...(widget && { widget }),
    })),
    scorings: rows(definition.scoring, (id, { title, params }) => ({ id, title: label(title), params })),
    reports: rows(definition.report, (id, { title, view }) => ({ id, title: label(title), view })),
    serves: rows(definition.serve, (id, { title, methods, access, timeout }) => ({
      id,
      title: label(title),
      methods,
      access,
      timeout: ms(timeout, '15s'),
    })),
    schedules: rows(definition.schedule, (id, { title, every, daily, timeout }) => ({
      id,
      title: label(title),
      ...(every !== undefined && { every: milliseconds(every) }),
      ...(daily !== undefined && { daily }),
      timeout: ms(timeout, '60s'),
    })),
  }
}

function rows<T, R>(from: Map<string, T>, make: (id: string, contribution: T) => R): R[] {
  return [...from].map(([id, contribution]) => make(id, contribution))
}

function signatureOf({ window, ...signature }: WebhookSignature) {
  return {
    ...signature,
    secret: fieldName(signature.secret) as `config.${string}`,
    ...(window !== undefined && { window: milliseconds(window) }),
  }
}

function ms(given: Duration | undefined, otherwise: Duration): number {
  return milliseconds(given ?? otherwise)
}

function mapValues<T, R>(from: Readonly<Record<string, T>>, make: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(from).map(([name, value]) => [name, make(value)]))
}
