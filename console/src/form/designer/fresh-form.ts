import type { Form } from '@shaotai/core'

/** `form-2`: an id no form has. It may be changed until something refers to it. */
export function freshFormId(forms: readonly Form[]): string {
  const taken = new Set(forms.map((one) => one.id))
  for (let count = forms.length + 1; ; count += 1) if (!taken.has(`form-${count}`)) return `form-${count}`
}

/** A form without a field. */
export function freshForm(id: string, title: string): Form {
  return { id, title, schema: { type: 'object', title, properties: {} }, order: [] }
}
