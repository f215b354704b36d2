import { pointerKeys, type Form } from '@shaotai/core'

/** The form and field a pointer into the document of forms lies in; the deepest `properties` or `required` entry names the field. */
export function placeOfFocus(forms: readonly Form[], at: string | undefined): { form: number; field: string | undefined } | undefined {
  if (at === undefined) return undefined
  const [first, ...rest] = pointerKeys(at)
  const index = Number(first)
  const form = forms[index]
  if (!form) return undefined
  const properties = rest.indexOf('properties')
  if (properties >= 0) return { form: index, field: rest[properties + 1] }
  const listed = rest.indexOf('required')
  if (listed < 0) return { form: index, field: undefined }
  const owner = rest.slice(0, listed).reduce<unknown>((here, key) => (here as Record<string, unknown> | undefined)?.[key], form)
  const names = (owner as { required?: string[] } | undefined)?.required
  return { form: index, field: names?.[Number(rest[listed + 1])] }
}
