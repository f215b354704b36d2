import { dictionaryUses, pointerKeys, type Policy } from '@shaotai/core'

/** A field that offers the values of a dictionary. */
export type FieldUse = {
  readonly form: string
  readonly title: string
  /** The place of the form in the document of forms, and of the field in it. */ readonly at: string
  readonly field: string
  readonly name: string
  readonly inTable: boolean
}

/** The fields of all forms that refer to a dictionary. */
export function usesOfDictionary({ forms }: Pick<Policy, 'forms'>, id: string): FieldUse[] {
  return forms.flatMap((form, index) =>
    dictionaryUses(form)
      .filter((use) => use.dictionary === id)
      .map(({ at, field }) => {
        const keys = pointerKeys(at)
        const first = keys.indexOf('properties') + 1
        return {
          form: form.id,
          title: form.title,
          at: `/${index}/${keys.slice(0, first + 1).join('/')}`,
          field: keys[first] ?? '',
          name: field,
          inTable: keys.lastIndexOf('properties') >= first,
        }
      }),
  )
}
