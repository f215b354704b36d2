import type { JsonSchema } from '../schema/schema.ts'
import { anyText, flag, list, number, one, strict, text, whole } from '../schema/shorthand.ts'
import type { Effect } from './effect.ts'
import type { VerbName } from './verb.ts'

const name = text(200)
const instant = text(40)
const file = strict({ id: name, name, type: text(100), size: whole(2 ** 40, 0) })
const files = list(file, 50)
const rows = list({ type: 'object', maxProperties: 50 }, 5000)
const columns = list(strict({ key: text(100), title: text(100), kind: one(['text', 'number', 'date', 'money']) }, ['kind']), 50)
const day = strict({ date: text(10, { pattern: '^\\d{4}-\\d{2}-\\d{2}$' }), kind: one(['holiday', 'makeup']), name: text(100) })
const calendarDraft = strict({ year: whole(2200, 1990), days: list(day, 400), source: anyText(2000), doubts: list(anyText(500), 200) }, [
  'source',
  'doubts',
])

const later = { externalId: name, id: name, sequence: { type: 'integer' }, at: instant }
const place = strict({ address: anyText(500), longitude: number, latitude: number }, ['longitude', 'latitude'])
const draft = strict(
  {
    kind: { const: 'case' },
    externalId: name,
    title: text(500),
    text: anyText(50_000),
    category: text(100),
    item: text(100),
    level: text(100),
    town: text(100),
    areaCode: text(50),
    place,
    reporter: strict({ name: anyText(100), phone: anyText(50) }, ['name', 'phone']),
    at: instant,
    emergency: flag,
    form: { type: 'object', maxProperties: 500 },
    attachments: files,
  },
  ['text', 'category', 'item', 'level', 'town', 'areaCode', 'place', 'reporter', 'at', 'emergency', 'form', 'attachments'],
)

/** Everything an intake may bring, as JSON Schema; `kind` is always there. */
export const intakeItemSchema: JsonSchema = {
  type: 'object',
  required: ['kind'],
  oneOf: [
    draft,
    strict({ kind: { const: 'supplement' }, ...later, text: anyText(50_000), attachments: files }, ['sequence', 'at', 'attachments']),
    strict({ kind: { const: 'urge' }, ...later, text: anyText(5000) }, ['sequence', 'at']),
    strict({ kind: { const: 'withdraw' }, ...later, reason: anyText(5000) }, ['sequence', 'at']),
    strict({ kind: { const: 'feedback' }, ...later, satisfied: flag, text: anyText(5000) }, ['sequence', 'at', 'text']),
    strict({ kind: { const: 'progress' }, ...later, text: anyText(50_000), done: flag, attachments: files }, [
      'sequence',
      'at',
      'done',
      'attachments',
    ]),
  ],
}

const EFFECTS: { readonly [K in Effect['kind']]: JsonSchema } = {
  'case.intake': strict({ kind: { const: 'case.intake' }, item: intakeItemSchema }),
  'case.note': strict({ kind: { const: 'case.note' }, case: name, text: text(5000) }),
  'case.progress': strict({ kind: { const: 'case.progress' }, case: name, assignment: name, text: text(50_000), attachments: files }, [
    'assignment',
    'attachments',
  ]),
  'organisation.propose': strict({
    kind: { const: 'organisation.propose' },
    change: strict(
      {
        people: list(
          strict({ externalId: name, name: text(100), phone: anyText(50), unit: name, grid: text(100), left: flag }, [
            'phone',
            'grid',
            'left',
          ]),
          10_000,
        ),
        grids: list(strict({ code: text(100), name, town: name, removed: flag }, ['removed']), 20_000),
      },
      ['people', 'grids'],
    ),
  }),
  'calendar.propose': strict({ kind: { const: 'calendar.propose' }, draft: calendarDraft }),
  notify: strict({ kind: { const: 'notify' }, to: list(name, 500), title: text(200), text: anyText(5000), case: name }, ['case']),
  'kv.set': strict({ kind: { const: 'kv.set' }, key: text(256), value: {}, ttl: whole(10 ** 13, 0), ifVersion: whole(2 ** 53 - 1, 0) }, [
    'ttl',
    'ifVersion',
  ]),
  'kv.delete': strict({ kind: { const: 'kv.delete' }, key: text(256) }),
}

/** The effects of one call. */
export const effectsSchema: JsonSchema = list({ type: 'object', required: ['kind'], oneOf: Object.values(EFFECTS) }, 5000)

const nothing: JsonSchema = { type: 'null' }
const items = list(intakeItemSchema, 2000)

/** What each verb gives back, as JSON Schema. A host holds every result against it before anybody looks at it. */
export const valueSchemas: { readonly [V in VerbName]: JsonSchema } = {
  'intake.poll': strict({ items, cursor: anyText(10_000), more: flag }, ['cursor']),
  'intake.webhook': strict({ items }),
  'event.deliver': nothing,
  'channel.send': strict({ providerId: anyText(200), segments: whole(1000, 0), cost: whole(10 ** 9, 0) }, [
    'providerId',
    'segments',
    'cost',
  ]),
  'channel.receipts': list(
    strict({ providerId: name, status: one(['delivered', 'failed', 'read']), reason: anyText(500), at: instant }, ['reason', 'at']),
    5000,
  ),
  'calendar.year': list(day, 400),
  'calendar.read': calendarDraft,
  'action.run': {
    anyOf: [
      nothing,
      strict(
        {
          toast: anyText(500),
          open: anyText(2000),
          call: strict({ with: list(name, 20), room: name, media: one(['video', 'audio']) }),
          show: strict({ columns, rows }),
        },
        ['toast', 'open', 'call', 'show'],
      ),
    ],
  },
  'field.check': list(
    strict({ problem: { anyOf: [nothing, text(500)] }, normalised: anyText(10_000), masked: anyText(10_000) }, ['masked']),
    500,
  ),
  'scoring.score': list(strict({ points: number, reason: anyText(500) }), 500),
  'report.query': strict({ columns, rows }),
  'serve.handle': strict({
    status: whole(599, 200),
    headers: { type: 'object', maxProperties: 50, additionalProperties: anyText(8192) },
    base64: { type: 'string' },
  }),
  'schedule.run': nothing,
  health: strict({ message: anyText(1000), details: { type: 'object', maxProperties: 50 } }, ['message', 'details']),
  migrate: { type: 'object' },
}
