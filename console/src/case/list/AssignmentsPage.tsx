import { useList } from '@refinedev/core'
import type { AssignmentRow } from '@shaotai/api'
import type { AssignmentPhase, Policy, Route } from '@shaotai/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Pagination, Tabs } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { Empty } from '../../platform/feedback/Empty.tsx'
import { ErrorState } from '../../platform/feedback/ErrorState.tsx'
import { failureText } from '../../platform/feedback/failure-text.ts'
import { PageHeader } from '../../platform/feedback/PageHeader.tsx'
import { PageLoading } from '../../platform/feedback/Loading.tsx'
import { formatMoment } from '../../platform/format/format.ts'
import { newIdempotencyKey, request } from '../../platform/http.ts'
import { useLive } from '../../platform/live/use-live.ts'
import { sayFailure } from '../../platform/notification-provider.tsx'
import { useNow } from '../../platform/now.ts'
import { usePhone } from '../../platform/responsive.ts'
import { hasAnyRole, useSession } from '../../platform/session.ts'
import { useSessionLost } from '../../platform/use-session-lost.ts'
import { categoryOf, clockNameOf, itemOf } from '../../policy-data/names.ts'
import { SubstituteBanner } from '../../people/SubstituteBanner.tsx'
import { usePolicy } from '../../policy-data/use-policy.ts'
import { useUnits } from '../../policy-data/use-units.ts'
import { ASSIGNMENT_TONES } from '../phase.ts'
import { RouteReason } from '../RouteReason.tsx'
import { StatusTag } from '../StatusTag.tsx'
import { useCounts } from '../use-counts.ts'
import { CaseCard } from './CaseCard.tsx'
import { Due, urgencyOf } from './Due.tsx'
import { PAGE_SIZE } from './use-case-query.ts'
import css from './list.module.css'

const TABS: readonly { key: string; phases: AssignmentPhase[] }[] = [
  { key: 'pending', phases: ['PENDING'] },
  { key: 'signed', phases: ['SIGNED'] },
  { key: 'working', phases: ['ARRIVED', 'WORKING'] },
  { key: 'done', phases: ['DONE'] },
]

/** 部门待办: what was assigned to my unit, by the step it waits for. */
export function AssignmentsPage() {
  const { t } = useTranslation('case')
  const phone = usePhone()
  const client = useQueryClient()
  const [search, setSearch] = useSearchParams()
  const tab = TABS.find((one) => one.key === search.get('tab')) ?? TABS[0]
  const page = Math.max(1, Number(search.get('page')) || 1)
  const isDone = tab?.key === 'done'
  const { result, query: list } = useList<AssignmentRow>({
    resource: 'assignments',
    filters: [{ field: 'phase', operator: 'in', value: tab?.phases ?? [] }],
    sorters: [isDone ? { field: 'createdAt', order: 'desc' } : { field: 'nextDueAt', order: 'asc' }],
    pagination: { currentPage: page, pageSize: PAGE_SIZE },
    errorNotification: false,
    queryOptions: { placeholderData: (before) => before },
  })
  const refresh = () => {
    void list.refetch()
    void client.invalidateQueries({ queryKey: ['assignment-counts'] })
  }
  useLive(['case'], refresh)
  const counts = useAssignmentCounts()
  const seats = useCounts().data?.seats ?? 0
  const total = result.total ?? 0
  return (
    <>
      <PageHeader
        title={t('page.assignments')}
        actions={
          seats > 0 && (
            <Link to="/cases?tab=sign">
              <Button>{t('tab.count', { name: t('tab.sign'), count: seats })}</Button>
            </Link>
          )
        }
      />
      <SubstituteBanner />
      <Tabs
        className={css.tabs}
        activeKey={tab?.key}
        onChange={(key) => setSearch({ tab: key }, { replace: true })}
        items={TABS.map(({ key }) => ({
          key,
          label:
            counts?.[key] === undefined || key === 'done'
              ? t(`assignmentTab.${key}`)
              : t('tab.count', { name: t(`assignmentTab.${key}`), count: counts[key] }),
        }))}
      />
      {list.error && result.data.length === 0 ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <PageLoading rows={8} />
      ) : result.data.length === 0 ? (
        <Empty text={t(`assignmentEmpty.${tab?.key}`)} />
      ) : (
        <Cards rows={result.data} onChanged={refresh} />
      )}
      {total > PAGE_SIZE && (
        <Pagination
          className={css.pages}
          align="end"
          simple={phone}
          showSizeChanger={false}
          current={page}
          pageSize={PAGE_SIZE}
          total={total}
          onChange={(next) => setSearch({ ...(tab && { tab: tab.key }), page: String(next) }, { replace: true })}
        />
      )}
    </>
  )
}

function Cards({ rows, onChanged }: { rows: readonly AssignmentRow[]; onChanged: () => void }) {
  const { t } = useTranslation('case')
  const now = useNow()
  const units = useUnits()
  const { policy } = usePolicy()
  const session = useSession()
  const maySign = hasAnyRole(session, ['dept-clerk', 'dept-leader'])
  return (
    <ul className={`${css.cards} ${css.grid}`}>
      {rows.map((row) => {
        const to = `/cases/${row.case}`
        const next =
          row.phase === 'SIGNED' ? 'list.arrive' : row.phase === 'ARRIVED' || row.phase === 'WORKING' ? 'list.reply' : 'list.open'
        return (
          <CaseCard
            key={row.id}
            to={to}
            category={categoryOf(policy, row.category)}
            tone={urgencyOf({ ...row, phase: row.casePhase }, now)}
            title={row.title}
            due={
              <Due
                nextDueAt={row.nextDueAt}
                phase={row.casePhase}
                done={row.phase === 'DONE'}
                clockName={clockNameOf(policy, row.nextClock)}
              />
            }
            status={
              <>
                <StatusTag name={t(`role.${row.role}`)} tone={row.role === 'lead' ? 'blue' : 'grey'} icon={<></>} />
                {row.phase !== 'PENDING' && <StatusTag name={t(`assignmentPhase.${row.phase}`)} tone={ASSIGNMENT_TONES[row.phase]} />}
              </>
            }
            meta={
              <>
                <span>{`${units.short(row.town)}　${row.place}`}</span>
                <span>{t('list.blownAt', { time: formatMoment(row.submittedAt, { now }) })}</span>
                {row.nextDueAt !== null && row.phase !== 'DONE' && (
                  <span>{t('due.at', { name: clockNameOf(policy, row.nextClock) ?? '', time: formatMoment(row.nextDueAt, { now }) })}</span>
                )}
              </>
            }
            reason={row.phase === 'PENDING' && <RouteReason route={routeOf(row, policy, t('route.byDispatcher'))} unitName={units.short} />}
            actions={
              <>
                {row.phase === 'PENDING' && maySign ? (
                  <SignButton row={row} onDone={onChanged} />
                ) : (
                  <Link to={to}>
                    <Button block type={row.phase === 'DONE' ? 'default' : 'primary'}>
                      {t(next)}
                    </Button>
                  </Link>
                )}
                {row.phase === 'PENDING' && maySign && (
                  <Link to={`${to}?do=openRequest:${row.id.split('/')[1] ?? ''}:return`}>
                    <Button block>{t('list.notOurs')}</Button>
                  </Link>
                )}
                {(row.phase === 'SIGNED' || row.phase === 'ARRIVED') && maySign && (
                  <Link to={`${to}?do=openRequest:${row.id.split('/')[1] ?? ''}:suspension`}>
                    <Button block>{t('list.suspend')}</Button>
                  </Link>
                )}
              </>
            }
          />
        )
      })}
    </ul>
  )
}

/** 签收 straight from the card: nothing has to be filled in. */
function SignButton({ row, onDone }: { row: AssignmentRow; onDone: () => void }) {
  const { t } = useTranslation('case')
  const { t: platform } = useTranslation()
  const { message } = App.useApp()
  const lost = useSessionLost()
  const [busy, setBusy] = useState(false)
  const key = useMemo(newIdempotencyKey, [row.id])
  const sign = async () => {
    setBusy(true)
    try {
      await request('POST', `/cases/${row.case}/commands/sign`, { data: { assignment: row.id.split('/')[1] } }, { idempotencyKey: key })
      void message.success(t('list.signed', { number: row.number }))
    } catch (error) {
      if (lost(error)) return
      const { title, advice } = failureText(error, platform)
      sayFailure(title, advice)
    } finally {
      setBusy(false)
      onDone()
    }
  }
  return (
    <Button block type="primary" loading={busy} disabled={busy} onClick={() => void sign()}>
      {t('list.sign')}
    </Button>
  )
}

/** A row knows its item, not its route: the list explains it unless the dispatcher chose otherwise. */
function routeOf(row: AssignmentRow, policy: Policy | undefined, byDispatcher: string): Route {
  const item = itemOf(policy, row.item)
  if (!item || (item.lead !== row.unit && !item.cooperating.includes(row.unit)))
    return { rule: 'dispatcher', name: byDispatcher, cooperating: [] }
  return { rule: 'item', id: item.id, name: item.name, lead: item.lead, cooperating: item.cooperating, clause: item.legalBasis.join('、') }
}

function useAssignmentCounts(): Record<string, number> | undefined {
  const { data } = useQuery({
    queryKey: ['assignment-counts'],
    queryFn: async () => {
      const open = TABS.filter((one) => one.key !== 'done')
      const pages = await Promise.all(
        open.map(({ phases }) =>
          request<{ total: number }>('GET', '/assignments', undefined, {
            query: { limit: 1, page: 1, s: JSON.stringify({ phase: { $in: phases } }) },
          }),
        ),
      )
      return Object.fromEntries(open.map(({ key }, index) => [key, pages[index]?.total ?? 0]))
    },
    refetchInterval: 60_000,
  })
  return data
}
