import { Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActionProps } from './action.ts'
import { ActForm } from './ActForm.tsx'
import { isReasonMissing, ReasonFields, toReason, type Reason } from './ReasonFields.tsx'
import css from './action.module.css'

/** 调整哨级: another level of the same category. */
export function LevelAction({ action, view, policy, formId, onSend }: ActionProps) {
  const { t } = useTranslation('case')
  const [level, setLevel] = useState(view.case.level)
  const [reason, setReason] = useState<Reason>({ text: '' })
  const [missing, setMissing] = useState(false)
  const levels = policy.categories.find((one) => one.id === view.case.category)?.levels ?? []
  const send = () => {
    setMissing(isReasonMissing(action, reason))
    if (isReasonMissing(action, reason) || !level) return
    const why = toReason(reason)
    void onSend({ level, ...(why && { reason: why }) })
  }
  return (
    <ActForm id={formId} onSend={send}>
      <fieldset className={css.group}>
        <legend className={css.required}>{t('level.title')}</legend>
        <Radio.Group
          value={level}
          onChange={(event) => setLevel(String(event.target.value))}
          options={levels.map((one) => ({ value: one.id, label: one.name }))}
        />
      </fieldset>
      <ReasonFields action={action} value={reason} missing={missing} onChange={setReason} />
    </ActForm>
  )
}
