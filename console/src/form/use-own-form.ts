import { dropAnswers, fieldsOf, formFor, type Form } from '@shaotai/core'
import { useMemo } from 'react'
import { useSession } from '../platform/session.ts'

/** The form as whoever is signed in fills it in at a step (the name of its command): fields that are not theirs are not there. */
export function useOwnForm(form: Form | undefined, step: string): Form | undefined {
  const session = useSession()
  return useMemo(
    () => (form && session ? formFor(form, { person: session.person, roles: session.roles }, step) : form),
    [form, session, step],
  )
}

/** What the form asks for of data given before: an answer that is not asked for is not sent again. */
export function answersFor(form: Form | undefined, data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const asked = form ? fieldsOf(form.schema, form.schema) : new Map()
  return dropAnswers(data, new Set(Object.keys(data).filter((id) => !asked.has(id))))
}
