import type { Calendar, CivilDate, DayHours } from '@shaotai/core'
import { Button, Input, Radio } from 'antd'
import { useState, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { say } from '../platform/notification-provider.tsx'
import { exceptionAt, shift, standardHours, writeHours, type DayChange, type YearDay } from './calendar-days.ts'
import { useDayText } from './day-text.ts'
import { HoursInput } from './HoursInput.tsx'
import css from './calendar.module.css'

type Choice = 'week' | 'holiday' | 'makeup' | 'custom'
const CHOICES: readonly Choice[] = ['week', 'holiday', 'makeup', 'custom']

type DayPanelProps = {
  calendar: Calendar
  day: YearDay
  until: CivilDate
  readOnly: boolean
  onUntil: (date: CivilDate) => void
  onChange: (days: { from: CivilDate; to: CivilDate }, change: DayChange) => void
  first: Ref<HTMLElement>
}

/** The chosen day: what it is and why, and what it shall become. */
export function DayPanel({ calendar, day, until, readOnly, onUntil, onChange, first }: DayPanelProps) {
  const { t } = useTranslation('calendar')
  const dayText = useDayText()
  const found = exceptionAt(calendar, day.date)?.exception
  const [choice, setChoice] = useState<Choice>(found?.kind ?? 'week')
  const [name, setName] = useState(found?.name ?? '')
  const [hours, setHours] = useState<DayHours>(found?.hours ?? standardHours(calendar).slice(0, 1))
  const [asked, setAsked] = useState(false)
  const fits = until >= day.date && until <= shift(day.date, 365)
  const needsName = choice !== 'week' && name.trim() === ''
  const count = fits ? Math.round((Date.parse(until) - Date.parse(day.date)) / 86_400_000) + 1 : 1
  const apply = () => {
    setAsked(true)
    if (!fits || needsName) return
    const kept = found?.kind === choice ? found.hours : undefined
    const own = choice === 'custom' ? hours : kept
    onChange({ from: day.date, to: until }, choice === 'week' ? undefined : { kind: choice, name: name.trim(), ...(own && { hours: own }) })
    say(t('day.applied', { date: dayText(day).split(' ')[0], mark: t(`choice.${choice}`) }))
  }
  return (
    <section className={css.panel} aria-label={dayText(day)} ref={first} tabIndex={-1}>
      <h3>{dayText(day)}</h3>
      <dl className={css.facts}>
        <dt>{t('day.hours')}</dt>
        <dd className="tabular">{writeHours(day.hours) || t('day.none')}</dd>
        <dt>{t('day.why')}</dt>
        <dd>{found?.name ?? t('day.week')}</dd>
      </dl>
      {!day.covered && <p className={css.amber}>{t('day.uncovered')}</p>}
      {!readOnly && (
        <>
          <Radio.Group
            aria-label={t('day.change')}
            className={css.choices}
            value={choice}
            onChange={(event) => setChoice(event.target.value as Choice)}
            options={CHOICES.map((one) => ({ value: one, label: t(`choice.${one}`) }))}
          />
          {choice === 'custom' && <HoursInput label={t('hours.custom')} value={hours} readOnly={false} onChange={setHours} />}
          {choice !== 'week' && (
            <label className={css.field}>
              <span>{t('day.name')}</span>
              <Input
                value={name}
                maxLength={80}
                placeholder={t('day.namePlaceholder')}
                status={asked && needsName ? 'error' : ''}
                onChange={(event) => setName(event.target.value)}
                onPressEnter={apply}
              />
              {asked && needsName && (
                <small className={css.wrong} role="alert">
                  {t('day.nameMissing')}
                </small>
              )}
            </label>
          )}
          <label className={css.field}>
            <span>{t('day.to')}</span>
            <Input
              type="date"
              min={day.date}
              value={until}
              status={fits ? '' : 'error'}
              onChange={(event) => event.target.value !== '' && onUntil(event.target.value)}
            />
            {!fits && (
              <small className={css.wrong} role="alert">
                {t('day.range')}
              </small>
            )}
          </label>
          <Button type="primary" block onClick={apply}>
            {count > 1 ? t('day.applyMany', { count }) : t('day.apply')}
          </Button>
        </>
      )}
    </section>
  )
}
