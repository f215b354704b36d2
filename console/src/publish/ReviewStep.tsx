import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ReasonDialog } from '../platform/feedback/ReasonDialog.tsx'
import { request, toRequestFailed, type RequestFailed } from '../platform/http.ts'
import { say } from '../platform/notification-provider.tsx'
import { useSessionLost } from '../platform/use-session-lost.ts'
import { useSession } from '../platform/session.ts'
import { useRefusalText } from '../policy/refusal-text.ts'
import type { StepProps } from './PublishPage.tsx'
import { SeenTrials } from './SeenTrials.tsx'
import { WhenAndHow } from './WhenAndHow.tsx'
import css from './publish.module.css'

/** Step 5: the author hands the draft to somebody else, who agrees or sends it back. */
export function ReviewStep(props: StepProps) {
  const { t } = useTranslation('publish')
  const session = useSession()
  const { draft, mayEdit, mayReview } = props
  const isOwn = session?.person === draft.authorId
  if (draft.status === 'submitted') {
    if (mayReview) return <Decide {...props} />
    return <Alert type="info" showIcon title={t(isOwn ? 'policy:review.own' : 'policy:review.notReviewer')} />
  }
  if (draft.status === 'draft' || draft.status === 'rejected')
    return mayEdit ? <Submit {...props} /> : <Alert type="info" showIcon title={t(`policy:review.closed.${draft.status}`)} />
  return <Alert type="info" showIcon title={t(`policy:review.closed.${draft.status}`)} />
}

function Submit({ draft, policy, plan, setPlan, forgetPlan, go }: StepProps) {
  const { t } = useTranslation('publish')
  const refusalText = useRefusalText()
  const client = useQueryClient()
  const lost = useSessionLost()
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<RequestFailed>()
  const reds = draft.findings.filter((finding) => finding.severity === 'red').length
  const person = useSession()?.person
  const { needed, required, seen } = draft.trial
  const unseen = required && needed.some((kind) => !seen.some((one) => one.kind === kind && one.person === person))
  const obstacle = draft.stale
    ? t('changes.stale')
    : draft.changes.length === 0
      ? t('policy:submit.unchanged')
      : reds > 0 || draft.examples.length > 0
        ? t('review.notReady')
        : unseen
          ? t('review.trialFirst')
          : undefined
  const whereTo = draft.stale || draft.changes.length === 0 ? 'changes' : reds > 0 || draft.examples.length > 0 ? 'check' : 'trial'
  const missing = asked && plan.note.trim() === ''
  const submit = async () => {
    setAsked(true)
    if (plan.note.trim() === '') return
    setBusy(true)
    setFailed(undefined)
    try {
      await request('POST', `/policy-drafts/${draft.id}/submit`, {
        revision: draft.revision,
        note: plan.note.trim(),
        transition: plan.transition,
        ...(plan.effectiveAt !== null && { effectiveAt: plan.effectiveAt }),
      })
      forgetPlan()
      say(t('policy:submit.done'))
      await client.invalidateQueries({ queryKey: ['policy'] })
    } catch (error) {
      if (!lost(error)) setFailed(toRequestFailed(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      {failed && <Alert className={css.bar} type="error" showIcon title={refusalText(failed)} />}
      {obstacle !== undefined && (
        <Alert
          className={css.bar}
          type="error"
          showIcon
          title={obstacle}
          action={
            <Button size="small" onClick={() => go(whereTo)}>
              {t('review.see')}
            </Button>
          }
        />
      )}
      <SeenTrials draft={draft} go={go} />
      <Form layout="vertical" component="div">
        <Form.Item
          label={t('policy:submit.note')}
          htmlFor="submit-note"
          required
          validateStatus={missing ? 'error' : undefined}
          help={missing ? t('policy:submit.noteMissing') : undefined}
        >
          <Input.TextArea
            id="submit-note"
            maxLength={500}
            autoSize={{ minRows: 3, maxRows: 6 }}
            placeholder={t('policy:submit.notePlaceholder')}
            value={plan.note}
            onChange={(event) => setPlan({ note: event.target.value })}
          />
        </Form.Item>
        <p className={css.quiet}>{t('review.wish')}</p>
        <WhenAndHow draft={draft} policy={policy} plan={plan} setPlan={setPlan} />
        <Button type="primary" loading={busy} disabled={obstacle !== undefined} onClick={() => void submit()}>
          {t('policy:draft.submit')}
        </Button>
      </Form>
    </>
  )
}

function Decide({ draft, plan, forgetPlan, go }: StepProps) {
  const { t } = useTranslation('publish')
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const ready = draft.examples.length === 0 && !draft.stale && !draft.findings.some((finding) => finding.severity === 'red')
  const clauses = plan.clauses.filter((one) => one.text.trim() !== '')
  return (
    <div className={css.decide}>
      <p>{t('review.ask', { name: draft.author })}</p>
      {!ready && <Alert type="error" showIcon title={t(draft.stale ? 'changes.stale' : 'policy:review.notReady')} />}
      <SeenTrials draft={draft} go={go} />
      {clauses.length > 0 && <Alert type="info" showIcon title={t('review.clauses', { count: clauses.length })} />}
      <span className={css.buttons}>
        <Button type="primary" disabled={!ready} onClick={() => go('in-force')}>
          {t('review.agree')}
        </Button>
        <Button danger onClick={() => setAsking(true)}>
          {t('policy:review.reject')}
        </Button>
      </span>
      {asking && (
        <ReasonDialog
          title={t('policy:review.reject')}
          ok={t('policy:review.reject')}
          danger
          label={t('policy:reject.comment')}
          missing={t('policy:reject.commentMissing')}
          onDone={async (comment) => {
            await request('POST', `/policy-drafts/${draft.id}/reject`, { comment, ...(clauses.length > 0 && { clauses }) })
            forgetPlan()
            say(t('policy:reject.done'))
            await client.invalidateQueries({ queryKey: ['policy'] })
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}
