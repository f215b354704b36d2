import type { SheetText, WorkbookText } from '@shaotai/office/excel'
import { Alert, Radio, Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readExcel, type ReadRefusal } from '../excel-client.ts'
import css from '../workbench.module.css'

type Props = {
  /** False when no row of the sheet names the columns. */ onOpen: (book: WorkbookText, file: string, sheet: SheetText) => boolean
}

/** The first step: a file, and the sheet in it when there are several. */
export function StepFile({ onOpen }: Props) {
  const { t } = useTranslation('responsibility')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string>()
  const [book, setBook] = useState<{ text: WorkbookText; file: string }>()
  const take = async (file: File | undefined) => {
    if (!file) return
    setBusy(true)
    setWrong(undefined)
    setBook(undefined)
    const read = await readExcel(file)
    setBusy(false)
    if (!read.ok) {
      setWrong(t(`wb.file.${read.error.code}`, sizes(read.error)))
      return
    }
    const sheets = read.value.sheets.filter(({ rows }) => rows.length > 0)
    const [only] = sheets
    if (!only) setWrong(t('wb.file.no-rows'))
    else if (sheets.length > 1) setBook({ text: { ...read.value, sheets }, file: file.name })
    else choose(read.value, file.name, only)
  }
  const choose = (text: WorkbookText, file: string, sheet: SheetText) => {
    const [first] = sheet.rows
    if (!onOpen(text, file, sheet)) setWrong(t('wb.file.no-header', { sheet: sheet.name, row: first?.number ?? 1 }))
  }
  return (
    <Spin spinning={busy} description={t('wb.file.reading')}>
      <label
        className={css.drop}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault()
          void take(event.dataTransfer.files[0])
        }}
      >
        <b>{t('wb.file.choose')}</b>
        <p>{t('wb.file.hint')}</p>
        <input
          type="file"
          accept=".xlsx,.xlsm"
          aria-label={t('wb.file.choose')}
          onChange={(event) => {
            void take(event.target.files?.[0])
            // The same file may be chosen again after it was put right.
            event.target.value = ''
          }}
        />
      </label>
      {wrong !== undefined && <Alert type="error" showIcon title={wrong} style={{ marginTop: 12 }} role="alert" />}
      {book && (
        <fieldset style={{ marginTop: 12 }}>
          <legend>{t('wb.file.sheets', { count: book.text.sheets.length })}</legend>
          <Radio.Group
            value={null}
            onChange={(event) => {
              const sheet = book.text.sheets.find(({ name }) => name === event.target.value)
              if (sheet) choose(book.text, book.file, sheet)
            }}
            options={book.text.sheets.map(({ name, rows }) => ({ value: name, label: t('wb.file.sheet', { name, count: rows.length }) }))}
          />
        </fieldset>
      )}
    </Spin>
  )
}

/** Bytes as megabytes; counts as they are. */
function sizes(refusal: ReadRefusal): Record<string, unknown> {
  if (refusal.code !== 'too-large' && refusal.code !== 'bomb') return { ...refusal }
  const found = refusal.code === 'too-large' ? { found: Math.ceil(refusal.found / 1_000_000) } : {}
  return { ...refusal, ...found, most: Math.floor(refusal.most / 1_000_000) }
}
