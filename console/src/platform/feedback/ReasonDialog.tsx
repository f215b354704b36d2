import { Alert, Form, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from './failure-text.ts'

type Props = {
  title: string
  note?: string
  ok: string
  danger?: boolean
  /** What the field asks for, and what it says while it is empty; a reason unless given. */
  label?: string
  missing?: string
  onDone: (reason: string) => Promise<void>
  onClose: () => void
}

/** Asks why, then does it; a refusal is said inside, so that the reason is not lost. */
export function ReasonDialog({ title, note, ok, danger, label, missing: sayMissing, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>()
  const missing = asked && reason.trim() === ''
  const run = async () => {
    setAsked(true)
    if (reason.trim() === '') return
    setBusy(true)
    try {
      await onDone(reason.trim())
      onClose()
    } catch (error) {
      setFailed(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={title}
      okText={ok}
      cancelText={t('form.cancel')}
      okButtonProps={{ danger: danger ?? false, loading: busy }}
      onOk={() => void run()}
      onCancel={onClose}
    >
      {failed !== undefined && <Alert type="error" showIcon title={failureText(failed, t).title} />}
      {note && <p>{note}</p>}
      <Form layout="vertical" component="div">
        <Form.Item
          label={label ?? t('reason.label')}
          htmlFor={id}
          required
          validateStatus={missing ? 'error' : undefined}
          help={missing ? (sayMissing ?? t('reason.missing')) : undefined}
        >
          <Input.TextArea
            id={id}
            autoFocus
            maxLength={500}
            autoSize={{ minRows: 3, maxRows: 6 }}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
