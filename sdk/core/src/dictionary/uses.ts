import { isNode } from '../form/fields.ts'
import type { Form } from '../form/schema.ts'
import { pointTo } from '../shared/json-pointer.ts'

/** A place in a form that refers to a dictionary. `at` points into the form; `field` is the title of the field it belongs to. */
export type DictionaryUse = { readonly dictionary: string; readonly at: string; readonly field: string; readonly cascade: boolean }

/** Every reference to a dictionary in a form, those in rules and tables included. */
export function dictionaryUses(form: Pick<Form, 'schema'>): DictionaryUse[] {
  const found: DictionaryUse[] = []
  const visit = (value: unknown, at: string, field: string, depth: number): void => {
    if (depth > MOST_DEPTH || typeof value !== 'object' || value === null) return
    if (isNode(value) && typeof value['x-dictionary'] === 'string')
      found.push({ dictionary: value['x-dictionary'], at: pointTo(at, 'x-dictionary'), field, cascade: value['x-widget'] === 'cascade' })
    for (const [key, part] of Object.entries(value)) {
      const title: unknown = isNode(part) ? part.title : undefined
      visit(part, pointTo(at, key), typeof title === 'string' ? title : field, depth + 1)
    }
  }
  visit(form.schema, '/schema', '', 0)
  return found
}

const MOST_DEPTH = 40
