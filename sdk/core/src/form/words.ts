import { isNode, type SchemaNode } from './fields.ts'

/**
 * An answer in words as lists, prints and computed texts show it: the name of an option, yes or no, the address of a place. `undefined` for
 * what has no short words (photos, rows of a table).
 */
export function answerWords(field: SchemaNode, value: unknown): string | undefined {
  if (Array.isArray(value)) {
    const items = isNode(field.items) ? field.items : {}
    const words = value.map((one) => (isNode(one) ? undefined : answerWords(items, one)))
    return words.includes(undefined) || words.length === 0 ? undefined : words.join('、')
  }
  if (isNode(value)) return typeof value.address === 'string' ? value.address : undefined
  if (typeof value === 'boolean') return value ? '是' : '否'
  const option = optionsOf(field).find((one) => one.value === value)
  if (option) return [...option.group, option.name].join(' / ')
  if (field['x-widget'] === 'money' && typeof value === 'number') return `${money(value)} 元`
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

/** One option of a choice. `group` names the steps above it in a cascade. */
export type FieldOption = {
  readonly value: unknown
  readonly name: string
  readonly en?: string
  readonly group: readonly string[]
  readonly retired: boolean
}

/** The options of a choice, or of the entries of a multiple choice; none for other fields. */
export function optionsOf(field: SchemaNode): FieldOption[] {
  if (isNode(field.items)) return optionsOf(field.items)
  if (Array.isArray(field.oneOf))
    return field.oneOf.filter(isNode).map((one) => ({
      value: one.const,
      name: typeof one.title === 'string' ? one.title : String(one.const),
      ...(typeof one['x-en'] === 'string' && { en: one['x-en'] }),
      group: texts(one['x-group']),
      retired: one['x-retired'] === true,
    }))
  if (!Array.isArray(field.enum)) return []
  const [names, english] = [texts(field['x-enum-names']), texts(field['x-en-enum-names'])]
  return field.enum.map((value: unknown, index) => {
    const en = english[index]
    return { value, name: names[index] ?? String(value), ...(en !== undefined && { en }), group: [], retired: false }
  })
}

/** `12345.6` → `12,345.60`. */
export function money(yuan: number): string {
  const [whole = '', cents = ''] = Math.abs(yuan).toFixed(2).split('.')
  return `${yuan < 0 ? '-' : ''}${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${cents}`
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}
