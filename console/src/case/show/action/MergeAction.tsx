import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActionProps } from './action.ts'
import { ActForm } from './ActForm.tsx'
import { CasePicker } from './CasePicker.tsx'
import { isReasonMissing, ReasonFields, toReason, type Reason } from './ReasonFields.tsx'
import css from './action.module.css'

/** 并件: which case this one follows, and why. */
export function MergeAction({ action, view, formId, onSend }: ActionProps) {
  const { t } = useTranslation('case')
  const [target, setTarget] = useState<string>()
  const [reason, setReason] = useState<Reason>({ text: '' })
  const [missing, setMissing] = useState<{ target?: boolean; reason?: boolean }>({})
  const send = () => {
    const lacking = { target: !target, reason: isReasonMissing(action, reason) }
    setMissing(lacking)
    if (lacking.target || lacking.reason) return
    const why = toReason(reason)
    void onSend({ target, ...(why && { reason: why }) })
  }
  return (
    <ActForm id={formId} onSend={send}>
      <p className={css.hint}>{t('merge.note')}</p>
      <CasePicker id={`${formId}-case`} value={target} onChange={setTarget} except={view.case.id} missing={missing.target === true} />
      <ReasonFields action={action} value={reason} missing={missing.reason === true} onChange={setReason} />
    </ActForm>
  )
}
