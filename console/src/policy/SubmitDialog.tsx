import type { PolicyDraft } from '@shaotai/api'
import type { Policy } from '@shaotai/core'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { request, toRequestFailed, type RequestFailed } from '../platform/http.ts'
import { say } from '../platform/notification-provider.tsx'
import { ChangeList } from './ChangeList.tsx'
import { ExampleList } from './ExampleList.tsx'
import { FindingList } from './FindingList.tsx'
import { useRefusalText } from './refusal-text.ts'
import css from './policy.module.css'

type Props = {
  draft: PolicyDraft
  policy: Policy
  /** The version the draft began from. */
  before: Policy | undefined
  busyAdopting: boolean
  onAdopt: (ids: string[]) => void
  onClose: () => void
  onGo: (at: string) => void
}

/** Hands a draft to the reviewer, with a note why; says what forbids it. */
export function SubmitDialog({ draft, policy, before, busyAdopting, onAdopt, onClose, onGo }: Props) {
  const { t } = useTranslation('policy')
  const refusalText = useRefusalText()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [note, setNote] = useState(draft.note)
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<RequestFailed>()
  const reds = draft.findings.filter((finding) => finding.severity === 'red')
  const blocked = reds.length > 0 || draft.examples.length > 0 || draft.changes.length === 0
  const submit = async () => {
    setAsked(true)
    if (note.trim() === '') return
    setBusy(true)
    try {
      await request('POST', `/policy-drafts/${draft.id}/submit`, { revision: draft.revision, note: note.trim() })
      say(t('submit.done'))
      await client.invalidateQueries({ queryKey: ['policy'] })
      void navigate(`/policy/review/${draft.id}`)
    } catch (error) {
      setFailed(toRequestFailed(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      width={680}
      title={t('submit.title')}
      okText={t('draft.submit')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: blocked, loading: busy }}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      {failed && <Alert className={css.bar} type="error" showIcon title={refusalText(failed)} />}
      {draft.changes.length === 0 && <Alert className={css.bar} type="warning" showIcon title={t('submit.unchanged')} />}
      {reds.length > 0 && (
        <FindingList
          findings={reds}
          policy={policy}
          onGo={(at) => {
            onClose()
            onGo(at)
          }}
        />
      )}
      {draft.examples.length > 0 && <ExampleList failing={draft.examples} policy={policy} busy={busyAdopting} onAdopt={onAdopt} />}
      {!blocked && (
        <>
          <h3 className={css.dialogHead}>{t('submit.changes', { count: draft.changes.length })}</h3>
          <div className={css.dialogList}>
            <ChangeList changes={draft.changes} policy={policy} before={before} />
          </div>
          <Form layout="vertical" component="div">
            <Form.Item
              label={t('submit.note')}
              htmlFor="submit-note"
              required
              validateStatus={asked && note.trim() === '' ? 'error' : undefined}
              help={asked && note.trim() === '' ? t('submit.noteMissing') : undefined}
            >
              <Input.TextArea
                id="submit-note"
                autoFocus
                maxLength={500}
                autoSize={{ minRows: 3, maxRows: 6 }}
                placeholder={t('submit.notePlaceholder')}
                value={note}
                onChange={(event) => setNote(event.target.value)}
              />
            </Form.Item>
          </Form>
        </>
      )}
    </Modal>
  )
}
