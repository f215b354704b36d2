import { exampleFromCase, type CaseEvent, type Policy } from '@shaotai/core'
import { describeRefusal, type PolicyDraftDocument } from '@shaotai/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Failure } from '../platform/feedback/Failure.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { request } from '../platform/http.ts'
import { say } from '../platform/notification-provider.tsx'
import { freshId } from './fresh-id.ts'
import { draftKey, useDrafts } from './queries.ts'
import { saveKinds } from './save-kinds.ts'
import css from './policy.module.css'

type DialogProps = { id: string; draft: string | undefined; onClose: () => void }

/** Which draft, under which title, and how much of the case a story can repeat. */
export function AddExampleDialog({ id, draft: given, onClose }: DialogProps) {
  const { t, i18n } = useTranslation('policy')
  const client = useQueryClient()
  const drafts = useDrafts(given === undefined)
  const [chosen, setChosen] = useState(given)
  const [title, setTitle] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const open = (drafts.data ?? []).filter((one) => one.status === 'draft')
  const draftId = chosen ?? open[0]?.id
  const events = useQuery({ queryKey: ['case', id, 'story'], queryFn: () => request<CaseEvent[]>('GET', `/cases/${id}/events`) })
  const draft = useQuery({
    queryKey: draftKey(draftId ?? ''),
    enabled: draftId !== undefined,
    queryFn: () => request<PolicyDraftDocument>('GET', `/policy-drafts/${encodeURIComponent(draftId ?? '')}`),
  })
  const policy = draft.data?.document as Policy | undefined
  const name = title.trim() || t('example.addTitle')
  const made = policy && events.data && exampleFromCase(policy, events.data, { id: freshId('examples', policy.examples), title: name })
  const save = async () => {
    if (!policy || !made?.ok || draftId === undefined) return
    setBusy(true)
    setError(undefined)
    try {
      await saveKinds(client, draftId, { policy: { ...policy, examples: [...policy.examples, made.value.example] }, kinds: ['examples'] })
      say(t('example.added', { title: name }))
      onClose()
    } catch (failed) {
      setError(failed)
    } finally {
      setBusy(false)
    }
  }
  const failed = error ?? events.error ?? draft.error ?? drafts.error
  return (
    <Modal
      open
      title={t('example.add')}
      okText={t('example.addNow')}
      confirmLoading={busy}
      okButtonProps={{ disabled: made?.ok !== true }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <div className={css.addExample}>
        {given === undefined && drafts.data && open.length === 0 && (
          <Alert type="info" showIcon title={t('example.noDraft')} description={<Link to="/policy">{t('example.toPolicy')}</Link>} />
        )}
        {given === undefined && open.length > 0 && (
          <Select
            aria-label={t('example.draft')}
            value={draftId}
            options={open.map((one) => ({ value: one.id, label: one.note || t('example.draftOf', { version: one.nextVersion }) }))}
            onChange={(next: string) => setChosen(next)}
          />
        )}
        <Input
          aria-label={t('example.title')}
          placeholder={t('example.addTitle')}
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        {!made && draftId !== undefined && !failed && <PageLoading rows={2} />}
        {made && !made.ok && <Alert type="warning" showIcon title={describeRefusal(made.error, i18n.language === 'en' ? 'en' : 'zh')} />}
        {made?.ok && (
          <Alert
            type={made.value.left > 0 ? 'warning' : 'info'}
            showIcon
            title={t('example.steps', { count: made.value.example.steps.length })}
            description={made.value.left > 0 ? t('example.left', { count: made.value.left }) : t('example.plain')}
          />
        )}
        {failed !== undefined && failed !== null && <Failure error={failed} />}
      </div>
    </Modal>
  )
}
