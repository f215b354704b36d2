import { lacksAny, newlyRequired, type Case, type Policy } from '@shaotai/core'

/** What the forms of a draft newly ask for: how many fields, and whether the whistle of a running case lacks one of them. */
export function openNewlyRequired(base: Policy | undefined, draft: Policy) {
  const asked = new Map<string, string[]>()
  if (base) {
    for (const form of draft.forms) {
      const before = base.forms.find((one) => one.id === form.id)
      const fields = before ? newlyRequired(before, form) : []
      if (fields.length > 0) asked.set(form.id, fields)
    }
  }
  return {
    fields: [...asked.values()].reduce((sum, fields) => sum + fields.length, 0),
    lacks(state: Pick<Case, 'category' | 'form'>): boolean {
      const id = draft.categories.find((one) => one.id === state.category)?.form
      const form = draft.forms.find((one) => one.id === id)
      const fields = id === undefined ? undefined : asked.get(id)
      return form !== undefined && fields !== undefined && lacksAny(form, state.form, fields)
    },
  }
}
