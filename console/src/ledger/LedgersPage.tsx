import { useList } from '@refinedev/core'
import type { LedgerEntryRow } from '@shaotai/api'
import type { Ledger, Policy } from '@shaotai/core'
import { Button, Pagination, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { StatusTag } from '../case/StatusTag.tsx'
import { Empty } from '../platform/feedback/Empty.tsx'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import { formatMoment } from '../platform/format/format.ts'
import { useLive } from '../platform/live/use-live.ts'
import { useNow } from '../platform/now.ts'
import { usePhone } from '../platform/responsive.ts'
import { hasAnyRole, useSession } from '../platform/session.ts'
import { usePolicy } from '../policy-data/use-policy.ts'
import { useUnits } from '../policy-data/use-units.ts'
import { entryTone, filtersOf, VIEWS, type View } from './phase.ts'
import { RoundChip } from './RoundChip.tsx'
import css from './ledger.module.css'

const PAGE_SIZE = 20

/** 台账: the entries of one ledger, what its round has to write off, and a button for those who register. */
export function LedgersPage() {
  const { t } = useTranslation('ledger')
  const { policy, error, refetch } = usePolicy()
  const [search, setSearch] = useSearchParams()
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!policy) return <PageLoading rows={10} />
  const ledgers = policy.ledgers ?? []
  const ledger = ledgers.find((one) => one.id === search.get('ledger')) ?? ledgers[0]
  if (!ledger)
    return (
      <>
        <PageHeader title={t('page.list')} />
        <Empty text={t('none')} />
      </>
    )
  return <OneLedger key={ledger.id} policy={policy} ledger={ledger} onChoose={(id) => setSearch({ ledger: id }, { replace: true })} />
}

type OneLedgerProps = { policy: Policy; ledger: Ledger; onChoose: (id: string) => void }

function OneLedger({ policy, ledger, onChoose }: OneLedgerProps) {
  const { t } = useTranslation('ledger')
  const session = useSession()
  const phone = usePhone()
  const now = useNow()
  const [search, setSearch] = useSearchParams()
  const view = VIEWS.find((one) => one === search.get('view')) ?? 'open'
  const page = Math.max(1, Number(search.get('page')) || 1)
  const minute = Math.floor(now / 60_000) * 60_000
  const { result, query: list } = useList<LedgerEntryRow>({
    resource: 'ledger-entries',
    filters: [{ field: 'ledger', operator: 'eq', value: ledger.id }, ...filtersOf(view, minute)],
    sorters: [view === 'open' || view === 'overdue' ? { field: 'nextDueAt', order: 'asc' } : { field: 'openedAt', order: 'desc' }],
    pagination: { currentPage: page, pageSize: PAGE_SIZE },
    errorNotification: false,
    queryOptions: { placeholderData: (before) => before },
  })
  useLive(['ledger'], () => void list.refetch())
  const total = result.total ?? 0
  const mayOpen = !ledger.retired && hasAnyRole(session, ledger.open.by)
  return (
    <>
      <PageHeader
        title={ledger.name}
        note={ledger.clause}
        actions={
          mayOpen && (
            <Link to={`/ledgers/new/${ledger.id}`}>
              <Button type="primary">{t('open')}</Button>
            </Link>
          )
        }
      />
      <div className={css.tools}>
        <Select
          aria-label={t('choose')}
          value={ledger.id}
          onChange={onChoose}
          style={{ minWidth: 200 }}
          options={(policy.ledgers ?? []).map((one) => ({ value: one.id, label: one.name }))}
        />
        <Segmented<View>
          aria-label={t('filter.label')}
          value={view}
          onChange={(next) => setSearch({ ledger: ledger.id, view: next }, { replace: true })}
          options={VIEWS.map((one) => ({ value: one, label: t(`filter.${one}`) }))}
        />
      </div>
      <RoundChip ledger={ledger} />
      {list.error && result.data.length === 0 ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <PageLoading rows={8} />
      ) : result.data.length === 0 ? (
        <Empty text={t(`empty.${view}`)} />
      ) : (
        <ul className={css.list}>
          {result.data.map((row) => (
            <EntryRow key={row.id} row={row} ledger={ledger} now={now} />
          ))}
        </ul>
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
          onChange={(next) => setSearch({ ledger: ledger.id, view, page: String(next) }, { replace: true })}
        />
      )}
    </>
  )
}

function EntryRow({ row, ledger, now }: { row: LedgerEntryRow; ledger: Ledger; now: number }) {
  const { t } = useTranslation('ledger')
  const units = useUnits()
  const clock = ledger.clocks?.find((one) => one.id === row.nextClock)?.name ?? (row.nextClock ? t('consultation') : '')
  const overdue = row.nextDueAt !== null && row.nextDueAt < now
  return (
    <li>
      <Link to={`/ledgers/entries/${row.id}`} className={css.row}>
        <span className={css.title}>{row.title}</span>
        <span className={css.tags}>
          <StatusTag name={ledger.states.find((one) => one.id === row.state)?.name ?? row.state} tone={entryTone(row.phase)} />
          {row.card !== 'none' && <StatusTag name={t(`card.${row.card}`)} tone={row.card === 'red' ? 'red' : 'amber'} />}
          {row.level > 0 && <StatusTag name={t('level', { level: row.level })} tone="red" />}
        </span>
        <span className={css.meta}>
          <span>{row.number}</span>
          <span>{t('owner', { unit: units.short(row.owner) })}</span>
          <span>{t('openedAt', { time: formatMoment(row.openedAt, { now }) })}</span>
          {row.nextDueAt !== null && (
            <span className={overdue ? css.red : undefined}>{t('due', { name: clock, time: formatMoment(row.nextDueAt, { now }) })}</span>
          )}
        </span>
      </Link>
    </li>
  )
}
