import { EVENT_NAMES } from '../case/event.ts'
import { METHODS } from '../http.ts'
import { PERMISSIONS, PERSONAL_DATA } from '../permission.ts'
import type { JsonSchema } from '../schema/schema.ts'
import { list, one, strict, text, whole } from '../schema/shorthand.ts'
import { SIGN_ALGORITHMS } from '../context.ts'
import { HIGHEST_LIMITS } from './manifest.ts'

const DAY = 86_400_000
const id = text(40, { pattern: '^[a-z][a-z0-9-]*$' })
const name = text(64, { pattern: '^[A-Za-z][A-Za-z0-9_]*$' })
const label = strict({ zh: text(200), en: text(200) }, ['en'])
const methods = { ...list(one(METHODS), METHODS.length), minItems: 1, uniqueItems: true }
const timeout = whole(120_000, 100)
const place = { oneOf: [strict({ header: text(100) }), strict({ query: text(100) })] }
const signature = strict(
  {
    algorithm: one(SIGN_ALGORITHMS.filter((algorithm) => algorithm !== 'sm2')),
    secret: name,
    in: place,
    encoding: one(['hex', 'HEX', 'base64']),
    over: text(500),
    timestamp: place,
    nonce: place,
    window: whole(DAY),
  },
  ['encoding', 'timestamp', 'nonce', 'window'],
)
/** A schema inside the manifest: a plain object here; the forms' own check says which keywords are understood. */
const schema: JsonSchema = {
  type: 'object',
  properties: { type: { const: 'object' }, properties: { type: 'object', maxProperties: 100 } },
  required: ['type', 'properties'],
}
const file = text(200, { pattern: '^ui/[A-Za-z0-9_-]+\\.html$' })

/** The manifest as JSON Schema: what a host accepts before it looks at what the manifest means. */
export const manifestSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Manifest of a plugin',
  ...strict(
    {
      manifest: { const: 1 },
      id: text(100, { pattern: '^[a-z][a-z0-9]*(\\.[a-z0-9][a-z0-9-]*)+$' }),
      version: text(32, { pattern: '^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(-[0-9A-Za-z.-]+)?$' }),
      api: { const: 'shaotai/1' },
      vendor: text(100),
      title: label,
      description: strict({ zh: text(2000), en: text(2000) }, ['en']),
      config: schema,
      secrets: list(name, 50),
      egress: {
        type: 'object',
        maxProperties: 20,
        propertyNames: name,
        additionalProperties: strict(
          {
            from: name,
            lan: { type: 'boolean' },
            methods,
            purpose: text(200),
            auth: {
              oneOf: [
                strict({
                  kind: { const: 'header' },
                  header: text(100, { pattern: '^[A-Za-z0-9-]+$' }),
                  secret: name,
                  prefix: { type: 'string', maxLength: 50 },
                }),
                strict({ kind: { const: 'query' }, query: text(100), secret: name }),
                strict({ kind: { const: 'basic' }, user: text(100), secret: name }),
              ],
            },
            secrets: list(name, 50),
          },
          ['auth'],
        ),
      },
      permissions: { ...list(one(Object.keys(PERMISSIONS)), 50), uniqueItems: true },
      personalData: {
        type: 'object',
        propertyNames: one(Object.keys(PERSONAL_DATA)),
        additionalProperties: strict({ to: list(name, 20), purpose: text(200) }),
      },
      limits: strict({
        heap: whole(HIGHEST_LIMITS.heap, 16),
        memory: whole(HIGHEST_LIMITS.memory, 128),
        logs: whole(HIGHEST_LIMITS.logs),
        requests: whole(HIGHEST_LIMITS.requests),
        storage: whole(HIGHEST_LIMITS.storage),
      }),
      contributions: strict({
        intake: list(
          strict(
            {
              id,
              title: label,
              source: id,
              poll: strict({ every: whole(DAY, 1000), timeout }),
              webhook: strict(
                {
                  methods,
                  signature,
                  reply: strict({ status: whole(599, 200), contentType: text(100), body: { type: 'string', maxLength: 10_000 } }),
                },
                ['signature'],
              ),
            },
            ['poll', 'webhook'],
          ),
          50,
        ),
        events: list(
          strict(
            {
              id: text(100),
              title: label,
              event: one(EVENT_NAMES),
              attempts: whole(50),
              backoff: whole(DAY, 100),
              timeout,
              orderedBy: one(['case', 'none']),
              once: one(['at-least', 'at-most']),
            },
            ['title'],
          ),
          200,
        ),
        channels: list(
          strict(
            {
              id,
              title: label,
              kind: one(['sms', 'im', 'voice', 'mail', 'push', 'video']),
              address: one(['phone', 'account', 'group']),
              once: one(['at-least', 'at-most']),
              timeout,
              receipts: strict({ signature }, ['signature']),
            },
            ['receipts'],
          ),
          50,
        ),
        calendars: list(strict({ id, title: label, year: { type: 'boolean' }, read: { type: 'boolean' } }), 50),
        actions: list(
          strict(
            {
              id,
              title: label,
              where: one(['case.toolbar', 'case.side', 'assignment.toolbar', 'dispatch.toolbar']),
              icon: text(50),
              when: strict(
                {
                  phases: list(text(50), 50),
                  roles: list(text(50), 50),
                  categories: list(text(100), 100),
                  sources: list(text(100), 100),
                  emergency: { type: 'boolean' },
                },
                ['phases', 'roles', 'categories', 'sources', 'emergency'],
              ),
              confirm: label,
              input: schema,
              timeout,
            },
            ['icon', 'confirm', 'input'],
          ),
          50,
        ),
        fields: list(
          strict(
            {
              id,
              title: label,
              base: one(['text', 'number']),
              placeholder: text(200),
              masks: { type: 'boolean' },
              widget: strict({ html: file, height: whole(2000, 20) }),
            },
            ['placeholder', 'widget'],
          ),
          50,
        ),
        scorings: list(strict({ id, title: label, params: schema }), 50),
        reports: list(strict({ id, title: label, view: one(['table', 'bar', 'line', 'pie', 'number']) }), 50),
        serves: list(strict({ id, title: label, methods, access: one(['public', 'key']), timeout }), 50),
        schedules: list(
          strict({ id, title: label, every: whole(DAY * 31, 1000), daily: text(5, { pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }), timeout }, [
            'every',
            'daily',
          ]),
          50,
        ),
      }),
      health: { type: 'boolean' },
      migrations: list(text(32), 100),
    },
    ['description'],
  ),
}
