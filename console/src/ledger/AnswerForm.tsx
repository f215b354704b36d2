import { ANSWERS, type Answer } from '@shaotai/core'
import { Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from '../case/show/action/action.module.css'
import { ActForm } from '../case/show/action/ActForm.tsx'
import type { EntryActionProps } from './EntryActions.tsx'

/** 答复征求意见: agree, disagree or comment; whoever does not simply agree says why. */
export function AnswerForm({ formId, onSend }: EntryActionProps) {
  const { t } = useTranslation('ledger')
  const [answer, setAnswer] = useState<Answer>('agree')
  const [text, setText] = useState('')
  const [missing, setMissing] = useState(false)
  const send = () => {
    if (answer !== 'agree' && text.trim() === '') setMissing(true)
    else void onSend({ answer, ...(text.trim() !== '' && { text: text.trim() }) })
  }
  return (
    <ActForm id={formId} onSend={send}>
      <fieldset className={css.group}>
        <legend className={css.required}>{t('answer.choose')}</legend>
        <Radio.Group
          className={css.options}
          value={answer}
          aria-label={t('answer.choose')}
          onChange={(event) => setAnswer(event.target.value as Answer)}
          options={ANSWERS.map((one) => ({ value: one, label: t(`answer.${one}`) }))}
        />
        <Input.TextArea
          value={text}
          maxLength={2000}
          autoSize={{ minRows: 2, maxRows: 8 }}
          placeholder={t('answer.words')}
          aria-label={t('answer.words')}
          aria-invalid={missing || undefined}
          status={missing ? 'error' : undefined}
          onChange={(event) => {
            setText(event.target.value)
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
