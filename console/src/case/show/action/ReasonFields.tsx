import { Input, Radio, Select } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action } from './action.ts'
import css from './action.module.css'

export type Reason = { id?: string; text: string }

/** A reason as a command carries it; nothing when nothing was given. */
export function toReason(reason: Reason): Reason | undefined {
  const text = reason.text.trim()
  if (!reason.id && !text) return undefined
  return { ...(reason.id && { id: reason.id }), text }
}

/** Whether a demanded reason has been given. */
export function isReasonMissing(action: Pick<Action, 'reason'>, reason: Reason): boolean {
  return action.reason === 'required' && toReason(reason) === undefined
}

export type ReasonFieldsProps = {
  action: Pick<Action, 'reason' | 'reasons' | 'name'>
  value: Reason
  onChange: (reason: Reason) => void
  missing: boolean
}

/** Why: one of the county's fixed reasons, and words. */
export function ReasonFields({ action, value, onChange, missing }: ReasonFieldsProps) {
  const { t } = useTranslation('case')
  const id = useId()
  if (action.reason === 'none') return null
  const required = action.reason === 'required'
  return (
    <fieldset className={css.group}>
      <legend className={required ? css.required : css.label}>{t(required ? 'reason.title' : 'reason.optional')}</legend>
      {action.reasons.length > 0 && action.reasons.length <= 6 && (
        <Radio.Group
          className={css.options}
          value={value.id}
          aria-label={t('reason.choose')}
          onChange={(event) => onChange({ ...value, id: String(event.target.value) })}
          options={action.reasons.map((one) => ({ value: one.id, label: one.name }))}
        />
      )}
      {action.reasons.length > 6 && (
        <Select
          className={css.wide}
          value={value.id}
          placeholder={t('reason.choose')}
          aria-label={t('reason.choose')}
          onChange={(next: string) => onChange({ ...value, id: next })}
          options={action.reasons.map((one) => ({ value: one.id, label: one.name }))}
        />
      )}
      <Input.TextArea
        value={value.text}
        maxLength={2000}
        autoSize={{ minRows: 2, maxRows: 8 }}
        placeholder={action.reasons.length > 0 ? t('reason.more') : t('reason.text')}
        aria-label={t('reason.words')}
        aria-required={required}
        aria-invalid={missing || undefined}
        aria-describedby={missing ? id : undefined}
        status={missing ? 'error' : undefined}
        onChange={(event) => onChange({ ...value, text: event.target.value })}
      />
      {missing && (
        <div id={id} className={css.problem} role="alert">
          {t('reason.missing', { name: action.name })}
        </div>
      )}
    </fieldset>
  )
}
