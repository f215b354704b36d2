import type { Week } from '@shaotai/core'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { HoursInput } from './HoursInput.tsx'
import css from './calendar.module.css'

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const

/** The hours of each weekday; an empty line is a day off. */
export function WeekForm({ week, readOnly, onChange }: { week: Week; readOnly: boolean; onChange: (week: Week) => void }) {
  const { t } = useTranslation('calendar')
  const monday = week[1] ?? []
  return (
    <div className={css.week}>
      {DAYS.map((day) => (
        <div key={day} className={css.weekRow}>
          <span aria-hidden="true">{t(`weekday.${day}`)}</span>
          <HoursInput
            label={t(`weekday.${day}`)}
            value={week[day] ?? []}
            readOnly={readOnly}
            onChange={(hours) => onChange({ ...week, [day]: hours })}
          />
        </div>
      ))}
      {!readOnly && <Button onClick={() => onChange({ ...week, 2: monday, 3: monday, 4: monday, 5: monday })}>{t('week.same')}</Button>}
    </div>
  )
}
