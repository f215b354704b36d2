import { DeleteOutlined } from '@ant-design/icons'
import type { Calendar } from '@shaotai/core'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { writeHours } from './calendar-days.ts'
import css from './calendar.module.css'

type ExceptionListProps = {
  calendar: Calendar
  year: number
  readOnly: boolean
  onShow: (date: string) => void
  onChange: (exceptions: Calendar['exceptions']) => void
}

/** The holidays and make-up workdays of a year as a table. */
export function ExceptionList({ calendar, year, readOnly, onShow, onChange }: ExceptionListProps) {
  const { t } = useTranslation('calendar')
  const shown = exceptionsOf(calendar, year)
  if (shown.length === 0) return <p className={css.quiet}>{t('list.none')}</p>
  return (
    <div className={css.scroll}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('list.from')}</th>
            <th scope="col">{t('list.to')}</th>
            <th scope="col">{t('list.kind')}</th>
            <th scope="col">{t('list.name')}</th>
            <th scope="col">{t('day.hours')}</th>
            <th scope="col" aria-label={t('day.change')} />
          </tr>
        </thead>
        <tbody>
          {shown.map(({ one, index }) => (
            <tr key={index}>
              <td className="tabular">
                <Button type="link" size="small" aria-label={t('list.edit', { name: one.name })} onClick={() => onShow(one.from)}>
                  {one.from}
                </Button>
              </td>
              <td className="tabular">{one.to}</td>
              <td>{t(`choice.${one.kind}`)}</td>
              <td>{one.name}</td>
              <td className="tabular">{one.hours ? writeHours(one.hours) : ''}</td>
              <td>
                {!readOnly && (
                  <Button
                    type="text"
                    danger
                    icon={<DeleteOutlined />}
                    aria-label={t('list.remove', { name: one.name })}
                    title={t('list.remove', { name: one.name })}
                    onClick={() => onChange(calendar.exceptions.toSpliced(index, 1))}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The exceptions that touch a year, with their places in the list. */
export function exceptionsOf({ exceptions }: Calendar, year: number) {
  return exceptions
    .map((one, index) => ({ one, index }))
    .filter(({ one }) => one.from.slice(0, 4) <= String(year) && String(year) <= one.to.slice(0, 4))
    .toSorted((a, b) => a.one.from.localeCompare(b.one.from))
}
