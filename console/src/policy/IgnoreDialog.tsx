import { IGNORED_DAYS } from '@shaotai/api'
import { findingMark, objectName, sayFinding, type Finding, type Policy } from '@shaotai/core'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Form, Input, Modal, Segmented } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '../platform/format/format.ts'
import { request, toRequestFailed } from '../platform/http.ts'
import { serverNow } from '../platform/now.ts'
import { say } from '../platform/notification-provider.tsx'
import type { FindingRow } from './FindingList.tsx'
import { useRefusalText } from './refusal-text.ts'
import { IGNORED_KEY, type Ignoring } from './use-ignoring.ts'
import css from './policy.module.css'

const DAY = 86_400_000
const CHOICES = [30, 60, IGNORED_DAYS]

type Props = { finding: FindingRow; policy: Policy; ignoring: Ignoring; onClose: () => void }

/** Asks why a finding is set aside and for how long (忽略); it comes back by itself. */
export function IgnoreDialog({ finding, policy, ignoring, onClose }: Props) {
  const { t, i18n } = useTranslation('policy')
  const language = i18n.language === 'en' ? 'en' : 'zh'
  const refusalText = useRefusalText()
  const client = useQueryClient()
  const id = useId()
  const [reason, setReason] = useState('')
  const [days, setDays] = useState(30)
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string>()
  const missing = asked && reason.trim().length < 2
  const run = async () => {
    setAsked(true)
    if (reason.trim().length < 2) return
    setBusy(true)
    try {
      await request('POST', '/policy-findings/ignored', {
        mark: findingMark(finding as Finding, policy),
        reason: reason.trim(),
        days,
        ...(ignoring.draft !== undefined && { draft: ignoring.draft }),
      })
      await client.invalidateQueries({ queryKey: IGNORED_KEY })
      say(t('ignore.done', { date: formatDay(serverNow() + days * DAY) }))
      onClose()
    } catch (error) {
      setFailed(refusalText(toRequestFailed(error)))
    } finally {
      setBusy(false)
    }
  }
  const { what } = sayFinding(finding as Finding, language)
  return (
    <Modal
      open
      title={t('ignore.title')}
      okText={t('ignore.ok')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: busy }}
      onOk={() => void run()}
      onCancel={onClose}
    >
      {failed && <Alert type="error" showIcon title={failed} />}
      <p className={css.ignoreWhat}>
        <strong>{objectName(policy, finding.at, language)}</strong> {what}
      </p>
      <Form layout="vertical" component="div">
        <Form.Item
          label={t('ignore.reason')}
          htmlFor={id}
          required
          validateStatus={missing ? 'error' : undefined}
          help={missing ? t('ignore.reasonMissing') : undefined}
        >
          <Input.TextArea
            id={id}
            autoFocus
            maxLength={200}
            autoSize={{ minRows: 2, maxRows: 5 }}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('ignore.days')} help={t('ignore.until', { date: formatDay(serverNow() + days * DAY, { year: true }) })}>
          <Segmented
            aria-label={t('ignore.days')}
            options={CHOICES.map((count) => ({ value: count, label: t('ignore.daysOf', { count }) }))}
            value={days}
            onChange={setDays}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
