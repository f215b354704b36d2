import { useMemo, useState } from 'react'
import { ActForm } from '../case/show/action/ActForm.tsx'
import { isReasonMissing, ReasonFields, toReason, type Reason } from '../case/show/action/ReasonFields.tsx'
import { formProblems } from '../case/refusal.ts'
import { useChoices } from '../case/use-choices.ts'
import { SchemaForm } from '../platform/form/SchemaForm.tsx'
import { formOf } from '../policy-data/names.ts'
import type { EntryActionProps } from './EntryActions.tsx'

/** A step of an entry: its reason and its form, as the ledger asks for them. */
export function StepForm({ action, policy, formId, onSend, error }: EntryActionProps) {
  const [reason, setReason] = useState<Reason>({ text: '' })
  const [missing, setMissing] = useState(false)
  const choices = useChoices(policy)
  const form = formOf(policy, action.form)
  const problems = useMemo(() => formProblems(error), [error])
  const send = (data?: Record<string, unknown>) => {
    if (isReasonMissing(action, reason)) {
      setMissing(true)
      return Promise.resolve()
    }
    const why = action.reason === 'none' ? undefined : toReason(reason)
    return onSend({ step: action.step, ...(data && { form: data }), ...(why && { reason: why }) })
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
      <SchemaForm id={formId} bare schema={form.schema} order={form.order} choices={choices} problems={problems} onSubmit={send} />
    </>
  )
}
