import { CameraOutlined, CloseOutlined, PictureOutlined, ReloadOutlined } from '@ant-design/icons'
import type { FieldProps } from '@rjsf/utils'
import type { Attachment } from '@shaotai/core'
import { Button, Image } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { API, request } from '../http.ts'
import { usePhone } from '../responsive.ts'
import { compressPhoto, UnreadablePhoto } from './compress-photo.ts'
import css from './form.module.css'

/** A photo on its way: waiting, uploading or failed. Uploaded ones are in the form data. */
type Pending = { key: number; name: string; preview: string; file: File; share: number; failed?: 'upload' | 'unreadable' }

const MOST = 9
let nextKey = 1

/** Photos: taken or chosen, made small, uploaded one by one, each with its own retry. */
export function PhotosField({ formData, onChange, schema, fieldPathId, readonly, disabled }: FieldProps) {
  const { t } = useTranslation()
  const phone = usePhone()
  const photos = Array.isArray(formData) ? (formData as Attachment[]) : []
  const [pending, setPending] = useState<Pending[]>([])
  const latest = useRef(photos)
  latest.current = photos
  const max = typeof schema.maxItems === 'number' ? schema.maxItems : MOST
  const room = max - photos.length - pending.length
  const locked = readonly === true || disabled === true
  useEffect(() => () => pending.forEach((one) => URL.revokeObjectURL(one.preview)), []) // oxlint-disable-line react/exhaustive-deps -- on leaving only

  const patch = (key: number, change: Partial<Pending>) =>
    setPending((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)))
  const drop = (key: number) => setPending((all) => all.filter((one) => one.key !== key))

  const send = async (one: Pending) => {
    patch(one.key, { failed: undefined, share: 0 })
    try {
      const photo = await compressPhoto(one.file)
      const body = new FormData()
      body.append('file', photo, photo.name)
      const attachment = await request<Attachment>('POST', '/attachments', body, { onProgress: (share) => patch(one.key, { share }) })
      const { id, name, type, size } = attachment
      latest.current = [...latest.current, { id, name, type, size }]
      onChange(latest.current, fieldPathId.path)
      drop(one.key)
    } catch (error) {
      patch(one.key, { failed: error instanceof UnreadablePhoto ? 'unreadable' : 'upload' })
    }
  }
  const add = (files: FileList | null) => {
    const chosen = [...(files ?? [])].slice(0, Math.max(0, room))
    const fresh = chosen.map((file): Pending => ({ key: nextKey++, name: file.name, preview: URL.createObjectURL(file), file, share: 0 }))
    setPending((all) => [...all, ...fresh])
    void fresh.reduce((before, one) => before.then(() => send(one)), Promise.resolve())
  }
  const remove = (id: string) => {
    const left = photos.filter((photo) => photo.id !== id)
    onChange(left.length > 0 ? left : undefined, fieldPathId.path)
  }

  return (
    <div data-field={fieldPathId.$id}>
      <ul className={css.photos}>
        {photos.map((photo) => (
          <li key={photo.id} className={css.photo}>
            <Image src={`${API}/attachments/${photo.id}`} alt={photo.name} width={96} height={96} />
            {!locked && (
              <button
                type="button"
                className={css.photoRemove}
                aria-label={t('photo.remove', { name: photo.name })}
                onClick={() => remove(photo.id)}
              >
                <CloseOutlined />
              </button>
            )}
          </li>
        ))}
        {pending.map((one) => (
          <li key={one.key} className={css.photo}>
            <img src={one.preview} alt="" className={one.failed ? '' : css.photoWaiting} />
            <span className={`${css.photoState} ${one.failed ? css.photoFailed : ''}`} role="status">
              {one.failed === 'unreadable'
                ? t('photo.unreadable')
                : one.failed
                  ? t('photo.failed')
                  : t('photo.uploading', { percent: Math.round(one.share * 100) })}
            </span>
            {one.failed === 'upload' && (
              <Button
                size="small"
                icon={<ReloadOutlined />}
                onClick={() => void send(one)}
                aria-label={`${t('photo.retry')} ${one.name}`}
              />
            )}
            {one.failed && (
              <button
                type="button"
                className={css.photoRemove}
                aria-label={t('photo.remove', { name: one.name })}
                onClick={() => drop(one.key)}
              >
                <CloseOutlined />
              </button>
            )}
          </li>
        ))}
      </ul>
      {!locked && room > 0 && (
        <div className={css.photoButtons}>
          {phone && <FileButton icon={<CameraOutlined />} text={t('photo.take')} capture onFiles={add} />}
          <FileButton icon={<PictureOutlined />} text={t('photo.pick')} onFiles={add} />
          <span className={css.description}>{t('photo.note', { max })}</span>
        </div>
      )}
    </div>
  )
}

function FileButton({
  icon,
  text,
  capture = false,
  onFiles,
}: {
  icon: React.ReactNode
  text: string
  capture?: boolean
  onFiles: (files: FileList | null) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button icon={icon} onClick={() => input.current?.click()}>
        {text}
      </Button>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        multiple={!capture}
        capture={capture ? 'environment' : undefined}
        onChange={(event) => {
          onFiles(event.target.files)
          event.target.value = ''
        }}
      />
    </>
  )
}
