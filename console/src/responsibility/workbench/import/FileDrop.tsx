import type { WorkbookText } from '@shaotai/office/excel'
import { Alert, Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readExcel, type ReadRefusal } from '../excel-client.ts'
import css from '../workbench.module.css'

type Props = {
  /** Takes a workbook that could be read, with only the sheets that hold something; says in a sentence why not. */
  onRead: (book: WorkbookText, file: string) => string | undefined
}

/** An Excel file chosen or dropped, read beside the page. Whatever the file is, the page says it in a sentence. */
export function FileDrop({ onRead }: Props) {
  const { t } = useTranslation('responsibility')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string>()
  const take = async (file: File | undefined) => {
    if (!file) return
    setBusy(true)
    setWrong(undefined)
    const read = await readExcel(file)
    setBusy(false)
    if (!read.ok) return setWrong(t(`wb.file.${read.error.code}`, sizes(read.error)))
    const sheets = read.value.sheets.filter(({ rows }) => rows.length > 0)
    setWrong(sheets.length === 0 ? t('wb.file.no-rows') : onRead({ ...read.value, sheets }, file.name))
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
    </Spin>
  )
}

/** Bytes as megabytes; counts as they are. */
function sizes(refusal: ReadRefusal): Record<string, unknown> {
  if (refusal.code !== 'too-large' && refusal.code !== 'bomb') return { ...refusal }
  const found = refusal.code === 'too-large' ? { found: Math.ceil(refusal.found / 1_000_000) } : {}
  return { ...refusal, ...found, most: Math.floor(refusal.most / 1_000_000) }
}
