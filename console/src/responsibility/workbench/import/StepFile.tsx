import type { SheetText, WorkbookText } from '@shaotai/office/excel'
import { Alert, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FileDrop } from './FileDrop.tsx'

type Props = {
  /** False when no row of the sheet names the columns. */
  onOpen: (book: WorkbookText, file: string, sheet: SheetText) => boolean
  /** What is said then of a sheet; without it, what a responsibility list needs. */
  noHeader?: (sheet: string) => string
}

/** The first step: a file, and the sheet in it when there are several. */
export function StepFile({ onOpen, noHeader }: Props) {
  const { t } = useTranslation('responsibility')
  const [wrong, setWrong] = useState<string>()
  const [book, setBook] = useState<{ text: WorkbookText; file: string }>()
  const choose = (text: WorkbookText, file: string, sheet: SheetText) => {
    const [first] = sheet.rows
    if (onOpen(text, file, sheet)) return undefined
    return noHeader?.(sheet.name) ?? t('wb.file.no-header', { sheet: sheet.name, row: first?.number ?? 1 })
  }
  const read = (text: WorkbookText, file: string) => {
    const [only] = text.sheets
    setWrong(undefined)
    setBook(text.sheets.length > 1 ? { text, file } : undefined)
    return only && text.sheets.length === 1 ? choose(text, file, only) : undefined
  }
  return (
    <>
      <FileDrop onRead={read} />
      {wrong !== undefined && <Alert type="error" showIcon title={wrong} style={{ marginTop: 12 }} role="alert" />}
      {book && (
        <fieldset style={{ marginTop: 12 }}>
          <legend>{t('wb.file.sheets', { count: book.text.sheets.length })}</legend>
          <Radio.Group
            value={null}
            onChange={(event) => {
              const sheet = book.text.sheets.find(({ name }) => name === event.target.value)
              if (sheet) setWrong(choose(book.text, book.file, sheet))
            }}
            options={book.text.sheets.map(({ name, rows }) => ({ value: name, label: t('wb.file.sheet', { name, count: rows.length }) }))}
          />
        </fieldset>
      )}
    </>
  )
}
