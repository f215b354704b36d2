import { DownloadOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../../platform/save-file.ts'
import { writeExcel } from '../../responsibility/workbench/excel-client.ts'
import { annotated } from './annotated.ts'
import type { CheckedRow, Plan, RowProblem } from './plan.ts'
import { problemText } from './problem-text.ts'
import type { Repairs, Source } from './source.ts'
import { columnKey, type OrganisationColumn } from './tables.ts'
import { useUnitNames } from './use-unit-names.ts'
import css from './organisation.module.css'

type Props = { plan: Plan; source: Source; repairs: Repairs; onRepair: (repairs: Repairs) => void }

/** Rows drawn at once; the rest comes when these are put right. */
const SHOWN = 60

/** The third step: every row with something to look at, red first, to be put right here or in the annotated file. */
export function RowsStep({ plan, source, repairs, onRepair }: Props) {
  const { t, i18n } = useTranslation('people')
  const language = i18n.language === 'en' ? 'en' : 'zh'
  const red = plan.rows.filter(isRed)
  const amber = plan.rows.filter((row) => !isRed(row) && row.problems.length > 0)
  const rows = [...red, ...amber]
  const sentence = ({ code, params }: RowProblem) => problemText({ code, params }, t, language)
  const download = async () => {
    const content = annotated(plan, source, { title: t('org.findings'), sentence })
    if (content) saveFile(source.file.replace(/\.xls[xm]$/i, '') + t('org.annotatedName'), await writeExcel(content))
  }
  const fix = ({ place, number }: CheckedRow, column: OrganisationColumn, text: string) => {
    const known = repairs[place] as ReadonlyMap<number, object>
    onRepair({ ...repairs, [place]: new Map(known).set(number, { ...known.get(number), [column]: text }) })
  }
  const leaveOut = ({ place, number }: CheckedRow) =>
    onRepair({ ...repairs, left: { ...repairs.left, [place]: new Set(repairs.left[place]).add(number) } })
  return (
    <>
      <p role="status" className={css.count}>
        {t('org.rowCount', { count: plan.rows.length, red: red.length, amber: amber.length })}
      </p>
      {source.book && rows.length > 0 && (
        <p className={css.count}>
          <Button size="small" icon={<DownloadOutlined aria-hidden="true" />} onClick={() => void download()}>
            {t('org.annotated')}
          </Button>
        </p>
      )}
      {rows.length > 0 && (
        <div className={css.table}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('org.row')}</th>
                <th scope="col">{t('org.who')}</th>
                <th scope="col">{t('org.findings')}</th>
                <th scope="col">{t('org.fix')}</th>
                <th scope="col">{t('org.leaveOut')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, SHOWN).map((row) => (
                <tr key={`${row.place}/${row.number}`} className={isRed(row) ? css.redRow : css.amberRow}>
                  <th scope="row">{t(`org.rowOf.${row.place}`, { row: row.number })}</th>
                  <td>{row.name || t('org.unnamed')}</td>
                  <td>
                    {row.problems.map((one) => (
                      <div key={`${one.column}${one.code}${JSON.stringify(one.params)}`}>
                        <b className={one.severity === 'red' ? css.red : css.amber}>
                          {one.severity === 'red' ? `✕ ${t('org.must')}` : `! ${t('org.look')}`}
                        </b>{' '}
                        {t(columnKey(row.place, one.column))}：{sentence(one)}
                      </div>
                    ))}
                  </td>
                  <td>
                    {columnsOf(row).map((column) => (
                      <Fix key={`${column}${row.cells[column] ?? ''}`} row={row} column={column} onFix={(text) => fix(row, column, text)} />
                    ))}
                  </td>
                  <td>
                    <Button
                      size="small"
                      type="link"
                      aria-label={t('org.leaveOutRow', { row: t(`org.rowOf.${row.place}`, { row: row.number }) })}
                      onClick={() => leaveOut(row)}
                    >
                      {t('org.leaveOut')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rows.length > SHOWN && <p>{t('org.moreRows', { count: rows.length - SHOWN })}</p>}
    </>
  )
}

/** One cell put right; it is taken when the field is left. */
function Fix({ row, column, onFix }: { row: CheckedRow; column: OrganisationColumn; onFix: (text: string) => void }) {
  const { t } = useTranslation('people')
  const nameOf = useUnitNames()
  const [text, setText] = useState(row.cells[column] ?? '')
  const near = row.problems.find((one) => one.column === column && one.near)?.near ?? []
  const take = () => {
    if (text !== (row.cells[column] ?? '')) onFix(text)
  }
  return (
    <div className={css.fix}>
      <span>{t(columnKey(row.place, column))}</span>
      <Input
        size="small"
        aria-label={t('org.fixCell', { row: t(`org.rowOf.${row.place}`, { row: row.number }), column: t(columnKey(row.place, column)) })}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={take}
        onPressEnter={take}
      />
      {near.slice(0, 3).map((id) => (
        <Button key={id} size="small" onClick={() => onFix(nameOf(id))}>
          {t('org.isIt', { name: nameOf(id) })}
        </Button>
      ))}
    </div>
  )
}

const isRed = ({ problems }: CheckedRow) => problems.some(({ severity }) => severity === 'red')

function columnsOf({ problems }: CheckedRow): OrganisationColumn[] {
  return [...new Set(problems.map(({ column }) => column))]
}
