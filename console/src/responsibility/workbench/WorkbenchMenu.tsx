import { DownloadOutlined, MergeCellsOutlined, UploadOutlined } from '@ant-design/icons'
import type { Responsibilities } from '@shaotai/core'
import { App, Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../../platform/now.ts'
import { useEditing } from '../../policy/editing.ts'
import type { CellNames } from './cell.ts'
import { saveFile } from '../../platform/save-file.ts'

const ImportDialog = lazy(async () => ({ default: (await import('./import/ImportDialog.tsx')).ImportDialog }))

const MergeDialog = lazy(async () => ({ default: (await import('./MergeDialog.tsx')).MergeDialog }))

/** 导入、导出、机构改革: the list as an Excel file that comes back unharmed. */
export function WorkbenchMenu({ list, names }: { list: Responsibilities; names: CellNames }) {
  const { t } = useTranslation('responsibility')
  const { message } = App.useApp()
  const { readOnly, baseVersion } = useEditing()
  const [importing, setImporting] = useState(false)
  const [merging, setMerging] = useState(false)
  const [busy, setBusy] = useState(false)
  const name = `${list.title}-${t('wb.fileVersion', { version: baseVersion + 1 })}`
  const make = async (file: string, bytes: () => Promise<Uint8Array>) => {
    setBusy(true)
    try {
      saveFile(file, await bytes())
    } catch {
      void message.error(t('wb.exportFailed'))
    } finally {
      setBusy(false)
    }
  }
  const excel = () =>
    make(`${name}.xlsx`, async () => {
      const [{ exportList }, { writeExcel }] = await Promise.all([import('./export.ts'), import('./excel-client.ts')])
      return writeExcel(
        exportList({
          list,
          names,
          version: baseVersion,
          at: new Date(serverNow()).toISOString(),
          titleOf: (column) => t(`wb.column.${column}`),
        }),
      )
    })
  const word = () =>
    make(`${name}.docx`, async () => {
      const [{ listDocument }, { writeWord }] = await Promise.all([import('./list-document.ts'), import('@shaotai/office/word')])
      return writeWord(listDocument({ list, names, titleOf: (column) => t(`wb.column.${column}`) }))
    })
  return (
    <>
      {!readOnly && (
        <Button icon={<UploadOutlined />} onClick={() => setImporting(true)}>
          {t('wb.import')}
        </Button>
      )}
      <Button icon={<DownloadOutlined />} loading={busy} onClick={() => void excel()}>
        {t('wb.exportExcel')}
      </Button>
      <Button icon={<DownloadOutlined />} loading={busy} onClick={() => void word()}>
        {t('wb.exportWord')}
      </Button>
      {!readOnly && (
        <Button icon={<MergeCellsOutlined />} onClick={() => setMerging(true)}>
          {t('wb.merge')}
        </Button>
      )}
      {merging && (
        <Suspense fallback={null}>
          <MergeDialog list={list} names={names} onClose={() => setMerging(false)} />
        </Suspense>
      )}
      {importing && (
        <Suspense fallback={null}>
          <ImportDialog list={list} names={names} onClose={() => setImporting(false)} />
        </Suspense>
      )}
    </>
  )
}
