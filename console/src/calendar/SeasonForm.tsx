import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { parseCivilDate, type Calendar } from '@shaotai/core'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { WeekForm } from './WeekForm.tsx'
import css from './calendar.module.css'

type Season = NonNullable<Calendar['seasons']>[number]
type SeasonFormProps = { calendar: Calendar; readOnly: boolean; onChange: (seasons: Season[]) => void }

/** Hours that hold for a part of the year: 夏令, 冬令. */
export function SeasonForm({ calendar, readOnly, onChange }: SeasonFormProps) {
  const { t } = useTranslation('calendar')
  const seasons = calendar.seasons ?? []
  const replace = (index: number, season: Season) => onChange(seasons.with(index, season))
  return (
    <div className={css.seasons}>
      {seasons.length === 0 && <p className={css.quiet}>{t('season.none')}</p>}
      {seasons.map((season, index) => (
        <section key={index} className={css.season} aria-label={season.name}>
          <div className={css.seasonHead}>
            <label className={css.field}>
              <span>{t('season.name')}</span>
              <Input value={season.name} readOnly={readOnly} onChange={({ target }) => replace(index, { ...season, name: target.value })} />
            </label>
            <MonthDay
              label={t('season.from')}
              value={season.from}
              readOnly={readOnly}
              onChange={(from) => replace(index, { ...season, from })}
            />
            <MonthDay label={t('season.to')} value={season.to} readOnly={readOnly} onChange={(to) => replace(index, { ...season, to })} />
            {!readOnly && (
              <Button
                danger
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('season.remove', { name: season.name })}
                title={t('season.remove', { name: season.name })}
                onClick={() => onChange(seasons.toSpliced(index, 1))}
              />
            )}
          </div>
          <WeekForm week={season.week} readOnly={readOnly} onChange={(week) => replace(index, { ...season, week })} />
        </section>
      ))}
      {!readOnly && seasons.length < 8 && (
        <Button
          type="dashed"
          icon={<PlusOutlined />}
          onClick={() => onChange([...seasons, { name: t('season.summer'), from: '06-01', to: '09-30', week: calendar.week }])}
        >
          {t('season.add')}
        </Button>
      )}
    </div>
  )
}

type MonthDayProps = { label: string; value: string; readOnly: boolean; onChange: (value: string) => void }

function MonthDay({ label, value, readOnly, onChange }: MonthDayProps) {
  const { t } = useTranslation('calendar')
  const [typed, setTyped] = useState({ given: value, text: value })
  if (typed.given !== value) setTyped({ given: value, text: value })
  const read = readMonthDay(typed.text)
  const commit = () => {
    if (read === undefined) return
    setTyped({ given: value, text: read })
    if (read !== value) onChange(read)
  }
  return (
    <label className={css.field}>
      <span>{label}</span>
      <Input
        value={typed.text}
        readOnly={readOnly}
        placeholder={t('season.hint')}
        status={read === undefined ? 'error' : ''}
        onChange={({ target }) => setTyped({ given: value, text: target.value })}
        onBlur={commit}
        onPressEnter={commit}
      />
      {read === undefined && (
        <small className={css.wrong} role="alert">
          {t('season.wrong')}
        </small>
      )}
    </label>
  )
}

/** `6月1日`, `6-1` and `06-01` as `06-01`; 29 February is a fair end of a season. */
export function readMonthDay(text: string): string | undefined {
  const [, month, day] = /^\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})\s*[日号]?\s*$/.exec(text.normalize('NFKC')) ?? []
  if (month === undefined || day === undefined) return undefined
  const written = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return parseCivilDate(`2000-${written}`) === undefined ? undefined : written
}
