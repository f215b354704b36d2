import { SafetyCertificateOutlined } from '@ant-design/icons'
import type { PolicyDraftDocument, PolicyVersion } from '@shaotai/api'
import type { Policy } from '@shaotai/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Card, Form, Input, Modal, Result } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import { ReasonDialog } from '../platform/feedback/ReasonDialog.tsx'
import { formatMoment } from '../platform/format/format.ts'
import { request, toRequestFailed, type RequestFailed } from '../platform/http.ts'
import { say } from '../platform/notification-provider.tsx'
import { serverNow } from '../platform/now.ts'
import { hasAnyRole, useSession } from '../platform/session.ts'
import { ChangeList } from './ChangeList.tsx'
import { DraftTag } from './DraftTag.tsx'
import { ExampleList } from './ExampleList.tsx'
import { FindingList } from './FindingList.tsx'
import { HistoryCheck } from './HistoryCheck.tsx'
import { draftKey, useDraft, useLivePolicies, usePolicy } from './queries.ts'
import { WithdrawButton } from './WithdrawButton.tsx'
import { useRefusalText } from './refusal-text.ts'
import css from './policy.module.css'

/** The reviewer's page: what changes in words, what the check and the examples say, and the decision. */
export function ReviewPage() {
  const { id = '' } = useParams()
  const draft = useDraft(id)
  useLivePolicies()
  const [published, setPublished] = useState<PolicyVersion>()
  if (draft.error) return <ErrorState error={draft.error} onRetry={() => void draft.refetch()} />
  if (!draft.data) return <PageLoading rows={10} />
  if (published) return <Published version={published} />
  return <Review draft={draft.data} onPublished={setPublished} />
}

function Review({ draft, onPublished }: { draft: PolicyDraftDocument; onPublished: (version: PolicyVersion) => void }) {
  const { t } = useTranslation('policy')
  const session = useSession()
  const base = usePolicy(draft.base)
  const [asking, setAsking] = useState<'publish' | 'reject'>()
  const policy = draft.document as unknown as Policy
  const mayReview = hasAnyRole(session, ['policy-reviewer'])
  const isOwn = session?.person === draft.authorId
  const isOpen = draft.status === 'submitted'
  const reds = draft.findings.filter((finding) => finding.severity === 'red').length
  const ready = reds === 0 && draft.examples.length === 0
  return (
    <>
      <PageHeader
        crumbs={[{ name: t('title'), to: '/policy' }, { name: t('review.crumb') }]}
        title={t('review.title', { version: draft.baseVersion + 1 })}
        status={<DraftTag draft={draft} />}
        actions={
          <>
            <Link to={`/policy/drafts/${draft.id}`}>
              <Button>{t('review.whole')}</Button>
            </Link>
            {isOpen && isOwn && <WithdrawButton draft={draft} />}
          </>
        }
      />
      <div className={css.review}>
        <div className={css.column}>
          <Card size="small" title={t('review.changes', { count: draft.changes.length })}>
            {base.isLoading ? (
              <PageLoading rows={4} />
            ) : (
              <ChangeList changes={draft.changes} policy={policy} before={base.data?.document as unknown as Policy | undefined} />
            )}
          </Card>
          <Card size="small" title={t('check.title')}>
            <FindingList findings={draft.findings} policy={policy} />
          </Card>
          <Card size="small" title={t('history.title')}>
            <HistoryCheck draft={draft} policy={policy} />
          </Card>
          <Card size="small" title={t('review.examples')}>
            <ExampleList failing={draft.examples} policy={policy} />
          </Card>
        </div>
        <Card size="small" title={t('review.decision')} className={css.decision}>
          <dl className={css.facts}>
            <div>
              <dt>{t('review.author')}</dt>
              <dd>{draft.author}</dd>
            </div>
            <div>
              <dt>{t('review.submittedAt')}</dt>
              <dd>{draft.submittedAt === null ? t('view.none') : formatMoment(draft.submittedAt, { now: serverNow() })}</dd>
            </div>
            <div>
              <dt>{t('review.note')}</dt>
              <dd>{draft.note || t('view.none')}</dd>
            </div>
            <div>
              <dt>{t('review.hash')}</dt>
              <dd>
                <code className={css.hash}>{draft.hash.match(/.{1,8}/g)?.join(' ')}</code>
                <small>{t('review.hashNote')}</small>
              </dd>
            </div>
            {draft.comment && (
              <div>
                <dt>{t('review.comment')}</dt>
                <dd>{draft.comment}</dd>
              </div>
            )}
          </dl>
          {draft.stale && isOpen && (
            <Alert className={css.bar} type="warning" showIcon title={t('outrun.title', { version: draft.baseVersion })} />
          )}
          {isOpen && isOwn && <Alert type="info" showIcon title={t('review.own')} />}
          {isOpen && !mayReview && !isOwn && <Alert type="info" showIcon title={t('review.notReviewer')} />}
          {isOpen && mayReview && !isOwn && (
            <div className={css.decide}>
              {!ready && <Alert type="error" showIcon title={t('review.notReady')} />}
              <Button
                type="primary"
                size="large"
                block
                icon={<SafetyCertificateOutlined />}
                disabled={!ready}
                onClick={() => setAsking('publish')}
              >
                {t('review.publish')}
              </Button>
              <Button danger block onClick={() => setAsking('reject')}>
                {t('review.reject')}
              </Button>
            </div>
          )}
          {!isOpen && <Alert type="info" showIcon title={t(`review.closed.${draft.status}`)} />}
        </Card>
      </div>
      {asking === 'publish' && <PublishDialog draft={draft} onClose={() => setAsking(undefined)} onPublished={onPublished} />}
      {asking === 'reject' && <RejectDialog draft={draft} onClose={() => setAsking(undefined)} />}
    </>
  )
}

type DialogProps = { draft: PolicyDraftDocument; onClose: () => void }

function PublishDialog({ draft, onClose, onPublished }: DialogProps & { onPublished: (version: PolicyVersion) => void }) {
  const { t } = useTranslation('policy')
  const refusalText = useRefusalText()
  const client = useQueryClient()
  const [password, setPassword] = useState('')
  const [comment, setComment] = useState('')
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<RequestFailed>()
  const publish = async () => {
    if (password === '') return
    setBusy(true)
    setFailed(undefined)
    try {
      const version = await request<PolicyVersion>('POST', `/policy-drafts/${draft.id}/publish`, {
        hash: draft.hash,
        password,
        ...(comment.trim() !== '' && { comment: comment.trim() }),
      })
      onPublished(version)
      await client.invalidateQueries({ queryKey: ['policy'] })
    } catch (error) {
      setFailed(toRequestFailed(error))
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={t('publish.title')}
      okText={t('publish.confirm')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: password === '', loading: busy }}
      onOk={() => void publish()}
      onCancel={onClose}
    >
      <p>{t('publish.note')}</p>
      {failed && (
        <Alert
          className={css.bar}
          type="error"
          showIcon
          title={failed.code === 'session.wrong-password' ? t('publish.wrongPassword') : refusalText(failed)}
        />
      )}
      <Form layout="vertical" onFinish={() => void publish()}>
        <Form.Item label={t('review.comment')} htmlFor="publish-comment">
          <Input.TextArea
            id="publish-comment"
            maxLength={500}
            autoSize={{ minRows: 2, maxRows: 5 }}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('publish.password')} htmlFor="publish-password" required>
          <Input.Password
            id="publish-password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Form.Item>
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </Modal>
  )
}

function RejectDialog({ draft, onClose }: DialogProps) {
  const { t } = useTranslation('policy')
  const client = useQueryClient()
  return (
    <ReasonDialog
      title={t('review.reject')}
      ok={t('review.reject')}
      danger
      label={t('reject.comment')}
      missing={t('reject.commentMissing')}
      onDone={async (comment) => {
        await request('POST', `/policy-drafts/${draft.id}/reject`, { comment })
        say(t('reject.done'))
        await client.invalidateQueries({ queryKey: draftKey(draft.id) })
      }}
      onClose={onClose}
    />
  )
}

function Published({ version }: { version: PolicyVersion }) {
  const { t } = useTranslation('policy')
  const open = useQuery({ queryKey: ['case-counts'], queryFn: () => request<{ open?: number }>('GET', '/case-counts'), retry: false }).data
    ?.open
  return (
    <Result
      status="success"
      title={t('published.title', { version: version.version })}
      subTitle={
        <>
          <p>{t('published.meaning')}</p>
          <p>{open === undefined ? t('published.running') : t('published.runningCount', { count: open })}</p>
        </>
      }
      extra={
        <>
          <Link to="/policy/versions">
            <Button type="primary">{t('published.versions')}</Button>
          </Link>
          <Link to="/policy">
            <Button>{t('published.overview')}</Button>
          </Link>
        </>
      }
    />
  )
}
