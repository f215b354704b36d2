import type { FieldProps } from '@rjsf/utils'
import type { Attachment } from '@shaotai/core'
import { Button, Input } from 'antd'
import { useRef, useState, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { API, request } from '../http.ts'
import css from './form.module.css'

const WIDTH = 480
const HEIGHT = 160
const INK = '#12365f'

/** A signature: drawn with finger or pen, or a name typed by those who cannot draw; kept as a picture. */
export function SignatureField({ formData, onChange, fieldPathId, readonly, disabled }: FieldProps) {
  const { t } = useTranslation()
  const canvas = useRef<HTMLCanvasElement>(null)
  const drawing = useRef(false)
  const [drawn, setDrawn] = useState(false)
  const [name, setName] = useState('')
  const [state, setState] = useState<'ready' | 'sending' | 'failed'>('ready')
  const signed = Array.isArray(formData) ? (formData as Attachment[])[0] : undefined
  const locked = readonly === true || disabled === true

  const pen = () => {
    const context = canvas.current?.getContext('2d')
    if (!context) return undefined
    Object.assign(context, { lineWidth: 3, lineCap: 'round', lineJoin: 'round', strokeStyle: INK, fillStyle: INK })
    return context
  }
  const at = (event: PointerEvent<HTMLCanvasElement>): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect()
    return [((event.clientX - box.left) / box.width) * WIDTH, ((event.clientY - box.top) / box.height) * HEIGHT]
  }
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    drawing.current = true
    const context = pen()
    context?.beginPath()
    context?.moveTo(...at(event))
  }
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!drawing.current) return
    const context = pen()
    context?.lineTo(...at(event))
    context?.stroke()
    setDrawn(true)
  }
  const clear = () => {
    pen()?.clearRect(0, 0, WIDTH, HEIGHT)
    setDrawn(false)
    setName('')
  }
  const confirm = async () => {
    const context = pen()
    if (!canvas.current || !context) return
    if (!drawn && name.trim() !== '') {
      context.font = '64px "KaiTi", "STKaiti", serif'
      context.fillText(name.trim(), 24, 104, WIDTH - 48)
    }
    setState('sending')
    try {
      const picture = await new Promise<Blob | null>((resolve) => canvas.current?.toBlob(resolve, 'image/png'))
      if (!picture) throw new Error('no picture')
      const body = new FormData()
      body.append('file', picture, 'signature.png')
      const { id, name: file, type, size } = await request<Attachment>('POST', '/attachments', body)
      onChange([{ id, name: file, type, size }], fieldPathId.path)
      setState('ready')
    } catch {
      setState('failed')
    }
  }

  if (signed || locked) {
    return (
      <div data-field={fieldPathId.$id} className={css.signature}>
        {signed ? <img src={`${API}/attachments/${signed.id}`} alt={t('signature.alt')} width={240} height={80} /> : t('form.empty')}
        {!locked && <Button onClick={() => onChange(undefined, fieldPathId.path)}>{t('signature.again')}</Button>}
      </div>
    )
  }
  return (
    <div data-field={fieldPathId.$id} className={css.signature}>
      <canvas
        ref={canvas}
        width={WIDTH}
        height={HEIGHT}
        className={css.signaturePad}
        role="img"
        aria-label={t('signature.pad')}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={() => (drawing.current = false)}
      />
      <div className={css.signatureFoot}>
        <Input
          aria-label={t('signature.type')}
          placeholder={t('signature.type')}
          value={name}
          maxLength={20}
          disabled={drawn}
          onChange={(event) => setName(event.target.value)}
        />
        <Button onClick={clear} disabled={!drawn && name === ''}>
          {t('signature.clear')}
        </Button>
        <Button onClick={() => void confirm()} disabled={!drawn && name.trim() === ''} loading={state === 'sending'}>
          {t('signature.confirm')}
        </Button>
      </div>
      <span role="status" className={css.placeProblem}>
        {state === 'failed' && t('photo.failed')}
      </span>
    </div>
  )
}
