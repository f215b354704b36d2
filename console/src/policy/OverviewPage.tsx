import { EditOutlined, WarningFilled } from '@ant-design/icons'
import type { PolicyDraft } from '@shaotai/api'
import { checkCoverage, checkPolicy, type Finding, type Policy, type PolicyKind } from '@shaotai/core'
import { Button, Card, Tag } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import { formatDay, formatMoment } from '../platform/format/format.ts'
import { serverNow } from '../platform/now.ts'
import { usePhone } from '../platform/responsive.ts'
import { hasAnyRole, useSession } from '../platform/session.ts'
import { DraftTag } from './DraftTag.tsx'
import { isFromTheStart } from './effective.ts'
import { EditLines } from './EditHistory.tsx'
import { FindingList } from './FindingList.tsx'
import { KeptEditsBar } from './KeptEditsBar.tsx'
import { KindCards } from './KindCards.tsx'
import { kindAt } from './kinds.ts'
import { useCurrentPolicy, useDraft, useDraftEdits, useDrafts, useLivePolicies, useVersions } from './queries.ts'
import { usePersonName } from './person-name.ts'
import { splitIgnored } from './split-ignored.ts'
import { useStartDraft } from './start-draft.ts'
import { UsageCard } from './UsageCard.tsx'
import { useIgnoring } from './use-ignoring.ts'
import { WithdrawButton } from './WithdrawButton.tsx'
import { BeforeFirstVersion } from '../template/BeforeFirstVersion.tsx'
import { LaterReviews } from '../publish/VersionFacts.tsx'
import css from './policy.module.css'

/** The county's regulation at a glance: what is in force, what is being changed, what the check says. */
export function OverviewPage() {
  const { t } = useTranslation('policy')
  const session = useSession()
  const mayRead = hasAnyRole(session, ['policy-admin', 'policy-reviewer'])
  const mayEdit = hasAnyRole(session, ['policy-admin'])
  const current = useCurrentPolicy()
  const versions = useVersions()
  const drafts = useDrafts(mayRead)
  useLivePolicies()
  const phone = usePhone()
  const navigate = useNavigate()
  const start = useStartDraft()
  const personName = usePersonName()
  const draft = drafts.data?.find((one) => one.status === 'draft' || one.status === 'rejected')
  const edits = useDraftEdits(mayRead ? draft?.id : undefined)
  // The places of a draft's findings point into its own document.
  const drafted = useDraft(draft?.id ?? '', { enabled: draft !== undefined })
  const ignoring = useIgnoring(draft?.id)
  const waiting = drafts.data?.filter((one) => one.status === 'submitted') ?? []
  const policy = current.data?.document as unknown as Policy | undefined
  // Without a draft nobody has checked the version in force for today's calendar; the browser can, with the same rules.
  const checked = useMemo(() => (policy ? checkPolicy(policy, { now: serverNow() }) : []), [policy])
  if (current.error) return <ErrorState error={current.error} onRetry={() => void current.refetch()} />
  if (current.isLoading || drafts.isLoading) return <PageLoading rows={10} />
  if (!current.data || !policy) return <BeforeFirstVersion drafts={drafts.data ?? []} mayEdit={mayEdit && !phone} />
  const checkedPolicy = (draft ? drafted.data?.document : policy) as unknown as Policy | undefined
  const findings: PolicyDraft['findings'] = (draft ? drafted.data?.findings : checked) ?? []
  const { seen } = splitIgnored(findings as Finding[], { policy: checkedPolicy ?? policy, ignored: ignoring.ignored, now: serverNow() })
  const calendar = policy.calendars.find((one) => one.id === policy.sla.calendar)
  const calendarEnds = calendar !== undefined && checkCoverage(calendar, serverNow()).length > 0
  const target = (kind: PolicyKind) => (draft ? `/policy/drafts/${draft.id}/${kind}` : `/policy/versions/${current.data?.hash}/${kind}`)
  const goTo = (at: string) => {
    const kind = kindAt(at)
    if (!kind) return
    const place = `${kind}?at=${encodeURIComponent(at.slice(kind.length + 1))}`
    if (draft) void navigate(`/policy/drafts/${draft.id}/${place}`)
    else void start.begin({ then: place })
  }
  return (
    <>
      <PageHeader
        title={t('overview.title')}
        note={phone ? t('phone') : undefined}
        actions={
          mayEdit &&
          (draft ? (
            <Link to={`/policy/drafts/${draft.id}`}>
              <Button type="primary" icon={<EditOutlined />}>
                {t('overview.continue')}
              </Button>
            </Link>
          ) : (
            <>
              {!phone && (
                <Link to="/policy/templates">
                  <Button>{t('overview.fromTemplate')}</Button>
                </Link>
              )}
              <Button type="primary" icon={<EditOutlined />} loading={start.busy} onClick={() => void start.begin({})}>
                {t('overview.begin')}
              </Button>
            </>
          ))
        }
      />
      {mayEdit && <KeptEditsBar drafts={drafts.data ?? []} />}
      <LaterReviews versions={versions.data ?? []} />
      {waiting.map((one) => (
        <section key={one.id} className={css.waiting}>
          <div>
            <strong>{t(mayEdit ? 'overview.waitingOther' : 'overview.waitingMe')}</strong>
            <span>{one.note}</span>
            <small>
              {t('overview.submittedBy', {
                name: one.author,
                moment: formatMoment(one.submittedAt ?? one.updatedAt, { now: serverNow() }),
                count: one.changes.length,
              })}
            </small>
          </div>
          <Link to={`/policy/review/${one.id}`}>
            <Button type={mayEdit ? 'default' : 'primary'}>{t(mayEdit ? 'overview.look' : 'overview.review')}</Button>
          </Link>
        </section>
      ))}
      <section className={css.strip} aria-label={t('overview.inForce')}>
        <div>
          <small>{t('overview.inForce')}</small>
          <strong>{t('version', { version: current.data.version })}</strong>
          <span>
            {isFromTheStart(current.data.effectiveAt)
              ? t('overview.always')
              : t('overview.since', { date: formatDay(current.data.effectiveAt, { year: true }) })}
          </span>
        </div>
        <div>
          <small>{t('overview.people')}</small>
          <strong>{personName(current.data.author)}</strong>
          <span>{t('overview.approvedBy', { name: personName(current.data.approver) })}</span>
        </div>
        <div>
          <small>{t('overview.calendar')}</small>
          <strong className="tabular">{calendar?.coverage.to ?? t('view.none')}</strong>
          {calendarEnds ? (
            <Tag color="warning" icon={<WarningFilled aria-hidden="true" />}>
              {t('overview.calendarEnds')}
            </Tag>
          ) : (
            <span>{t('overview.calendarNote')}</span>
          )}
        </div>
        {mayRead && (
          <div>
            <small>{t('overview.draft')}</small>
            <strong>{draft ? t('overview.changes', { count: draft.changes.length }) : t('overview.noDraft')}</strong>
            <span>
              {draft ? (
                <>
                  <DraftTag draft={draft} />
                  {t('overview.savedAt', { moment: formatMoment(draft.updatedAt, { now: serverNow() }) })}
                </>
              ) : (
                t('overview.noDraftNote')
              )}
            </span>
          </div>
        )}
      </section>
      <div className={css.overview}>
        <KindCards policy={policy} seen={seen} changes={draft?.changes ?? []} target={target} />
        <Card size="small" title={t(draft ? 'check.titleDraft' : 'check.titleCurrent')} className={css.checkCard} data-tour="check">
          {drafted.error ? (
            <ErrorState error={drafted.error} onRetry={() => void drafted.refetch()} />
          ) : checkedPolicy ? (
            <FindingList
              findings={findings}
              policy={checkedPolicy}
              ignoring={phone ? { ...ignoring, may: false } : ignoring}
              {...(mayEdit && !phone && { onGo: goTo })}
            />
          ) : (
            <PageLoading rows={4} />
          )}
        </Card>
      </div>
      {mayRead && (
        <div className={css.below}>
          <Card size="small" title={t('edits.recent')} className={css.checkCard}>
            {draft ? (
              <EditLines edits={(edits.data ?? []).slice(0, 8)} policy={checkedPolicy ?? policy} />
            ) : (
              <p className={css.nothing}>{t('overview.noDraftNote')}</p>
            )}
          </Card>
          <UsageCard policy={policy} hash={current.data.hash} />
        </div>
      )}
      {mayEdit && draft && (
        <p className={css.giveUp}>
          <WithdrawButton draft={draft} discard />
        </p>
      )}
    </>
  )
}
