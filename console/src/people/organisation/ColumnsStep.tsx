import { columnLetter } from '@shaotai/office/excel'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { KEY_TITLE } from '../../responsibility/workbench/export.ts'
import type { Matching } from '../../responsibility/workbench/import/match-columns.ts'
import type { Sheet, Source } from './source.ts'
import { columnKey, PERSON_COLUMNS, UNIT_COLUMNS, type OrganisationColumn, type Place } from './tables.ts'
import css from './organisation.module.css'

/** The second step: what each column of each table is. */
export function ColumnsStep({ source, onMatch }: { source: Source; onMatch: (source: Source) => void }) {
  const { units, people, book } = source
  const { t } = useTranslation('people')
  return (
    <>
      {book && book.hidden.length > 0 && <p className={css.hint}>{t('org.hidden', { names: book.hidden.join('、') })}</p>}
      {units && (
        <Columns
          place="units"
          table={units}
          columns={UNIT_COLUMNS}
          onMatch={(matching) => onMatch({ ...source, units: { ...units, matching } })}
        />
      )}
      {people && (
        <Columns
          place="people"
          table={people}
          columns={PERSON_COLUMNS}
          onMatch={(matching) => onMatch({ ...source, people: { ...people, matching } })}
        />
      )}
    </>
  )
}

type Props<C extends OrganisationColumn> = {
  place: Place
  table: Sheet<C>
  columns: readonly C[]
  onMatch: (matching: Matching<C>) => void
}

function Columns<C extends OrganisationColumn>({ place, table: { sheet, header, matching }, columns, onMatch }: Props<C>) {
  const { t } = useTranslation('people')
  const titles = sheet.rows[header]?.cells ?? []
  const sample = sheet.rows.slice(header + 1, header + 3)
  const notes = [
    t(`org.sheet.${place}`, { sheet: sheet.name, row: sheet.rows[header]?.number ?? 1, count: sheet.rows.length - header - 1 }),
    ...(sheet.merged > 0 ? [t('org.merged', { count: sheet.merged })] : []),
    ...(sheet.formulas.count > 0 ? [t('org.formulas', { count: sheet.formulas.count, first: sheet.formulas.first ?? '' })] : []),
  ]
  const choices = [{ value: '', label: t('org.leaveColumn') }, ...columns.map((one) => ({ value: one, label: t(columnKey(place, one)) }))]
  return (
    <section aria-label={sheet.name}>
      <p>{notes.join('；')}</p>
      <div className={css.table}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('org.theirs')}</th>
              <th scope="col">{t('org.sample')}</th>
              <th scope="col">{t('org.ours')}</th>
            </tr>
          </thead>
          <tbody>
            {titles.map((title, at) =>
              title === KEY_TITLE || (title === '' && sample.every(({ cells }) => !cells[at])) ? null : (
                // The columns of a sheet have no other name than their place.
                // oxlint-disable-next-line react/no-array-index-key
                <tr key={at}>
                  <th scope="row">
                    {columnLetter(at)}　{title}
                  </th>
                  <td>
                    {sample
                      .map(({ cells }) => cells[at]?.slice(0, 24) ?? '')
                      .filter(Boolean)
                      .join(' / ')}
                  </td>
                  <td>
                    <Select
                      aria-label={t('org.whichColumn', { title: title || columnLetter(at) })}
                      style={{ width: 180 }}
                      value={matching[at] ?? ''}
                      options={choices}
                      onChange={(value) => {
                        const chosen = columns.find((one) => one === value)
                        onMatch(matching.map((one, index) => (index === at ? chosen : one === chosen ? undefined : one)))
                      }}
                    />
                  </td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </div>
    </section>
  )
}
