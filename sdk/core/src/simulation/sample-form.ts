import type { Form } from '../form/schema.ts'
import { pick, type Random } from './random.ts'

type Field = {
  type?: string
  enum?: unknown[]
  const?: unknown
  minimum?: number
  maximum?: number
  minItems?: number
  properties?: Record<string, Field>
  required?: string[]
  items?: Field
  oneOf?: { const?: unknown }[]
  title?: string
  format?: string
  pattern?: string
  'x-widget'?: string
}

/** What a sample form may be filled with besides the schema's own choices. */
export type SampleWords = {
  title: string
  text: readonly string[]
  address: string
  photos: readonly unknown[]
  at: string
  longitude: number
  latitude: number
}

/** Fills a county's form plausibly from its schema alone: required fields always, photos when there is one to give. */
export function sampleForm(form: Form | undefined, random: Random, words: SampleWords): Record<string, unknown> {
  const schema = (form?.schema ?? {}) as Field
  return Object.fromEntries(sampleFields(schema, random, words))
}

function sampleFields(schema: Field, random: Random, words: SampleWords): [string, unknown][] {
  const required = new Set(schema.required ?? [])
  return Object.entries(schema.properties ?? {}).flatMap(([id, field]): [string, unknown][] => {
    const wanted = required.has(id) || id === 'title' || id === 'place' || field['x-widget'] === 'photos'
    const value = wanted ? sampleField(id, field, random, words) : undefined
    return value === undefined ? [] : [[id, value]]
  })
}

function sampleField(id: string, field: Field, random: Random, words: SampleWords): unknown {
  if (field['x-widget'] === 'photos') return words.photos.length > 0 ? words.photos : undefined
  if (field['x-widget'] === 'location') return { address: words.address, longitude: words.longitude, latitude: words.latitude }
  if (field.const !== undefined) return field.const
  if (field.enum) return pick(random, field.enum)
  if (field.oneOf?.[0]?.const !== undefined) return pick(random, field.oneOf).const
  if (field.type === 'boolean') return random() < 0.3
  if (field.type === 'integer' || field.type === 'number')
    return (field.minimum ?? 0) + Math.floor(random() * (Math.min(field.maximum ?? 9, (field.minimum ?? 0) + 9) - (field.minimum ?? 0) + 1))
  if (field.type === 'object') return Object.fromEntries(sampleFields(field, random, words))
  if (field.type === 'array') return field.items && (field.minItems ?? 0) > 0 ? [sampleField(id, field.items, random, words)] : []
  if (field.format === 'date') return words.at.slice(0, 10)
  if (field.format === 'date-time' || field['x-widget'] === 'date-time') return `${words.at}:00+08:00`
  return id === 'title' ? words.title : pick(random, words.text)
}
