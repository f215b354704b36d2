import { choicesOf } from './answers.ts'
import { isNode, type SchemaNode } from './fields.ts'
import { FILE_LIMIT, fileItems } from './file-types.ts'
import { attachmentSchema, placeSchema } from './schema.ts'

/** What a person may be asked for, as a county speaks of it. Each kind is plain JSON Schema with hints; `section` and `computed` ask for nothing. */
export const FIELD_KINDS = [
  'text',
  'long-text',
  'number',
  'money',
  'date',
  'time',
  'date-time',
  'yes-no',
  'choice',
  'choices',
  'cascade',
  'unit',
  'person',
  'item',
  'place',
  'photos',
  'files',
  'signature',
  'table',
  'section',
  'computed',
] as const
export type FieldKind = (typeof FIELD_KINDS)[number]

/** Kinds that show something and are never filled in. */
export const DISPLAY_KINDS: readonly FieldKind[] = ['section', 'computed']

/** The longest text of a one-line field that says no other length. */
const LINE = 200
const REFERENCE = '^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$'

/** A fresh field of a kind: as little as both engines need to check it. Choices begin with two options to be renamed. */
export function newField(kind: FieldKind, title: string): SchemaNode {
  return { title, ...NEW[kind] }
}

/** The kind of a field as somebody wrote it; `undefined` for what no kind describes: such a field is edited as code. */
export function fieldKind(node: SchemaNode): FieldKind | undefined {
  const { type, format } = node
  const widget = node['x-widget']
  if (typeof widget === 'string' && Object.hasOwn(BY_WIDGET, widget)) return BY_WIDGET[widget]
  if (type === 'object') return isPlace(node) ? 'place' : undefined
  if (type === 'array') return isNode(node.items) ? kindOfList(node.items) : undefined
  if (isChoice(node)) return 'choice'
  if (type === 'boolean') return 'yes-no'
  if (type === 'number' || type === 'integer') return 'number'
  if (type !== 'string') return undefined
  if (format === 'date' || format === 'time' || format === 'date-time') return format
  return format === undefined || format === 'email' ? 'text' : undefined
}

function kindOfList(items: SchemaNode): FieldKind | undefined {
  if (isChoice(items)) return 'choices'
  return isNode(items.properties) ? 'table' : undefined
}

function isChoice(node: SchemaNode): boolean {
  return choicesOf(node) !== undefined || typeof node['x-dictionary'] === 'string'
}

function isPlace({ properties }: SchemaNode): boolean {
  return isNode(properties) && 'address' in properties && 'longitude' in properties && 'latitude' in properties
}

const BY_WIDGET: Readonly<Record<string, FieldKind>> = {
  textarea: 'long-text',
  money: 'money',
  time: 'time',
  'date-time': 'date-time',
  cascade: 'cascade',
  unit: 'unit',
  person: 'person',
  item: 'item',
  location: 'place',
  photos: 'photos',
  files: 'files',
  signature: 'signature',
  section: 'section',
  computed: 'computed',
}

const options = [
  { const: 'option1', title: '选项一' },
  { const: 'option2', title: '选项二' },
]
const attachment = plain(attachmentSchema)

const NEW: Readonly<Record<FieldKind, SchemaNode>> = {
  text: { type: 'string', maxLength: LINE },
  'long-text': { type: 'string', maxLength: 2000, 'x-widget': 'textarea' },
  number: { type: 'number' },
  money: { type: 'number', minimum: 0, 'x-widget': 'money' },
  date: { type: 'string', format: 'date' },
  // The format `time` of JSON Schema wants seconds and an offset; people write 14:30.
  time: { type: 'string', pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', 'x-widget': 'time' },
  'date-time': { type: 'string', format: 'date-time', 'x-widget': 'date-time' },
  'yes-no': { type: 'boolean' },
  choice: { type: 'string', oneOf: options },
  choices: { type: 'array', uniqueItems: true, items: { type: 'string', oneOf: options } },
  cascade: {
    type: 'string',
    'x-widget': 'cascade',
    oneOf: [
      { const: 'option1', title: '选项一', 'x-group': ['第一类'] },
      { const: 'option2', title: '选项二', 'x-group': ['第二类'] },
    ],
  },
  unit: { type: 'string', pattern: REFERENCE, 'x-widget': 'unit' },
  person: { type: 'string', pattern: REFERENCE, 'x-widget': 'person' },
  item: { type: 'string', pattern: REFERENCE, 'x-widget': 'item' },
  place: { ...plain(placeSchema), 'x-widget': 'location' },
  photos: { type: 'array', maxItems: 9, items: attachment, 'x-widget': 'photos' },
  files: {
    type: 'array',
    maxItems: 5,
    items: fileItems({ items: attachment }, ['pdf', 'docx', 'xlsx', 'ofd'], FILE_LIMIT),
    'x-widget': 'files',
  },
  signature: { type: 'array', maxItems: 1, items: attachment, 'x-widget': 'signature' },
  table: {
    type: 'array',
    maxItems: 20,
    items: {
      type: 'object',
      properties: { column1: { type: 'string', title: '第一列', maxLength: LINE } },
      additionalProperties: false,
    },
  },
  // A heading holds nothing: text that may not have a letter.
  section: { type: 'string', maxLength: 0, 'x-widget': 'section' },
  computed: { type: 'string', maxLength: 1000, 'x-widget': 'computed', 'x-parts': [''] },
}

/** A schema of ours as the JSON a county's form holds. */
function plain(schema: unknown): SchemaNode {
  return JSON.parse(JSON.stringify(schema)) as SchemaNode
}
