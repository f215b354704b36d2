import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { civilDay, civilParts, parseCivilDate, type CivilDate } from '@shaotai/core'
import { Button } from 'antd'
import { useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { DAY_MARKS, shift, type DayMark, type YearDay } from './calendar-days.ts'
import { useDayText } from './day-text.ts'
import css from './calendar.module.css'

type YearViewProps = {
  year: number
  months: readonly YearDay[][]
  chosen: CivilDate
  /** The last day chosen, where several are. */
  until: CivilDate
  onYear: (year: number) => void
  onChoose: (date: CivilDate) => void
  onExtend: (date: CivilDate) => void
  onEdit: () => void
}

/** Twelve months, each day marked by colour and word; one stop of the tab key, arrows inside. */
export function YearView({ year, months, chosen, until, onYear, onChoose, onExtend, onEdit }: YearViewProps) {
  const { t } = useTranslation('calendar')
  const host = useRef<HTMLDivElement>(null)
  const dayText = useDayText()
  const days = months.flat()
  const workdays = days.filter(({ hours }) => hours.length > 0).length
  const stop = days.some(({ date }) => date === chosen) ? chosen : `${year}-01-01`
  const go = (date: CivilDate) => {
    onChoose(date)
    if (date.slice(0, 4) !== String(year)) onYear(Number(date.slice(0, 4)))
    // The year may have to be drawn first.
    requestAnimationFrame(() => host.current?.querySelector<HTMLElement>(`[data-date="${date}"]`)?.focus())
  }
  const onKey = (event: KeyboardEvent, day: YearDay) => {
    if (event.key === 'Enter') {
      event.preventDefault()
      onChoose(day.date)
      onEdit()
      return
    }
    const target = targetOf(event.key, day)
    if (target === undefined) return
    event.preventDefault()
    const by = stepOf(event.key, day)
    if (event.shiftKey && by !== undefined) onExtend(shift(until, by))
    else go(target)
  }
  return (
    <div ref={host}>
      <div className={css.yearHead}>
        <Button icon={<LeftOutlined />} aria-label={t('before')} title={t('before')} onClick={() => onYear(year - 1)} />
        <h3 aria-live="polite">{t('year', { year })}</h3>
        <Button icon={<RightOutlined />} aria-label={t('after')} title={t('after')} onClick={() => onYear(year + 1)} />
        <span className={css.count}>{t('workdays', { count: workdays })}</span>
        <Legend />
      </div>
      <div className={css.months} role="group" aria-label={t('view', { year })} aria-describedby="calendar-keys">
        {months.map((month, index) => (
          <section key={index} className={css.month} aria-label={t('month', { month: index + 1 })}>
            <h4>{t('month', { month: index + 1 })}</h4>
            <div className={css.days}>
              {Array.from(t('weekdays')).map((letter, at) => (
                <span key={at} className={css.letter} aria-hidden="true">
                  {letter}
                </span>
              ))}
              {month.map((day, at) => (
                <button
                  key={day.date}
                  type="button"
                  data-date={day.date}
                  data-mark={day.mark}
                  data-sign={isUsual(day.mark) ? undefined : t(`sign.${day.mark}`)}
                  data-uncovered={day.covered ? undefined : ''}
                  className={css.day}
                  style={at === 0 ? { gridColumnStart: day.weekday } : undefined}
                  tabIndex={day.date === stop ? 0 : -1}
                  aria-label={dayText(day)}
                  aria-pressed={chosen <= day.date && day.date <= until}
                  title={dayText(day)}
                  onClick={(event) => (event.shiftKey ? onExtend(day.date) : onChoose(day.date))}
                  onKeyDown={(event) => onKey(event, day)}
                >
                  {day.day}
                </button>
              ))}
            </div>
          </section>
        ))}
      </div>
      <p id="calendar-keys" className={css.keys}>
        {t('keys')}
      </p>
    </div>
  )
}

/** Days the week itself decides bear no sign. */
function isUsual(mark: DayMark): boolean {
  return mark === 'work' || mark === 'rest'
}

function Legend() {
  const { t } = useTranslation('calendar')
  return (
    <ul className={css.legend}>
      {DAY_MARKS.filter((mark) => mark !== 'special').map((mark) => (
        <li key={mark}>
          <span className={css.swatch} data-mark={mark} aria-hidden="true">
            {isUsual(mark) ? '' : t(`sign.${mark}`)}
          </span>
          {t(`mark.${mark}`)}
        </li>
      ))}
      <li>
        <span className={css.swatch} data-mark="work" data-uncovered="" aria-hidden="true" />
        {t('uncovered')}
      </li>
    </ul>
  )
}

function stepOf(key: string, { weekday }: YearDay): number | undefined {
  return { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, Home: 1 - weekday, End: 7 - weekday }[key]
}

function targetOf(key: string, day: YearDay): CivilDate | undefined {
  const { date } = day
  const step = stepOf(key, day)
  if (step !== undefined) return shift(date, step)
  return key === 'PageUp' ? monthAway(date, -1) : key === 'PageDown' ? monthAway(date, 1) : undefined
}

/** The same day of another month, or its last day. */
function monthAway(date: CivilDate, by: number): CivilDate {
  const { year, month, day } = civilParts(parseCivilDate(date) ?? 0)
  const index = year * 12 + month - 1 + by
  const first = civilDay(Math.floor(index / 12), (index % 12) + 1, 1)
  const last = civilDay(Math.floor((index + 1) / 12), ((index + 1) % 12) + 1, 1) - 1
  return shift('1970-01-01', Math.min(first + day - 1, last))
}
