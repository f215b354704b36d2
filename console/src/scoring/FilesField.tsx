import { PaperClipOutlined } from '@ant-design/icons'
import type { Attachment } from '@shaotai/core'
import { Button, Tag } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '../platform/feedback/failure-text.ts'
import { request } from '../platform/http.ts'
import { sayFailure } from '../platform/notification-provider.tsx'
import css from './scoring.module.css'

export type Filed = Pick<Attachment, 'id' | 'name'>
const MOST = 10

type Props = { files: readonly Filed[]; required: boolean; onChange: (files: Filed[]) => void }

/** Evidence of an entry: pictures or PDF, uploaded as they are chosen. */
export function FilesField({ files, required, onChange }: Props) {
  const { t } = useTranslation('scoring')
  const { t: tPlatform } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const add = async (chosen: readonly File[]) => {
    setBusy(true)
    let all = [...files]
    try {
      for (const file of chosen.slice(0, MOST - files.length)) {
        const body = new FormData()
        body.append('file', file, file.name)
        const { id, name } = await request<Attachment>('POST', '/attachments', body)
        all = [...all.filter((one) => one.id !== id), { id, name }]
        onChange(all)
      }
    } catch (error) {
      sayFailure(failureText(error, tPlatform).title)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className={css.files}>
      <span>{t(required ? 'entry.filesNeeded' : 'entry.files')}</span>
      {files.map((file) => (
        <Tag key={file.id} closable onClose={() => onChange(files.filter((one) => one.id !== file.id))}>
          {file.name}
        </Tag>
      ))}
      <input
        ref={input}
        type="file"
        multiple
        accept="image/jpeg,image/png,image/webp,application/pdf"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('entry.addFile')}
        onChange={(event) => {
          void add([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <Button
        size="small"
        icon={<PaperClipOutlined />}
        loading={busy}
        disabled={files.length >= MOST}
        onClick={() => input.current?.click()}
      >
        {t('entry.addFile')}
      </Button>
    </div>
  )
}
