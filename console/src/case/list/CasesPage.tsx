import { PlusOutlined } from '@ant-design/icons'
import { useList } from '@refinedev/core'
import type { CaseRow } from '@shaotai/api'
import type { Policy } from '@shaotai/core'
import { Button, Pagination, Table, Tabs, type TableProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useNavigate } from 'react-router'
import { WHO } from '../../platform/access-control.ts'
import { Empty } from '../../platform/feedback/Empty.tsx'
import { ErrorState } from '../../platform/feedback/ErrorState.tsx'
import { PageHeader } from '../../platform/feedback/PageHeader.tsx'
import { PageLoading } from '../../platform/feedback/Loading.tsx'
import { formatMoment } from '../../platform/format/format.ts'
import { useNow } from '../../platform/now.ts'
import { usePhone } from '../../platform/responsive.ts'
import { hasAnyRole, useSession } from '../../platform/session.ts'
import { categoryOf, clockNameOf, stateNameOf } from '../../policy-data/names.ts'
import { SubstituteBanner } from '../../people/SubstituteBanner.tsx'
import { usePolicy } from '../../policy-data/use-policy.ts'
import { useUnits, type Units } from '../../policy-data/use-units.ts'
import { CategoryTag } from '../CategoryTag.tsx'
import { caseTone } from '../phase.ts'
import { StatusTag } from '../StatusTag.tsx'
import { useCounts } from '../use-counts.ts'
import { CaseCard } from './CaseCard.tsx'
import { CaseFilters } from './CaseFilters.tsx'
import { Due, urgencyOf } from './Due.tsx'
import { tabFilters, tabsFor, type CaseTab } from './tabs.ts'
import { WaitingApprovals } from './WaitingApprovals.tsx'
import { PAGE_SIZE, sortersOf, useCaseFilters, useCaseQuery } from './use-case-query.ts'
import css from './list.module.css'

/** 哨件: what waits for me, what runs, what is closed; searched, narrowed and sorted by the server. */
export function CasesPage() {
  const { t } = useTranslation('case')
  const phone = usePhone()
  const session = useSession()
  const { pathname } = useLocation()
  const { query, put, clear, active, tab: asked } = useCaseQuery()
  const { policy } = usePolicy()
  const units = useUnits()
  const counts = useCounts().data
  const roles = session?.roles ?? []
  const tabs = tabsFor(roles, asked === 'sign' || (counts?.seats ?? 0) > 0)
  const tab: CaseTab = tabs.find((one) => one === asked) ?? (pathname.endsWith('/doing') ? 'doing' : (tabs[0] ?? 'all'))
  const filters = [...tabFilters(tab, roles), ...useCaseFilters(query, units)]
  const sorters = sortersOf(
    query.sort,
    tab === 'todo' || tab === 'doing' ? { field: 'nextDueAt', order: 'asc' } : { field: 'submittedAt', order: 'desc' },
  )
  const { result, query: list } = useList<CaseRow>({
    resource: 'cases',
    filters,
    sorters,
    pagination: { currentPage: query.page, pageSize: PAGE_SIZE },
    errorNotification: false,
    queryOptions: { placeholderData: (before) => before, enabled: tab !== 'sign' },
  })
  // A cluster looks after several towns, and blows no whistle of its own.
  const isTown = roles.length > 0 && hasAnyRole(session, WHO.town) && session?.unit.type !== 'cluster'
  const mayBlow = isTown
  const total = result.total ?? 0
  const countOf = (one: CaseTab) => (one === 'todo' ? counts?.mine : one === 'sign' ? counts?.seats : undefined)
  return (
    <>
      <PageHeader
        title={t('page.list')}
        actions={
          mayBlow && (
            <Link to="/cases/new">
              <Button type="primary" icon={<PlusOutlined />}>
                {t('page.new')}
              </Button>
            </Link>
          )
        }
      />
      <SubstituteBanner />
      <Tabs
        activeKey={tab}
        className={css.tabs}
        onChange={(key) => put({ tab: key })}
        items={tabs.map((one) => ({
          key: one,
          label: countOf(one) === undefined ? t(`tab.${one}`) : t('tab.count', { name: t(`tab.${one}`), count: countOf(one) }),
        }))}
      />
      {tab !== 'sign' && (
        <CaseFilters query={query} active={active} put={put} clear={clear} policy={policy} units={units} withTown={!isTown} />
      )}
      {tab === 'sign' ? (
        <WaitingApprovals />
      ) : list.error && result.data.length === 0 ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <PageLoading rows={8} />
      ) : result.data.length === 0 ? (
        <Empty
          text={active > 0 ? t('list.noMatch') : t(`list.empty.${tab}`)}
          action={active > 0 ? <Button onClick={clear}>{t('filter.clear')}</Button> : undefined}
        />
      ) : phone ? (
        <Cards rows={result.data} policy={policy} units={units} isTown={isTown} />
      ) : (
        <Rows rows={result.data} policy={policy} units={units} isTown={isTown} sort={sorters[0]} onSort={(sort) => put({ sort })} />
      )}
      {tab !== 'sign' && total > PAGE_SIZE && (
        <Pagination
          className={css.pages}
          align="end"
          simple={phone}
          showSizeChanger={false}
          current={query.page}
          pageSize={PAGE_SIZE}
          total={total}
          showTotal={phone ? undefined : (count) => t('list.total', { count })}
          onChange={(page) => put({ page })}
        />
      )}
    </>
  )
}

type Shown = { rows: readonly CaseRow[]; policy: Policy | undefined; units: Units; isTown: boolean }

function Cards({ rows, policy, units, isTown }: Shown) {
  const { t } = useTranslation('case')
  const now = useNow()
  return (
    <ul className={css.cards}>
      {rows.map((row) => {
        const next = isTown ? TOWN_NEXT[row.phase] : undefined
        return (
          <CaseCard
            key={row.id}
            to={`/cases/${row.id}`}
            category={categoryOf(policy, row.category)}
            tone={urgencyOf(row, now)}
            title={row.title}
            due={<Due {...row} clockName={clockNameOf(policy, row.nextClock)} />}
            meta={
              <>
                <span>{isTown ? row.place || row.number : `${units.short(row.town)}　${row.place}`}</span>
                <span>{formatMoment(row.submittedAt, { now })}</span>
                {row.leadUnit && <span>{t('list.lead', { unit: units.short(row.leadUnit) })}</span>}
              </>
            }
            status={<StatusTag name={stateNameOf(policy, row.category, row.state)} tone={caseTone(row.phase)} />}
            actions={
              <Link to={`/cases/${row.id}`}>
                <Button block type={next ? 'primary' : 'default'}>
                  {next ? t(next) : t('list.open')}
                </Button>
              </Link>
            }
          />
        )
      })}
    </ul>
  )
}

const TOWN_NEXT: Partial<Record<CaseRow['phase'], string>> = { DRAFT: 'list.supplement', CONSENT: 'list.consent', EVALUATE: 'list.rate' }

function Rows({
  rows,
  policy,
  units,
  isTown,
  sort,
  onSort,
}: Shown & { sort: { field: string; order: string } | undefined; onSort: (sort: string) => void }) {
  const { t } = useTranslation('case')
  const navigate = useNavigate()
  const now = useNow()
  const orderOf = (field: string) => (sort?.field === field ? (sort.order === 'desc' ? ('descend' as const) : ('ascend' as const)) : null)
  const columns: TableProps<CaseRow>['columns'] = [
    {
      title: t('column.due'),
      dataIndex: 'nextDueAt',
      key: 'nextDueAt',
      width: 178,
      sorter: true,
      sortOrder: orderOf('nextDueAt'),
      render: (_, row) => (
        <div className={css.dueCell}>
          <Due {...row} clockName={clockNameOf(policy, row.nextClock)} />
          {row.nextClock && !row.closedAt && <span className={css.small}>{clockNameOf(policy, row.nextClock)}</span>}
        </div>
      ),
    },
    {
      title: t('column.case'),
      key: 'title',
      render: (_, row) => (
        <div className={css.titleCell}>
          <Link to={`/cases/${row.id}`} onClick={(event) => event.stopPropagation()}>
            {row.title}
          </Link>
          <span className={css.small}>{[row.number, row.place].filter(Boolean).join('　')}</span>
        </div>
      ),
    },
    {
      title: t('column.category'),
      dataIndex: 'category',
      width: 118,
      render: (id: string) => {
        const category = categoryOf(policy, id)
        return category ? <CategoryTag category={category} /> : id
      },
    },
    ...(isTown
      ? []
      : [
          {
            title: t('column.town'),
            dataIndex: 'town',
            key: 'town',
            width: 104,
            sorter: true,
            sortOrder: orderOf('town'),
            render: (id: string) => units.short(id),
          },
        ]),
    { title: t('column.lead'), dataIndex: 'leadUnit', width: 130, render: (id: string | null) => (id ? units.short(id) : '—') },
    {
      title: t('column.state'),
      dataIndex: 'state',
      width: 140,
      render: (_, row) => <StatusTag name={stateNameOf(policy, row.category, row.state)} tone={caseTone(row.phase)} />,
    },
    {
      title: t('column.submitted'),
      dataIndex: 'submittedAt',
      key: 'submittedAt',
      width: 168,
      sorter: true,
      sortOrder: orderOf('submittedAt'),
      render: (at: number) => <span className="tabular">{formatMoment(at, { now })}</span>,
    },
  ]
  return (
    <Table<CaseRow>
      className={css.table}
      rowKey="id"
      size="middle"
      columns={columns}
      dataSource={rows}
      pagination={false}
      scroll={{ x: 860 }}
      showSorterTooltip={false}
      rowClassName={(row) => `${css.row} ${css[`edge-${urgencyOf(row, now)}`]}`}
      onRow={(row) => ({ onClick: () => void navigate(`/cases/${row.id}`) })}
      onChange={(_, __, sorter) => {
        const one = Array.isArray(sorter) ? sorter[0] : sorter
        onSort(one?.order && one.columnKey ? `${String(one.columnKey)}:${one.order === 'descend' ? 'desc' : 'asc'}` : '')
      }}
    />
  )
}
