import type { JsonSchema } from './schema.ts'

/** Short words for plain JSON Schemas of our own messages. */
export const text = (max: number, more: JsonSchema = {}): JsonSchema => ({ type: 'string', minLength: 1, maxLength: max, ...more })
export const anyText = (max: number): JsonSchema => ({ type: 'string', maxLength: max })
export const whole = (maximum: number, minimum = 1): JsonSchema => ({ type: 'integer', minimum, maximum })
export const one = (values: readonly string[]): JsonSchema => ({ type: 'string', enum: [...values] })
export const list = (items: JsonSchema, maxItems: number): JsonSchema => ({ type: 'array', items, maxItems })
export const flag: JsonSchema = { type: 'boolean' }
export const number: JsonSchema = { type: 'number' }
/** An object with these fields and no others; those named in `optional` may be left out. */
export const strict = (properties: Readonly<Record<string, JsonSchema>>, optional: readonly string[] = []): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
})
