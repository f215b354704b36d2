import { columnLetter, type SheetText, type WorkbookText } from '@shaotai/office/excel'
import { Alert, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { COLUMNS, type Column } from '../columns.ts'
import { KEY_TITLE } from '../export.ts'
import { plain, type NamedUnit } from '../unit-name.ts'
import css from '../workbench.module.css'
import type { Exported } from './exported.ts'
import type { Matching } from './match-columns.ts'
import type { UnknownUnit } from './unknown-units.ts'

type Props = {
  book: WorkbookText
  sheet: SheetText
  header: number
  matching: Matching<Column>
  exported: Exported | undefined
  changedSince: number
  unsure: readonly UnknownUnit[]
  units: readonly NamedUnit[]
  confirmed: Readonly<Record<string, string>>
  onMatch: (matching: Matching<Column>) => void
  onConfirm: (text: string, unit: string | undefined) => void
}

/** The second step: what each column is, which unit each unusual name means, and what was found in the file. */
export function StepColumns(props: Props) {
  const { book, sheet, header, matching, exported, changedSince, unsure, units, confirmed } = props
  const { t } = useTranslation('responsibility')
  const titles = sheet.rows[header]?.cells ?? []
  const sample = sheet.rows.slice(header + 1, header + 3)
  const match = (place: number, column: Column | undefined) =>
    props.onMatch(matching.map((one, at) => (at === place ? column : one === column ? undefined : one)))
  const choices = [
    { value: '', label: t('wb.match.none') },
    ...COLUMNS.map((column) => ({ value: column, label: t(`wb.column.${column}`) })),
  ]
  return (
    <>
      <Notes book={book} sheet={sheet} header={header} />
      {exported && changedSince > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('wb.stale', { version: exported.version, count: changedSince })}
          style={{ marginBottom: 12 }}
        />
      )}
      <div className={css.rowsTable}>
        <table>
          <caption className={css.unseen}>{t('wb.step.columns')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('wb.match.theirs')}</th>
              <th scope="col">{t('wb.match.sample')}</th>
              <th scope="col">{t('wb.match.ours')}</th>
            </tr>
          </thead>
          <tbody>
            {titles.map((title, place) =>
              title === KEY_TITLE || (title === '' && sample.every(({ cells }) => !cells[place])) ? null : (
                // The columns of a sheet have no other name than their place.
                // oxlint-disable-next-line react/no-array-index-key
                <tr key={place}>
                  <th scope="row">
                    {columnLetter(place)}　{title || t('wb.match.untitled')}
                  </th>
                  <td>
                    {sample
                      .map(({ cells }) => shorten(cells[place] ?? ''))
                      .filter(Boolean)
                      .join(' / ')}
                  </td>
                  <td>
                    <Select
                      aria-label={t('wb.match.which', { title: title || columnLetter(place) })}
                      style={{ width: 180 }}
                      value={matching[place] ?? ''}
                      options={choices}
                      onChange={(value) => match(place, value === '' ? undefined : (value as Column))}
                    />
                  </td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </div>
      {unsure.length > 0 && (
        <section>
          <h3>{t('wb.units.title', { count: unsure.length })}</h3>
          <div className={css.rowsTable} style={{ maxHeight: 240 }}>
            <table>
              <caption className={css.unseen}>{t('wb.units.caption')}</caption>
              <tbody>
                {unsure.map(({ text, rows, near }) => (
                  <tr key={text}>
                    <th scope="row">
                      “{text}” <small>{t('wb.units.rows', { count: rows })}</small>
                    </th>
                    <td>
                      <UnitChoice
                        text={text}
                        near={near}
                        units={units}
                        value={confirmed[plain(text)]}
                        onChange={(unit) => props.onConfirm(text, unit)}
                      />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
    </>
  )
}

type ChoiceProps = {
  text: string
  near: readonly string[]
  units: readonly NamedUnit[]
  value: string | undefined
  onChange: (unit: string | undefined) => void
}

function UnitChoice({ text, near, units, value, onChange }: ChoiceProps) {
  const { t } = useTranslation('responsibility')
  const [first] = near
  const nameOf = (id: string) => units.find((unit) => unit.id === id)?.name ?? id
  const ordered = [...near, ...units.map(({ id }) => id).filter((id) => !near.includes(id))]
  return (
    <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center', flexWrap: 'wrap' }}>
      <Select
        aria-label={t('wb.units.which', { text })}
        style={{ width: 300 }}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('wb.units.choose')}
        value={value}
        options={ordered.map((id) => ({ value: id, label: nameOf(id) }))}
        onChange={(unit: string | undefined) => onChange(unit)}
      />
      {value === undefined && first !== undefined && (
        <button type="button" className={css.accept} onClick={() => onChange(first)}>
          {t('wb.units.accept', { name: nameOf(first) })}
        </button>
      )}
    </span>
  )
}

/** What the file holds that is not taken as it stands, said before anything is. */
function Notes({ book, sheet, header }: { book: WorkbookText; sheet: SheetText; header: number }) {
  const { t } = useTranslation('responsibility')
  const notes = [
    t('wb.note.header', { sheet: sheet.name, row: sheet.rows[header]?.number ?? 1 }),
    ...(sheet.merged > 0 ? [t('wb.note.merged', { count: sheet.merged })] : []),
    ...(sheet.formulas.count > 0 ? [t('wb.note.formulas', { count: sheet.formulas.count, first: sheet.formulas.first })] : []),
    ...(book.hidden.length > 0 ? [t('wb.note.hidden', { names: book.hidden.join('、') })] : []),
  ]
  return (
    <ul className={css.notes}>
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}

const shorten = (text: string) => (text.length > 24 ? `${text.slice(0, 24)}…` : text.replaceAll('\n', ' '))
