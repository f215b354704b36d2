import { Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { seatOf, type SeatedActionProps } from './action.ts'
import { ActForm } from './ActForm.tsx'
import { isReasonMissing, ReasonFields, toReason, type Reason } from './ReasonFields.tsx'
import css from './action.module.css'

/** 退回审批: to whom, and what is wanted. */
export function SendBackAction({ action, formId, onSend }: SeatedActionProps) {
  const { t } = useTranslation('case')
  const targets = action.targets ?? []
  const [chosen, setChosen] = useState(0)
  const [reason, setReason] = useState<Reason>({ text: '' })
  const [missing, setMissing] = useState(false)
  const asked = { ...action, reason: 'required' as const }
  const send = () => {
    const target = targets[chosen]
    setMissing(isReasonMissing(asked, reason))
    if (!target || isReasonMissing(asked, reason)) return
    void onSend({
      ...seatOf(action),
      to: target.to,
      ...(target.to === 'seat' && { target: target.seat }),
      reason: { text: toReason(reason)?.text ?? '' },
    })
  }
  return (
    <ActForm id={formId} onSend={send}>
      <fieldset className={css.group}>
        <legend className={css.required}>{t('sendBack.to')}</legend>
        <Radio.Group
          value={chosen}
          onChange={(event) => setChosen(Number(event.target.value))}
          options={targets.map((one, index) => ({ value: index, label: t(`sendBack.${one.to}`, { name: one.name }) }))}
        />
      </fieldset>
      <ReasonFields
        action={asked}
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
