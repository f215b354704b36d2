/** The part of JSON Schema 2020-12 a county's form may use: what both engines, the generated form and the reader understand alike. */
export const FORM_TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array'] as const
export const FORM_FORMATS = ['date', 'time', 'date-time', 'email'] as const
export const FORM_WIDGETS = [
  'textarea',
  'photos',
  'files',
  'location',
  'unit',
  'person',
  'item',
  'date-time',
  'radio',
  'checkboxes',
  'select',
  'money',
  'time',
  'cascade',
  'signature',
  'section',
  'computed',
] as const

/** How a keyword's value must look; `schema`, `schemas` and `fields` are walked into. */
export type KeywordKind =
  | 'text'
  | 'count'
  | 'number'
  | 'flag'
  | 'names'
  | 'list'
  | 'any'
  | 'schema'
  | 'schemas'
  | 'fields'
  | 'false'
  | 'ref'
  | 'pattern'
  | 'type'
  | 'format'
  | 'parts'
  | 'roles'
  | 'fillers'

export const FORM_KEYWORDS: Readonly<Record<string, KeywordKind>> = {
  title: 'text',
  description: 'text',
  default: 'any',
  examples: 'list',
  type: 'type',
  properties: 'fields',
  required: 'names',
  additionalProperties: 'false',
  items: 'schema',
  contains: 'schema',
  minItems: 'count',
  maxItems: 'count',
  uniqueItems: 'flag',
  minLength: 'count',
  maxLength: 'count',
  pattern: 'pattern',
  format: 'format',
  minimum: 'number',
  maximum: 'number',
  exclusiveMinimum: 'number',
  exclusiveMaximum: 'number',
  multipleOf: 'number',
  enum: 'list',
  const: 'any',
  oneOf: 'schemas',
  anyOf: 'schemas',
  allOf: 'schemas',
  not: 'schema',
  if: 'schema',
  then: 'schema',
  else: 'schema',
  $ref: 'ref',
  $defs: 'fields',
}

/** Hints for people and screens. Only `x-see` and `x-fill` change what is valid, and only for those whom a field is closed to. */
export const FORM_HINTS: Readonly<Record<string, KeywordKind>> = {
  'x-widget': 'text',
  'x-order': 'number',
  'x-personal': 'flag',
  'x-retired': 'flag',
  // 谁能看, 谁能填: roles; `role@command` for one step only.
  'x-see': 'roles',
  'x-fill': 'fillers',
  'x-en': 'text',
  'x-en-description': 'text',
  'x-enum-names': 'names',
  'x-en-enum-names': 'names',
  'x-code': 'text',
  // 口径: what counts as an answer, said beside the description.
  'x-meaning': 'text',
  // The steps above an option of a cascade.
  'x-group': 'names',
  // What a computed text is made of: words, and `{ field }` for the answer to a field.
  'x-parts': 'parts',
  // Whose people a person is chosen from: `own` (the unit of who fills in), or a field that names a unit.
  'x-of': 'text',
  // The dictionary a choice offers the values of.
  'x-dictionary': 'text',
  // The condition of a rule that is switched off.
  'x-if': 'schema',
}

/** Keywords that add rules to the same value: fields they name are fields of the same object. */
export const IN_PLACE = ['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else', 'not'] as const
