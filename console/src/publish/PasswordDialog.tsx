import type { Transition } from '@shaotai/api'
import { Alert, Form, Input, Modal, Radio } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IN_PRACTICE } from '../platform/base.ts'
import { toRequestFailed, type RequestFailed } from '../platform/http.ts'
import { useSessionLost } from '../platform/use-session-lost.ts'
import { KNOWN_PASSWORD } from '../practice/known-password.ts'
import { useRefusalText } from '../policy/refusal-text.ts'
import css from './publish.module.css'

export type Signed = { password: string; why: string; transition: Transition }

type Props = {
  title: string
  note: ReactNode
  ok: string
  label: string
  danger?: boolean
  /** Asks what happens to running cases too. */
  asksTransition?: boolean
  children?: ReactNode
  onDone: (signed: Signed) => Promise<void>
  onClose: () => void
}

/** A weighty act: why, and the password again. A refusal is said inside, so that nothing written is lost. */
export function PasswordDialog({ title, note, ok, label, danger = false, asksTransition = false, children, onDone, onClose }: Props) {
  const { t } = useTranslation('publish')
  const refusalText = useRefusalText()
  const lost = useSessionLost()
  const [signed, setSigned] = useState<Signed>({ password: KNOWN_PASSWORD, why: '', transition: 'new' })
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<RequestFailed>()
  const missing = asked && signed.why.trim() === ''
  const run = async () => {
    setAsked(true)
    if (signed.why.trim() === '' || signed.password === '') return
    setBusy(true)
    setFailed(undefined)
    try {
      await onDone({ ...signed, why: signed.why.trim() })
      onClose()
    } catch (error) {
      if (!lost(error)) setFailed(toRequestFailed(error))
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={title}
      okText={ok}
      cancelText={t('policy:cancel')}
      okButtonProps={{ danger, loading: busy, disabled: signed.password === '' }}
      onOk={() => void run()}
      onCancel={onClose}
    >
      {failed && <Alert className={css.bar} type="error" showIcon title={refusalText(failed)} />}
      <p>{note}</p>
      <Form layout="vertical" onFinish={() => void run()}>
        {children}
        {asksTransition && (
          <Form.Item label={t('how.label')}>
            <Radio.Group
              aria-label={t('how.label')}
              value={signed.transition}
              onChange={({ target }) => setSigned({ ...signed, transition: target.value as Transition })}
              options={(['new', 'unsigned', 'open'] as const).map((way) => ({ value: way, label: t(`how.${way}`) }))}
            />
          </Form.Item>
        )}
        <Form.Item
          label={label}
          htmlFor="signed-why"
          required
          validateStatus={missing ? 'error' : undefined}
          help={missing ? t('platform:reason.missing') : undefined}
        >
          <Input.TextArea
            id="signed-why"
            autoFocus
            maxLength={500}
            autoSize={{ minRows: 2, maxRows: 5 }}
            value={signed.why}
            onChange={(event) => setSigned({ ...signed, why: event.target.value })}
          />
        </Form.Item>
        <Form.Item
          label={t('policy:publish.password')}
          htmlFor="signed-password"
          required
          help={IN_PRACTICE ? t('practice:password') : undefined}
        >
          <Input.Password
            id="signed-password"
            visibilityToggle={false}
            autoComplete="current-password"
            value={signed.password}
            onChange={(event) => setSigned({ ...signed, password: event.target.value })}
          />
        </Form.Item>
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </Modal>
  )
}
