import type { Form, Policy, Vocabulary } from '@shaotai/core'
import { createContext, use } from 'react'
import type { DesignField } from './edit-form.ts'

/** What every part of the designer needs to know about the form under edit. */
export type Design = {
  form: Form
  /** Its place in the list of forms. */
  index: number
  fields: readonly DesignField[]
  /** The form as the version in force has it, if it has it. */
  inForce: Form | undefined
  policy: Policy
  readOnly: boolean
  /** The form's own fields as facts of conditions. */
  vocabulary: Vocabulary
  /** Takes the changed form. Edits of one `place` made in one go are one step to undo. */
  apply: (next: Form, place: string) => void
  openCode: (field?: string) => void
}

export const DesignContext = createContext<Design | null>(null)

export function useDesign(): Design {
  const design = use(DesignContext)
  if (!design) throw new Error('A part of the form designer was drawn outside it')
  return design
}
