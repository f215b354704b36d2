import type { PolicyVersion } from '@shaotai/api'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Result } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { IN_PRACTICE } from '../platform/base.ts'
import { formatMoment } from '../platform/format/format.ts'
import { request, toRequestFailed, type RequestFailed } from '../platform/http.ts'
import { serverNow } from '../platform/now.ts'
import { useSessionLost } from '../platform/use-session-lost.ts'
import { useVersions } from '../policy/queries.ts'
import { useRefusalText } from '../policy/refusal-text.ts'
import { KNOWN_PASSWORD } from '../practice/known-password.ts'
import { useTransitionPreview } from './queries.ts'
import type { StepProps } from './PublishPage.tsx'
import { WhenAndHow } from './WhenAndHow.tsx'
import css from './publish.module.css'

/** Step 6: the reviewer says from when, and what happens to running cases, signs in again and puts the version into force. */
export function InForceStep(props: StepProps) {
  const { t } = useTranslation('publish')
  const { draft, mayReview } = props
  const version = useVersions().data?.find((one) => one.draft === draft.id)
  if (version) return <Published version={version} />
  if (draft.status !== 'submitted') return <Alert type="info" showIcon title={t('inForce.notYet')} />
  return mayReview ? <Publish {...props} /> : <Alert type="info" showIcon title={t('inForce.waiting')} />
}

function Publish({ draft, policy, plan, setPlan, forgetPlan }: StepProps) {
  const { t } = useTranslation('publish')
  const refusalText = useRefusalText()
  const client = useQueryClient()
  const lost = useSessionLost()
  const preview = useTransitionPreview(draft).data
  const [password, setPassword] = useState(KNOWN_PASSWORD)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<RequestFailed>()
  const ready = draft.examples.length === 0 && !draft.stale && !draft.findings.some((finding) => finding.severity === 'red')
  const follow = preview?.choices.find((one) => one.transition === plan.transition)?.follow ?? 0
  const publish = async () => {
    if (password === '') return
    setBusy(true)
    setFailed(undefined)
    try {
      await request<PolicyVersion>('POST', `/policy-drafts/${draft.id}/publish`, {
        hash: draft.hash,
        password,
        transition: plan.transition,
        ...(plan.effectiveAt !== null && { effectiveAt: plan.effectiveAt }),
        ...(plan.comment.trim() !== '' && { comment: plan.comment.trim() }),
      })
      forgetPlan()
      await client.invalidateQueries({ queryKey: ['policy'] })
    } catch (error) {
      if (!lost(error)) setFailed(toRequestFailed(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form layout="vertical" onFinish={() => void publish()}>
      {!ready && <Alert className={css.bar} type="error" showIcon title={t(draft.stale ? 'changes.stale' : 'policy:review.notReady')} />}
      <WhenAndHow draft={draft} policy={policy} plan={plan} setPlan={setPlan} />
      <Form.Item label={t('policy:review.comment')} htmlFor="publish-comment">
        <Input.TextArea
          id="publish-comment"
          maxLength={500}
          autoSize={{ minRows: 2, maxRows: 5 }}
          value={plan.comment}
          onChange={(event) => setPlan({ comment: event.target.value })}
        />
      </Form.Item>
      <p className={css.sum} aria-live="polite">
        {plan.effectiveAt === null
          ? t('inForce.sumNow', { version: draft.nextVersion, count: follow })
          : t('inForce.sumLater', {
              version: draft.nextVersion,
              count: follow,
              moment: formatMoment(plan.effectiveAt, { now: serverNow() }),
            })}
      </p>
      {failed && (
        <Alert
          className={css.bar}
          type="error"
          showIcon
          title={failed.code === 'session.wrong-password' ? t('policy:publish.wrongPassword') : refusalText(failed)}
        />
      )}
      <Form.Item
        label={t('policy:publish.password')}
        htmlFor="publish-password"
        required
        help={IN_PRACTICE ? t('practice:password') : undefined}
      >
        <Input.Password
          id="publish-password"
          visibilityToggle={false}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy} disabled={password === '' || !ready}>
        {t(plan.effectiveAt === null ? 'inForce.publishNow' : 'inForce.publish')}
      </Button>
    </Form>
  )
}

function Published({ version }: { version: PolicyVersion }) {
  const { t } = useTranslation('publish')
  const moment = formatMoment(version.effectiveAt, { now: serverNow() })
  return (
    <Result
      status={version.state === 'withdrawn' ? 'warning' : 'success'}
      title={t(`done.${version.state}`, { version: version.version, moment })}
      subTitle={t(`done.transition.${version.transition}`)}
      extra={
        <>
          <Link to="/policy/versions">
            <Button type="primary">{t('policy:published.versions')}</Button>
          </Link>
          <Link to="/policy">
            <Button>{t('policy:published.overview')}</Button>
          </Link>
        </>
      }
    />
  )
}
