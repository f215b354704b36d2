import { activeAssignments } from '@shaotai/core'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isTypedFor } from '../../../platform/pinyin.ts'
import { useUnits } from '../../../policy-data/use-units.ts'
import type { ActionProps } from './action.ts'
import { ActForm } from './ActForm.tsx'
import { isReasonMissing, ReasonFields, toReason, type Reason } from './ReasonFields.tsx'
import css from './action.module.css'

/** 发起二次会商: who is asked to it, those who work on the case to begin with, and why. */
export function ConsultAction({ action, view, formId, onSend }: ActionProps) {
  const { t } = useTranslation('case')
  const units = useUnits()
  const [participants, setParticipants] = useState(() => activeAssignments(view.case).map((one) => one.unit))
  const [reason, setReason] = useState<Reason>({ text: '' })
  const [missing, setMissing] = useState(false)
  const send = () => {
    setMissing(isReasonMissing(action, reason))
    if (isReasonMissing(action, reason)) return
    const why = toReason(reason)
    void onSend({ participants, ...(why && { reason: why }) })
  }
  return (
    <ActForm id={formId} onSend={send}>
      <label className={css.label} htmlFor={`${formId}-participants`}>
        {t('consult.participants')}
      </label>
      <Select
        id={`${formId}-participants`}
        className={css.wide}
        mode="multiple"
        maxCount={20}
        value={participants}
        showSearch={{ filterOption: isTypedFor }}
        options={units.list.filter((one) => one.active).map((one) => ({ value: one.id, label: one.name }))}
        onChange={setParticipants}
      />
      <ReasonFields
        action={action}
        value={reason}
        missing={missing}
        onChange={(next) => {
          setReason(next)
          setMissing(false)
        }}
      />
    </ActForm>
  )
}
