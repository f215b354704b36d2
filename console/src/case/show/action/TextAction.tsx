import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActionProps } from './action.ts'
import { ActForm } from './ActForm.tsx'
import css from './action.module.css'

/** 报进展 and 催办: a few words. Progress needs them, an urge goes without. */
export function TextAction({ action, formId, onSend }: ActionProps) {
  const { t } = useTranslation('case')
  const [text, setText] = useState('')
  const [missing, setMissing] = useState(false)
  const required = action.command === 'progress'
  const send = () => {
    const words = text.trim()
    setMissing(required && words === '')
    if (required && words === '') return
    void onSend({ ...(action.assignment && { assignment: action.assignment }), ...(words && { text: words }) })
  }
  return (
    <ActForm id={formId} onSend={send}>
      <label className={required ? css.required : css.label} htmlFor={`${formId}-text`}>
        {t(required ? 'progress.title' : 'urge.title')}
      </label>
      <Input.TextArea
        id={`${formId}-text`}
        value={text}
        maxLength={required ? 2000 : 500}
        autoSize={{ minRows: 2, maxRows: 8 }}
        status={missing ? 'error' : undefined}
        placeholder={t(required ? 'progress.placeholder' : 'urge.placeholder')}
        onChange={(event) => {
          setText(event.target.value)
          setMissing(false)
        }}
      />
      {missing && (
        <div className={css.problem} role="alert">
          {t('progress.missing')}
        </div>
      )}
    </ActForm>
  )
}
