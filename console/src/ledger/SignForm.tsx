import type { Stance } from '@shaotai/core'
import { Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from '../case/show/action/action.module.css'
import { ActForm } from '../case/show/action/ActForm.tsx'
import type { EntryActionProps } from './EntryActions.tsx'

/** 签批: what a seat of an approval says; anything but yes needs words. */
export function SignForm({ action, formId, onSend }: EntryActionProps) {
  const { t } = useTranslation('ledger')
  const [stance, setStance] = useState<Stance>('approve')
  const [comment, setComment] = useState('')
  const [missing, setMissing] = useState(false)
  const send = () => {
    if (stance !== 'approve' && comment.trim() === '') setMissing(true)
    else void onSend({ stance, ...(comment.trim() !== '' && { comment: comment.trim() }) })
  }
  return (
    <ActForm id={formId} onSend={send}>
      <fieldset className={css.group}>
        <legend className={css.required}>{t('sign.choose')}</legend>
        <Radio.Group
          className={css.options}
          value={stance}
          aria-label={t('sign.choose')}
          onChange={(event) => setStance(event.target.value as Stance)}
          options={(action.stances ?? []).map((one) => ({ value: one, label: t(`stance.${one}`) }))}
        />
        <Input.TextArea
          value={comment}
          maxLength={2000}
          autoSize={{ minRows: 2, maxRows: 8 }}
          placeholder={t('answer.words')}
          aria-label={t('answer.words')}
          aria-invalid={missing || undefined}
          status={missing ? 'error' : undefined}
          onChange={(event) => {
            setComment(event.target.value)
            setMissing(false)
          }}
        />
        {missing && (
          <div className={css.problem} role="alert">
            {t('answer.required')}
          </div>
        )}
      </fieldset>
    </ActForm>
  )
}
