import { isSchemaNode, optionsOf, withValues, type Dictionary, type FieldOption, type Form, type SchemaNode } from '@shaotai/core'
import { optionKeywords, patchField, type DesignField } from './edit-form.ts'

/** The form with the options of a choice taken from a dictionary; without one it gets them as its own, to be changed on their own. */
export function withOptionSource(form: Form, field: DesignField, dictionary: string | undefined, all: readonly Dictionary[]): Form {
  const { items } = field.node
  const list = isSchemaNode(items) ? items : undefined
  if (dictionary !== undefined) {
    const referred = { ...without(list ?? field.node), type: 'string', 'x-dictionary': dictionary }
    return patchField(form, field.id, list ? { items: referred } : { ...GONE, ...referred })
  }
  const bare = patchField(form, field.id, list ? { items: without(list) } : { 'x-dictionary': undefined })
  const offered = offeredBy(field.node, all)
  return patchField(
    bare,
    field.id,
    optionKeywords({ ...field.node, ...(list && { items: without(list) }) }, offered.length > 0 ? offered : FIRST),
  )
}

/** What the field offers now, from the dictionary it refers to. */
function offeredBy(node: SchemaNode, all: readonly Dictionary[]): FieldOption[] {
  const drawn = withValues({ id: 'form', title: '', schema: { node } }, new Map(all.map((one) => [one.id, one])))
  const { node: asked } = drawn.schema
  return isSchemaNode(asked) ? optionsOf(asked) : []
}

function without(node: SchemaNode): Record<string, unknown> {
  return Object.fromEntries(Object.entries(node).filter(([key]) => !Object.hasOwn(GONE, key)))
}

/** Keywords that say which options there are. */
const GONE = { oneOf: undefined, enum: undefined, 'x-enum-names': undefined, 'x-en-enum-names': undefined, 'x-dictionary': undefined }
const FIRST: readonly FieldOption[] = [{ value: 'option1', name: '选项一', group: [], retired: false }]
