import type { DayHours } from '@shaotai/core'
import { Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readHours, writeHours } from './calendar-days.ts'
import css from './calendar.module.css'

type HoursInputProps = { label: string; value: DayHours; readOnly: boolean; onChange: (hours: DayHours) => void }

/** Opening hours of a day as one line of text; what cannot be read stays as typed, with the reason beside it. */
export function HoursInput({ label, value, readOnly, onChange }: HoursInputProps) {
  const { t } = useTranslation('calendar')
  const id = useId()
  const given = writeHours(value)
  const [typed, setTyped] = useState({ given, text: given })
  if (typed.given !== given) setTyped({ given, text: given })
  const wrong = readHours(typed.text) === undefined
  const commit = () => {
    const hours = readHours(typed.text)
    if (!hours) return
    setTyped({ given, text: writeHours(hours) })
    if (writeHours(hours) !== given) onChange(hours)
  }
  return (
    <span className={css.hours}>
      <Input
        aria-label={label}
        aria-invalid={wrong}
        aria-describedby={wrong ? id : undefined}
        status={wrong ? 'error' : ''}
        readOnly={readOnly}
        placeholder={t('hours.hint')}
        value={typed.text}
        onChange={(event) => setTyped({ given, text: event.target.value })}
        onBlur={commit}
        onPressEnter={commit}
      />
      {wrong && (
        <small id={id} className={css.wrong} role="alert">
          {t('hours.wrong')}
        </small>
      )}
    </span>
  )
}
