import { useTranslation } from 'react-i18next'
import { useState } from 'react'
import type { ActionProps } from './action.ts'
import { ActForm } from './ActForm.tsx'
import { ReasonFields, toReason, type Reason } from './ReasonFields.tsx'

/** 撤回申请 and 恢复计时: one click, for resuming with words if wanted. */
export function PlainAction({ action, formId, onSend }: ActionProps) {
  const { t } = useTranslation('case')
  const [reason, setReason] = useState<Reason>({ text: '' })
  const isResume = action.command === 'resume'
  const why = toReason(reason)
  return (
    <ActForm
      id={formId}
      onSend={() => void onSend(isResume ? { ...(why && { reason: why }) } : { ...(action.request && { request: action.request }) })}
    >
      {isResume ? (
        <ReasonFields action={{ ...action, reason: 'optional', reasons: [] }} value={reason} missing={false} onChange={setReason} />
      ) : (
        <p>{t('withdraw.note')}</p>
      )}
    </ActForm>
  )
}
