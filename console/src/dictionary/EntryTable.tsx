import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined, StopOutlined, UndoOutlined } from '@ant-design/icons'
import { MOST_ENTRIES, type DictionaryEntry } from '@shaotai/core'
import { Button, Tag } from 'antd'
import { useRef, type ClipboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { readTsv } from '../responsibility/workbench/tsv.ts'
import { freshCodes } from './plan-entries.ts'
import css from './dictionary.module.css'

const CELLS = ['id', 'name', 'parent', 'en'] as const
type Cell = (typeof CELLS)[number]

type Props = {
  entries: readonly DictionaryEntry[]
  /** Codes a version in force has: they are never changed, and only go out of use. */
  inForce: ReadonlySet<string>
  readOnly: boolean
  onChange: (next: DictionaryEntry[], place: string) => void
  onRetire: (index: number) => void
}

/** The values as a table one types and pastes into. */
export function EntryTable({ entries, inForce, readOnly, onChange, onRetire }: Props) {
  const { t } = useTranslation('dictionary')
  const body = useRef<HTMLTableSectionElement>(null)
  const put = (index: number, cell: Cell, text: string) =>
    onChange(
      entries.map((one, at) => (at === index ? withCell(one, cell, text) : one)),
      `${index}/${cell}`,
    )
  const move = (index: number, to: number) => {
    const one = entries[index]
    if (one) onChange(entries.toSpliced(index, 1).toSpliced(to, 0, one), 'move')
  }
  const add = () => {
    onChange([...entries, { id: freshCodes(new Set(entries.map(({ id }) => id)))(), name: t('value.new') }], 'add')
    requestAnimationFrame(() => {
      const input = body.current?.querySelector<HTMLInputElement>('tr:last-child input[data-cell=name]')
      input?.focus()
      input?.select()
    })
  }
  const paste = (event: ClipboardEvent, index: number, cell: Cell) => {
    const rows = readTsv(event.clipboardData.getData('text/plain'))
    if (rows.length <= 1 && (rows[0]?.length ?? 0) <= 1) return
    event.preventDefault()
    onChange(pasted(entries, rows, { index, cell, inForce }), 'paste')
  }
  return (
    <>
      <div className={css.scroll}>
        <table className={css.table}>
          <caption className="visually-hidden">{t('values', { count: entries.length })}</caption>
          <thead>
            <tr>
              <th scope="col">#</th>
              {CELLS.map((cell) => (
                <th key={cell} scope="col">
                  {t(`column.${cell}`)}
                </th>
              ))}
              <th scope="col">
                <span className="visually-hidden">{t('column.tools')}</span>
              </th>
            </tr>
          </thead>
          <tbody ref={body}>
            {entries.map((entry, index) => (
              <tr key={index /* codes are typed here */} data-retired={entry.retired || undefined}>
                <th scope="row">
                  {index + 1}
                  {entry.retired && <Tag>{t('retired')}</Tag>}
                </th>
                {CELLS.map((cell) => (
                  <td key={cell}>
                    <input
                      data-cell={cell}
                      aria-label={t(`cell.${cell}`, { row: index + 1 })}
                      value={entry[cell] ?? ''}
                      maxLength={cell === 'id' || cell === 'parent' ? 64 : 100}
                      readOnly={readOnly || (cell === 'id' && inForce.has(entry.id))}
                      onChange={(event) => put(index, cell, event.target.value)}
                      onPaste={readOnly ? undefined : (event) => paste(event, index, cell)}
                    />
                  </td>
                ))}
                <td className={css.tools}>
                  {!readOnly && (
                    <>
                      <Button
                        size="small"
                        type="text"
                        icon={<ArrowUpOutlined />}
                        aria-label={t('value.up', { name: entry.name })}
                        disabled={index === 0}
                        onClick={() => move(index, index - 1)}
                      />
                      <Button
                        size="small"
                        type="text"
                        icon={<ArrowDownOutlined />}
                        aria-label={t('value.down', { name: entry.name })}
                        disabled={index === entries.length - 1}
                        onClick={() => move(index, index + 1)}
                      />
                      <Button
                        size="small"
                        type="text"
                        icon={entry.retired ? <UndoOutlined /> : inForce.has(entry.id) ? <StopOutlined /> : <DeleteOutlined />}
                        aria-label={t(entry.retired ? 'value.restore' : inForce.has(entry.id) ? 'value.retire' : 'value.remove', {
                          name: entry.name,
                        })}
                        onClick={() => {
                          if (entry.retired) {
                            const { retired: _retired, ...back } = entry
                            onChange(entries.with(index, back), `${index}/retired`)
                          } else if (inForce.has(entry.id)) onRetire(index)
                          else onChange(entries.toSpliced(index, 1), 'remove')
                        }}
                      />
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!readOnly && (
        <Button icon={<PlusOutlined />} onClick={add} disabled={entries.length >= MOST_ENTRIES} className={css.add}>
          {t('value.add')}
        </Button>
      )}
    </>
  )
}

function withCell(entry: DictionaryEntry, cell: Cell, text: string): DictionaryEntry {
  if (cell === 'id' || cell === 'name') return { ...entry, [cell]: text }
  const { [cell]: _before, ...rest } = entry
  return text === '' ? rest : { ...rest, [cell]: text }
}

type PastePlace = { readonly index: number; readonly cell: Cell; readonly inForce: ReadonlySet<string> }

/** The values with a block of cells laid over them from one cell on; rows below the last become new values. Codes in force stay. */
export function pasted(
  entries: readonly DictionaryEntry[],
  rows: readonly (readonly string[])[],
  { index, cell, inForce }: PastePlace,
): DictionaryEntry[] {
  const next = [...entries]
  const fresh = freshCodes(new Set(entries.map(({ id }) => id)))
  for (const [below, cells] of rows.entries()) {
    const at = index + below
    if (at >= MOST_ENTRIES) break
    let entry = next[at] ?? { id: fresh(), name: '' }
    for (const [beside, text] of cells.entries()) {
      const key = CELLS[CELLS.indexOf(cell) + beside]
      if (key === undefined || (key === 'id' && (inForce.has(entry.id) || text.trim() === ''))) continue
      entry = withCell(entry, key, text.trim().slice(0, key === 'id' || key === 'parent' ? 64 : 100))
    }
    next[at] = entry
  }
  return next
}
