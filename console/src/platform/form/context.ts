import type { Registry } from '@rjsf/utils'
import type { Vocabulary } from '@shaotai/core'
import type { JsonSchema } from './prepare-schema.ts'

export type Choice = { value: string; label: string; group?: string; note?: string }
/** Choices of a field: all of them, or a search for what was typed. */
export type Choices = readonly Choice[] | Search
/** `of` limits a search: `own`, or a unit. */
export type Search = (query: string, of?: string) => Promise<readonly Choice[]>
export type ChoiceKind = 'unit' | 'person' | 'item'

/** What a form's fields may use beyond their schema. */
export type SchemaFormContext = {
  choices?: Partial<Record<ChoiceKind, Choices>>
  /** A sentence for a value no form can draw, for example a condition. */
  sentence?: (schema: JsonSchema, value: unknown) => string | undefined
  /** What conditions may be about; without it they are read-only sentences. */
  facts?: Vocabulary
  /** Opens the code at a place (JSON pointer). */
  onOpenCode?: (pointer: string) => void
  /** Every key any part of the schema declares; others are shown as written in code. */
  declared: ReadonlySet<string>
  /** The form as a whole and what is filled in so far, for texts made from other answers. */
  root?: JsonSchema
  data?: Readonly<Record<string, unknown>>
}

/** The context as a field or template receives it. */
export function contextOf(registry: Registry): SchemaFormContext {
  return registry.formContext as SchemaFormContext
}

/** Every property name declared anywhere in a schema. */
export function declaredKeys(schema: JsonSchema): ReadonlySet<string> {
  const names = new Set<string>()
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(walk)
    if (typeof node !== 'object' || node === null) return
    const properties = (node as JsonSchema)['properties']
    if (typeof properties === 'object' && properties !== null) for (const name of Object.keys(properties)) names.add(name)
    Object.values(node).forEach(walk)
  }
  walk(schema)
  return names
}

/** The JSON pointer of a field. */
export function pointerOf(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
