import { CloseOutlined, PaperClipOutlined, ReloadOutlined } from '@ant-design/icons'
import type { FieldProps } from '@rjsf/utils'
import { FILE_LIMIT, FILE_TYPES, isNamedAs, type Attachment, type FileKind } from '@shaotai/core'
import { Button, Progress } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '../feedback/failure-text.ts'
import { fileSize } from '../format/file-size.ts'
import { API, request, toRequestFailed } from '../http.ts'
import css from './form.module.css'

/** A file on its way: uploading or refused. Uploaded ones are in the form data. */
type Pending = { key: number; file: File; share: number; wrong?: string }

const MOST = 5
let nextKey = 1

/** Files other than photos: chosen, uploaded one by one, each with its own retry; kept to be saved, never opened in the page. */
export function FilesField({ formData, onChange, schema, fieldPathId, readonly, disabled }: FieldProps) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const files = Array.isArray(formData) ? (formData as Attachment[]) : []
  const [pending, setPending] = useState<Pending[]>([])
  const latest = useRef(files)
  latest.current = files
  const hints = schema as { 'x-files'?: { kinds: FileKind[]; most: number } }
  const { kinds, most } = hints['x-files'] ?? { kinds: Object.keys(FILE_TYPES) as FileKind[], most: FILE_LIMIT }
  const max = typeof schema.maxItems === 'number' ? schema.maxItems : MOST
  const room = max - files.length - pending.length
  const locked = readonly === true || disabled === true
  const endings = kinds.flatMap((kind) => FILE_TYPES[kind].endings)

  const patch = (key: number, change: Partial<Pending>) =>
    setPending((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)))
  const drop = (key: number) => setPending((all) => all.filter((one) => one.key !== key))
  const send = async (one: Pending) => {
    const { file } = one
    const fits = kinds.some((kind) => isNamedAs(FILE_TYPES[kind].type, file.name)) && file.name.includes('.')
    if (!fits) return patch(one.key, { wrong: t('file.wrongKind', { kinds: endings.join(t('list.separator')) }) })
    if (file.size > most) return patch(one.key, { wrong: t('file.tooLarge', { most: megabytes(most) }) })
    patch(one.key, { wrong: undefined, share: 0 })
    try {
      const body = new FormData()
      body.append('file', file, file.name)
      const stored = await request<Attachment>('POST', '/attachments', body, { onProgress: (share) => patch(one.key, { share }) })
      if (!kinds.some((kind) => FILE_TYPES[kind].type === stored.type))
        return patch(one.key, { wrong: t('file.wrongKind', { kinds: endings.join(t('list.separator')) }) })
      latest.current = [...latest.current.filter(({ id }) => id !== stored.id), stored]
      onChange(latest.current, fieldPathId.path)
      drop(one.key)
    } catch (error) {
      patch(one.key, { wrong: failureText(toRequestFailed(error), t).title })
    }
  }
  const add = (list: FileList | null) => {
    const fresh = [...(list ?? [])].slice(0, Math.max(0, room)).map((file): Pending => ({ key: nextKey++, file, share: 0 }))
    setPending((all) => [...all, ...fresh])
    void fresh.reduce((before, one) => before.then(() => send(one)), Promise.resolve())
  }
  const remove = (id: string) => {
    const left = files.filter((one) => one.id !== id)
    onChange(left.length > 0 ? left : undefined, fieldPathId.path)
  }
  return (
    <div data-field={fieldPathId.$id}>
      {(files.length > 0 || pending.length > 0) && (
        <ul className={css.files}>
          {files.map((file) => (
            <li key={file.id}>
              <a href={`${API}/attachments/${file.id}`} download={file.name}>
                <PaperClipOutlined aria-hidden="true" /> {file.name}
              </a>
              <span className={css.description}>{fileSize(file.size)}</span>
              {!locked && (
                <Button
                  size="small"
                  type="text"
                  icon={<CloseOutlined />}
                  aria-label={t('file.remove', { name: file.name })}
                  onClick={() => remove(file.id)}
                />
              )}
            </li>
          ))}
          {pending.map((one) => (
            <li key={one.key} role={one.wrong ? 'alert' : undefined}>
              <span>{one.file.name}</span>
              {one.wrong === undefined ? (
                <Progress percent={Math.round(one.share * 100)} size="small" style={{ width: 140 }} aria-label={t('file.sending')} />
              ) : (
                <>
                  <span className={css.fileWrong}>{one.wrong}</span>
                  <Button
                    size="small"
                    type="text"
                    icon={<ReloadOutlined />}
                    aria-label={t('file.retry', { name: one.file.name })}
                    onClick={() => void send(one)}
                  />
                  <Button
                    size="small"
                    type="text"
                    icon={<CloseOutlined />}
                    aria-label={t('file.remove', { name: one.file.name })}
                    onClick={() => drop(one.key)}
                  />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {!locked && room > 0 && (
        <div className={css.photoButtons}>
          <Button icon={<PaperClipOutlined />} onClick={() => input.current?.click()}>
            {t('file.pick')}
          </Button>
          <span className={css.description}>
            {t('file.note', { kinds: endings.join(t('list.separator')), most: megabytes(most), max })}
          </span>
          <input
            ref={input}
            type="file"
            hidden
            multiple={max > 1}
            accept={endings.map((ending) => `.${ending}`).join(',')}
            onChange={(event) => {
              add(event.target.files)
              event.target.value = ''
            }}
          />
        </div>
      )}
    </div>
  )
}

function megabytes(bytes: number): number {
  return Math.max(1, Math.floor(bytes / 1_048_576))
}
