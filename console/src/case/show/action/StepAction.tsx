import { flowOf } from '@shaotai/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answersFor, useOwnForm } from '../../../form/use-own-form.ts'
import { formOf } from '../../../policy-data/names.ts'
import { SchemaForm } from '../../../platform/form/SchemaForm.tsx'
import { formProblems } from '../../refusal.ts'
import { useChoices } from '../../use-choices.ts'
import type { ActionProps } from './action.ts'
import { ActForm } from './ActForm.tsx'
import { isReasonMissing, ReasonFields, toReason, type Reason } from './ReasonFields.tsx'
import css from './action.module.css'

/** An act that carries at most a reason and the form its step names: 签收, 到场, 答复, 同意结案, 退回补正 and the like. */
export function StepAction({ action, view, policy, formId, onSend, error }: ActionProps) {
  const { t } = useTranslation('case')
  const [reason, setReason] = useState<Reason>({ text: '' })
  const [missing, setMissing] = useState(false)
  const choices = useChoices(policy)
  const category = policy.categories.find((one) => one.id === view.case.category)
  const form = useOwnForm(formOf(policy, action.command === 'supplement' ? category?.form : action.form), action.command)
  const before = useMemo(
    () => (action.command === 'supplement' ? answersFor(form, view.case.form) : undefined),
    [action.command, form, view.case.form],
  )
  const photos = photosNeeded({ action, view, policy })
  const problems = useMemo(() => formProblems(error), [error])

  const send = (data?: Record<string, unknown>) => {
    if (isReasonMissing(action, reason)) {
      setMissing(true)
      return Promise.resolve()
    }
    const why = action.reason === 'none' ? undefined : toReason(reason)
    return onSend({
      ...action.fixed,
      ...(action.assignment && { assignment: action.assignment }),
      ...(data && { form: data }),
      ...(why && { reason: why }),
    })
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
  if (!form) {
    return (
      <ActForm id={formId} onSend={() => void send()}>
        {reasonFields}
      </ActForm>
    )
  }
  return (
    <>
      {reasonFields}
      {photos > 0 && <p className={css.hint}>{t('action.photosNeeded', { count: photos })}</p>}
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

/** How many photos the step or the item demands. */
function photosNeeded({ action, view, policy }: Pick<ActionProps, 'action' | 'view' | 'policy'>): number {
  const step = flowOf(policy, view.case.category)?.assignment.steps.find((one) => one.act === action.command)
  if (step?.evidence?.photos === undefined) return 0
  const item = policy.responsibilities.items.find((one) => one.id === view.case.item)
  return Math.max(step.evidence.photos, item?.evidence?.photos ?? 0)
}
