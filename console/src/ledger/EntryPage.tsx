import type { LedgerEntryView } from '@shaotai/api'
import { CONSULTATION_CLOCK, LEDGER_ENDS, type EntryEvent, type Ledger, type Policy } from '@shaotai/core'
import { Alert, App, Card } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { Approvals } from '../case/show/Approvals.tsx'
import { FormView } from '../case/show/FormView.tsx'
import { headClock } from '../case/show/head-clock.ts'
import show from '../case/show/show.module.css'
import { StatusTag } from '../case/StatusTag.tsx'
import { Empty } from '../platform/feedback/Empty.tsx'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import { useCountyOffset } from '../platform/format/county-time.ts'
import { formatMoment } from '../platform/format/format.ts'
import { RequestFailed } from '../platform/http.ts'
import { useNow } from '../platform/now.ts'
import { useSession } from '../platform/session.ts'
import { formOf } from '../policy-data/names.ts'
import { usePolicy } from '../policy-data/use-policy.ts'
import { useUnits } from '../policy-data/use-units.ts'
import { ClockRuler } from '../sla/ClockRuler.tsx'
import { Countdown } from '../sla/Countdown.tsx'
import { ConsultationCard } from './ConsultationCard.tsx'
import { CopyEntry } from './CopyEntry.tsx'
import { EffectLine } from './EffectLine.tsx'
import { EntryActions } from './EntryActions.tsx'
import { EntryTimeline } from './EntryTimeline.tsx'
import { entryTone } from './phase.ts'
import { useEntry } from './use-entry.ts'

/** 台账事项: what to do next, by when, what was registered, who was asked, and everything that happened. */
export function EntryPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('ledger')
  const { view, error, events, eventsError, refetch, adopt } = useEntry(id)
  const { policy, error: policyError, refetch: again } = usePolicy(view?.entry.policy)
  if (error && !view) {
    const missing = error instanceof RequestFailed && error.statusCode === 404
    return missing ? <Empty text={t('missing')} /> : <ErrorState error={error} onRetry={() => void refetch()} full />
  }
  const ledger = policy?.ledgers?.find((one) => one.id === view?.entry.ledger)
  if (!view || !policy || !ledger)
    return policyError ? <ErrorState error={policyError} onRetry={() => void again()} full /> : <PageLoading rows={10} />
  return <Shown view={view} policy={policy} ledger={ledger} events={events} eventsError={eventsError} refetch={refetch} adopt={adopt} />
}

type ShownProps = {
  view: LedgerEntryView
  policy: Policy
  ledger: Ledger
  events: EntryEvent[] | undefined
  eventsError: unknown
  refetch: () => Promise<void>
  adopt: (next: LedgerEntryView) => void
}

function Shown({ view, policy, ledger, events, eventsError, refetch, adopt }: ShownProps) {
  const { t } = useTranslation('ledger')
  const { message } = App.useApp()
  const units = useUnits()
  const session = useSession()
  const now = useNow()
  const offset = useCountyOffset()
  const [stale, setStale] = useState(false)
  const { entry } = view
  const clock = headClock(view, session)
  const form = formOf(policy, ledger.form)
  const taken = ledger.steps.filter((step) => events?.some((event) => event.step === step.id) ?? true)
  const extra = taken.flatMap((step) => formOf(policy, step.form) ?? [])
  return (
    <div className={show.page}>
      <PageHeader
        title={entry.title}
        crumbs={[{ name: ledger.name, to: `/ledgers?ledger=${ledger.id}` }, { name: entry.number }]}
        status={
          <>
            <StatusTag name={ledger.states.find((one) => one.id === entry.state)?.name ?? entry.state} tone={entryTone(entry.phase)} />
            {entry.round > 1 && <StatusTag name={t('round', { round: entry.round })} tone="amber" />}
            {entry.card !== 'none' && <StatusTag name={t(`card.${entry.card}`)} tone={entry.card === 'red' ? 'red' : 'amber'} />}
            {entry.level > 0 && <StatusTag name={t('level', { level: entry.level })} tone="red" />}
          </>
        }
        actions={<CopyEntry entry={entry} onDone={adopt} />}
        note={[
          t('owner', { unit: units.short(entry.owner) }),
          t('author', { unit: units.short(entry.author) }),
          t('openedAt', { time: formatMoment(entry.openedAt, { now }) }),
        ].join('　')}
      />
      {stale && <Alert type="warning" showIcon closable={{ onClose: () => setStale(false) }} className={show.strip} title={t('stale')} />}
      <div className={show.columns}>
        <div className={show.side}>
          {clock && (
            <Card size="small" className={show.card}>
              <div className={show.headClock}>
                <span>{clock.unit ? `${clock.name}（${units.short(clock.unit)}）` : clock.name}</span>
                <Countdown clock={clock} size="large" />
              </div>
              <ClockRuler clock={clock} now={now} offset={offset} />
            </Card>
          )}
          <Card size="small" className={show.card} title={t('action.title')}>
            <EntryActions
              view={view}
              policy={policy}
              ended={LEDGER_ENDS.includes(entry.phase)}
              onStale={() => {
                setStale(true)
                void refetch()
              }}
              onDone={(next, action) => {
                setStale(false)
                adopt(next)
                void message.success(t('done', { name: action.name }), 4)
              }}
            />
          </Card>
          {entry.consultation && (
            <ConsultationCard
              className={show.card}
              title={ledger.consultation?.name ?? t('consultation')}
              consultation={entry.consultation}
              clock={view.clocks.find((one) => one.clock === CONSULTATION_CLOCK && one.status === 'running')}
            />
          )}
          {(entry.approvals?.length ?? 0) > 0 && (
            <Card size="small" className={show.card} title={t('approvals')}>
              <Approvals view={{ case: entry }} policy={{ evaluation: policy.evaluation, flows: [ledger] }} />
            </Card>
          )}
          <EffectLine view={view} className={show.card} />
        </div>
        <div className={show.mainColumn}>
          <Card size="small" className={show.card} title={form?.title ?? t('form')}>
            {form && <FormView schema={merged(form.schema, extra)} order={form.order} data={entry.form} />}
          </Card>
          <Card size="small" className={show.card} title={t('timeline')}>
            <EntryTimeline events={events} error={eventsError} policy={policy} ledger={ledger} onRetry={() => void refetch()} />
          </Card>
        </div>
      </div>
    </div>
  )
}

/** The entry's form with the fields that the steps taken added, each under its own title. */
function merged(schema: Record<string, unknown>, others: readonly { schema: Record<string, unknown> }[]): object {
  const propertiesOf = (one: Record<string, unknown>) => (one['properties'] ?? {}) as Record<string, unknown>
  const added = Object.assign({}, ...others.map((one) => propertiesOf(one.schema))) as Record<string, unknown>
  return { ...schema, properties: { ...added, ...propertiesOf(schema) } }
}
