import { useMemo, useState } from 'react'
import { ActForm } from '../case/show/action/ActForm.tsx'
import { isReasonMissing, ReasonFields, toReason, type Reason } from '../case/show/action/ReasonFields.tsx'
import { formProblems } from '../case/refusal.ts'
import { useChoices } from '../case/use-choices.ts'
import { SchemaForm } from '../platform/form/SchemaForm.tsx'
import { answersFor, useOwnForm } from '../form/use-own-form.ts'
import { formOf } from '../policy-data/names.ts'
import type { EntryActionProps } from './EntryActions.tsx'

/** A step of an entry, or what was sent back handed in again: its reason and its form, as the ledger asks for them. */
export function StepForm({ action, entry, policy, formId, onSend, error }: EntryActionProps) {
  const [reason, setReason] = useState<Reason>({ text: '' })
  const [missing, setMissing] = useState(false)
  const choices = useChoices(policy)
  const form = useOwnForm(formOf(policy, action.form), action.command)
  const before = useMemo(
    () => (action.command === 'resubmit' ? answersFor(form, entry.form) : undefined),
    [action.command, entry.form, form],
  )
  const problems = useMemo(() => formProblems(error), [error])
  const send = (data?: Record<string, unknown>) => {
    if (isReasonMissing(action, reason)) {
      setMissing(true)
      return Promise.resolve()
    }
    const why = action.reason === 'none' ? undefined : toReason(reason)
    const what = action.command === 'resubmit' ? { approval: action.approval } : { step: action.step }
    return onSend({ ...what, ...(data && { form: data }), ...(why && { reason: why }) })
  }
  const reasonFields = (
    <ReasonFields
      action={action}
      value={reason}
      missing={missing}
      onChange={(next) => {
        setReason(next)
        setMissing(false)
      }}
    />
  )
  if (!form)
    return (
      <ActForm id={formId} onSend={() => void send()}>
        {reasonFields}
      </ActForm>
    )
  return (
    <>
      {reasonFields}
      <SchemaForm
        id={formId}
        bare
        schema={form.schema}
        order={form.order}
        value={before}
        choices={choices}
        problems={problems}
        onSubmit={send}
      />
    </>
  )
}
