import { DownloadOutlined } from '@ant-design/icons'
import { columnLetter, type SheetText } from '@shaotai/office/excel'
import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { COLUMNS, type Column } from '../columns.ts'
import type { CellNames } from '../cell.ts'
import { writeExcel } from '../excel-client.ts'
import { saveFile } from '../../../platform/save-file.ts'
import css from '../workbench.module.css'
import { annotatedTable } from './annotated-table.ts'
import type { Matching } from './match-columns.ts'
import type { CheckedRow, PlacedProblem, Plan } from './plan.ts'
import { rowProblemSentence } from './row-problem-sentence.ts'

type Props = {
  plan: Plan
  table: { file: string; sheet: SheetText; header: number; matching: Matching<Column> }
  names: CellNames
  onFix: (row: number, column: Column, text: string) => void
  onLeaveOut: (row: number) => void
}

/** Rows drawn at once; the rest comes when these are put right. */
const SHOWN = 60

/** The third step: every row with something to look at, red first, to be put right here or in the annotated file. */
export function StepRows({ plan, table, names, onFix, onLeaveOut }: Props) {
  const { t } = useTranslation('responsibility')
  const [onlyRed, setOnlyRed] = useState(false)
  const red = plan.rows.filter(isRed)
  const amber = plan.rows.filter((row) => !isRed(row) && row.problems.length > 0)
  const rows = onlyRed ? red : [...red, ...amber]
  const sentence = (one: PlacedProblem) => rowProblemSentence(one, t)
  const { sheet, header, matching } = table
  const download = async () =>
    saveFile(
      table.file.replace(/\.xls[xm]$/i, '') + t('wb.annotatedName'),
      await writeExcel(annotatedTable({ problems: problemsByRow(plan), sheet, header, matching, sentence, title: t('wb.problems') })),
    )
  return (
    <>
      <p role="status">
        {plan.rows.length === 0 ? t('wb.rows.none') : t('wb.rows.count', { count: plan.rows.length, red: red.length, amber: amber.length })}
      </p>
      <p style={{ display: 'flex', gap: 12, alignItems: 'center' }}>
        <Checkbox checked={onlyRed} onChange={(event) => setOnlyRed(event.target.checked)}>
          {t('wb.rows.onlyRed')}
        </Checkbox>
        <Button size="small" icon={<DownloadOutlined />} onClick={() => void download()}>
          {t('wb.rows.download')}
        </Button>
      </p>
      {rows.length > 0 && (
        <div className={css.rowsTable}>
          <table>
            <caption className={css.unseen}>{t('wb.step.rows')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('wb.rows.row')}</th>
                <th scope="col">{t('wb.column.name')}</th>
                <th scope="col">{t('wb.rows.problem')}</th>
                <th scope="col">{t('wb.rows.fix')}</th>
                <th scope="col">
                  <span className={css.unseen}>{t('wb.rows.leaveOut')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, SHOWN).map((row) => (
                <tr key={row.row.number} className={isRed(row) ? css.redRow : css.amberRow}>
                  <th scope="row">{row.row.number}</th>
                  <td>{row.row.cells.name || t('wb.unnamed')}</td>
                  <td>
                    {row.problems.map((one) => (
                      <div key={`${one.column}${one.problem.code}`}>
                        <b className={one.severity === 'red' ? css.redMark : css.amberMark} aria-hidden="true">
                          {one.severity === 'red' ? '✕' : '!'}
                        </b>
                        {t(one.severity === 'red' ? 'wb.must' : 'wb.should')}
                        {placeOf(one.column, row.row.number, table.matching)}
                        {sentence(one)}
                      </div>
                    ))}
                  </td>
                  <td>
                    {fixable(row).map((column) => (
                      <Fix key={`${column}${row.row.cells[column] ?? ''}`} column={column} row={row} names={names} onFix={onFix} />
                    ))}
                  </td>
                  <td>
                    <Button
                      type="link"
                      size="small"
                      onClick={() => onLeaveOut(row.row.number)}
                      aria-label={t('wb.rows.leaveOutRow', { row: row.row.number })}
                    >
                      {t('wb.rows.leaveOut')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rows.length > SHOWN && <p>{t('wb.rows.more', { count: rows.length - SHOWN })}</p>}
    </>
  )
}

type FixProps = { column: Column; row: CheckedRow; names: CellNames; onFix: Props['onFix'] }

/** One cell put right; it is taken when the field is left. */
function Fix({ column, row, names, onFix }: FixProps) {
  const { t } = useTranslation('responsibility')
  const [text, setText] = useState(row.row.cells[column] ?? '')
  const take = () => {
    if (text !== (row.row.cells[column] ?? '')) onFix(row.row.number, column, text)
  }
  const unit = row.problems.find((one) => one.column === column)?.problem
  const near = unit?.code === 'unknown-unit' ? unit.near : []
  return (
    <div style={{ marginBottom: 4 }}>
      <Input
        size="small"
        aria-label={t('wb.rows.fixCell', { row: row.row.number, column: t(`wb.column.${column}`) })}
        addonBefore={t(`wb.column.${column}`)}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={take}
        onPressEnter={take}
      />
      {near.map((id) => {
        const name = names.units.find((one) => one.id === id)?.name ?? id
        const right = unit === undefined ? name : (row.row.cells[column] ?? '').replace(unit.text, () => name)
        return (
          <button key={id} type="button" className={css.accept} onClick={() => onFix(row.row.number, column, right)}>
            {name}
          </button>
        )
      })}
    </div>
  )
}

const problemsByRow = (plan: Plan) => new Map(plan.rows.map(({ row, problems }) => [row.number, problems]))

const isRed = ({ problems }: CheckedRow) => problems.some(({ severity }) => severity === 'red')

/** The columns of a row with something wrong that can be typed anew. */
function fixable({ problems }: CheckedRow): Column[] {
  return COLUMNS.filter((column) =>
    problems.some((one) => one.column === column && one.problem.code !== 'copied-row' && one.problem.code !== 'fixed'),
  )
}

/** Where it stands in the file, E12; nothing when the file has no such column. */
function placeOf(column: Column, row: number, matching: Matching<Column>): string {
  const place = matching.indexOf(column)
  return place < 0 ? '' : `${columnLetter(place)}${row}　`
}
