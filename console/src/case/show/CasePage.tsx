import type { CaseView } from '@shaotai/api'
import { END_PHASES, flowOf, type CaseEvent, type Policy } from '@shaotai/core'
import { Alert, App, Card } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams, useSearchParams } from 'react-router'
import { Empty } from '../../platform/feedback/Empty.tsx'
import { ErrorState } from '../../platform/feedback/ErrorState.tsx'
import { PageHeader } from '../../platform/feedback/PageHeader.tsx'
import { PageLoading } from '../../platform/feedback/Loading.tsx'
import { useCountyOffset } from '../../platform/format/county-time.ts'
import { formatMoment, formatTime } from '../../platform/format/format.ts'
import { RequestFailed } from '../../platform/http.ts'
import { useNow } from '../../platform/now.ts'
import { useSession } from '../../platform/session.ts'
import { categoryOf, formOf, itemOf, stateNameOf } from '../../policy-data/names.ts'
import { AddExample } from '../../policy/AddExample.tsx'
import { usePolicy } from '../../policy-data/use-policy.ts'
import { useUnits } from '../../policy-data/use-units.ts'
import { ClockRuler } from '../../sla/ClockRuler.tsx'
import { Countdown } from '../../sla/Countdown.tsx'
import { CategoryTag } from '../CategoryTag.tsx'
import { caseTone } from '../phase.ts'
import { RouteReason } from '../RouteReason.tsx'
import { StatusTag } from '../StatusTag.tsx'
import { useCase } from '../use-case.ts'
import { Assignments } from './Assignments.tsx'
import { CaseTimeline } from './CaseTimeline.tsx'
import { CopyCase } from './CopyCase.tsx'
import { eventSentence } from './event-sentence.ts'
import { FormView } from './FormView.tsx'
import { Forecast } from './Forecast.tsx'
import { headClock } from './head-clock.ts'
import { ItemDetail } from '../ItemDetail.tsx'
import { Merged } from './Merged.tsx'
import { NextActions } from './NextActions.tsx'
import { Approvals } from './Approvals.tsx'
import { Orders } from './Orders.tsx'
import { Panel } from './Panel.tsx'
import { whatNext } from './what-next.ts'
import css from './show.module.css'

/** 哨件: what to do next, by when and why, who does what, what was told, and everything that happened. */
export function CasePage() {
  const { id = '' } = useParams()
  const { view, error, events, eventsError, refetch, adopt } = useCase(id)
  const { policy, error: policyError, refetch: again } = usePolicy(view?.case.policy)
  const { t } = useTranslation('case')
  if (error && !view) {
    const missing = error instanceof RequestFailed && error.statusCode === 404
    return missing ? <Empty text={t('show.missing')} /> : <ErrorState error={error} onRetry={() => void refetch()} full />
  }
  if (!view || !policy)
    return policyError ? <ErrorState error={policyError} onRetry={() => void again()} full /> : <PageLoading rows={10} />
  return <Shown view={view} policy={policy} events={events} eventsError={eventsError} refetch={refetch} adopt={adopt} />
}

type ShownProps = {
  view: CaseView
  policy: Policy
  events: CaseEvent[] | undefined
  eventsError: unknown
  refetch: () => Promise<CaseEvent[] | undefined>
  adopt: (next: CaseView) => void
}

function Shown({ view, policy, events, eventsError, refetch, adopt }: ShownProps) {
  const { t } = useTranslation('case')
  const { message } = App.useApp()
  const units = useUnits()
  const session = useSession()
  const now = useNow()
  const offset = useCountyOffset()
  const current = usePolicy().published
  const [stale, setStale] = useState<string>()
  const [search] = useSearchParams()
  const state = view.case
  const category = categoryOf(policy, state.category)
  const item = itemOf(policy, state.item)
  const situation = item?.situations.find((one) => one.id === state.situation)
  const form = formOf(policy, category?.form)
  const clock = headClock(view, session)
  const level = category?.levels?.find((one) => one.id === state.level)?.name

  const openOrders = (state.orders ?? []).filter((one) => one.status !== 'closed').length
  const isOurs = state.assignments.some((one) => one.unit === session?.unit.id)

  const onStale = async () => {
    const last = (await refetch())?.at(-1)
    setStale(
      last
        ? t('stale.who', {
            who: last.by.unit ? `${units.short(last.by.unit)} ${last.by.name}` : t('timeline.system'),
            time: formatTime(last.at),
            what: eventSentence(last, { t, policy, unit: units.short }),
          })
        : t('stale.plain'),
    )
  }

  return (
    <div className={css.page}>
      <PageHeader
        title={state.title}
        crumbs={[{ name: t('page.list'), to: '/cases' }, { name: state.number }]}
        status={
          <>
            {category && <CategoryTag category={category} level={level} />}
            <StatusTag name={stateNameOf(policy, state.category, state.state)} tone={caseTone(state.phase)} />
            {state.emergency && !category?.emergency && <StatusTag name={t('tag.emergency')} tone="red" />}
            {state.suspended && <StatusTag name={t('tag.suspended')} tone="purple" />}
            {state.highRisk && <StatusTag name={flowOf(policy, state.category)?.risk?.name ?? t('tag.highRisk')} tone="red" />}
            {state.requests.some((one) => one.kind === 'appeal' && one.status === 'open') && (
              <StatusTag name={t('tag.appeal')} tone="purple" />
            )}
            {openOrders > 0 && <StatusTag name={t('tag.orders', { count: openOrders })} tone="amber" />}
            {state.disputed && <StatusTag name={t('tag.disputed')} tone="purple" />}
            {state.round > 1 && <StatusTag name={t('tag.round', { round: state.round })} tone="amber" />}
            {state.card !== 'none' && <StatusTag name={t(`card.${state.card}`)} tone={state.card === 'red' ? 'red' : 'amber'} />}
          </>
        }
        actions={
          <>
            <AddExample id={state.id} />
            <CopyCase state={state} onDone={adopt} />
          </>
        }
        note={t('show.note', { town: units.short(state.town), time: formatMoment(state.submittedAt, { now }) })}
      />
      {stale && <Alert type="warning" showIcon closable={{ onClose: () => setStale(undefined) }} className={css.strip} title={stale} />}
      <Merged state={state} />
      {current && current.version !== view.policyVersion && (
        <Alert
          type="info"
          showIcon
          className={css.strip}
          title={t('show.version', { version: view.policyVersion, current: current.version })}
        />
      )}
      <div className={css.columns}>
        <div className={css.side}>
          {clock && (
            <Card size="small" className={css.card}>
              <div className={css.headClock}>
                <span>{clock.unit ? `${clock.name}（${units.short(clock.unit)}）` : clock.name}</span>
                <Countdown clock={clock} size="large" />
              </div>
              <ClockRuler clock={clock} now={now} offset={offset} />
            </Card>
          )}
          <Card size="small" className={css.card} title={t('action.title')}>
            {END_PHASES.includes(state.phase) && view.allowed.length === 0 ? (
              <p className={css.quiet}>{t('action.ended')}</p>
            ) : (
              <NextActions
                view={view}
                policy={policy}
                initial={search.get('do') ?? undefined}
                onStale={() => void onStale()}
                onDone={(next, action) => {
                  setStale(undefined)
                  adopt(next)
                  void message.success(whatNext(next, policy, action, { t, unit: units.short }), 6)
                }}
              />
            )}
          </Card>
          {state.route && (
            <Card size="small" className={css.card} title={t('show.route')}>
              <RouteReason
                label={isOurs ? undefined : t('route.plain')}
                route={state.route}
                unitName={units.name}
                detail={item && <ItemDetail item={item} situation={situation?.id} />}
              />
              {view.forecast.length > 0 && <Forecast forecast={view.forecast} />}
            </Card>
          )}
        </div>
        <div className={css.mainColumn}>
          <Card size="small" className={css.card} title={t('show.assignments')}>
            <Assignments view={view} policy={policy} events={events} myUnit={session?.unit.id} />
          </Card>
          {((state.approvals ?? []).length > 0 || state.panel || (state.consultations ?? []).length > 0) && (
            <Card size="small" className={css.card} title={t('approval.title')}>
              <Approvals view={view} policy={policy} />
              <Panel view={view} />
            </Card>
          )}
          {(state.orders ?? []).length > 0 && (
            <Card size="small" className={css.card} title={t('orders.title')}>
              <Orders orders={state.orders ?? []} />
            </Card>
          )}
          <Card size="small" className={css.card} title={form?.title ?? t('show.form')}>
            <dl className={css.form}>
              {item && <Row name={t('show.item')} value={`${item.name}（${item.id}）`} />}
              {situation && <Row name={t('show.situation')} value={situation.name} />}
              {state.source && (
                <Row name={t('show.source')} value={policy.sources.find((one) => one.id === state.source)?.name ?? state.source} />
              )}
            </dl>
            {form && <FormView schema={form.schema} order={form.order} data={state.form} />}
          </Card>
          <Card size="small" className={css.card} title={t('timeline.label')}>
            <CaseTimeline events={events} error={eventsError} policy={policy} category={state.category} onRetry={() => void refetch()} />
          </Card>
        </div>
      </div>
    </div>
  )
}

function Row({ name, value }: { name: string; value: string }) {
  return (
    <div className={css.formRow}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
