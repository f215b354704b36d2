import { CheckOutlined, CloseCircleFilled, PlusCircleOutlined, SwapOutlined, WarningFilled } from '@ant-design/icons'
import { parseCivilDate, weekday } from '@shaotai/core'
import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Weighed } from './apply-notice.ts'
import css from './calendar.module.css'

const ICONS = { known: CheckOutlined, new: PlusCircleOutlined, replaces: SwapOutlined, clashes: CloseCircleFilled }

type RowTableProps = { rows: readonly Weighed[]; isTaken: (row: Weighed) => boolean; onTake: (row: Weighed, take: boolean) => void }

/** What was read of a notice, entry by entry, with what each would do. */
export function RowTable({ rows, isTaken, onTake }: RowTableProps) {
  const { t } = useTranslation('calendar')
  const day = (date: string) => `${date} ${t(`weekday.${weekday(parseCivilDate(date) ?? 0)}`)}`
  return (
    <div className={css.preview}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('import.take')}</th>
            <th scope="col">{t('import.days')}</th>
            <th scope="col">{t('import.kind')}</th>
            <th scope="col">{t('import.name')}</th>
            <th scope="col">{t('import.effect')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => {
            const Icon = ICONS[row.effect]
            return (
              <tr key={index} data-effect={row.effect}>
                <td>
                  <Checkbox
                    aria-label={t('import.takeRow', { line: row.line, from: row.from, name: row.name })}
                    checked={isTaken(row)}
                    disabled={row.effect === 'clashes'}
                    onChange={(event) => onTake(row, event.target.checked)}
                  />
                </td>
                <td className="tabular">{row.from === row.to ? day(row.from) : `${day(row.from)} — ${day(row.to)}`}</td>
                <td>{t(`choice.${row.kind}`)}</td>
                <td>{row.name}</td>
                <td>
                  <span className={css.verdict} data-effect={row.effect}>
                    <Icon aria-hidden="true" />
                    {t(`import.${row.effect}`, {
                      ...(row.effect === 'replaces' && { name: row.replaced }),
                      ...(row.effect === 'clashes' && { line: row.with }),
                    })}
                  </span>
                  {row.doubt && (
                    <span className={css.verdict} data-effect="doubt">
                      <WarningFilled aria-hidden="true" />
                      {t(`import.${row.doubt}`)}
                    </span>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
