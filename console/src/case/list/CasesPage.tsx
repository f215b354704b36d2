import { PlusOutlined } from '@ant-design/icons'
import { useList } from '@refinedev/core'
import type { CaseRow } from '@shaotai/api'
import { Button, Pagination, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { WHO } from '../../platform/access-control.ts'
import { Empty } from '../../platform/feedback/Empty.tsx'
import { ErrorState } from '../../platform/feedback/ErrorState.tsx'
import { PageHeader } from '../../platform/feedback/PageHeader.tsx'
import { PageLoading } from '../../platform/feedback/Loading.tsx'
import { usePhone } from '../../platform/responsive.ts'
import { hasAnyRole, useSession } from '../../platform/session.ts'
import { SubstituteBanner } from '../../people/SubstituteBanner.tsx'
import { usePolicy } from '../../policy-data/use-policy.ts'
import { useUnits } from '../../policy-data/use-units.ts'
import { useCounts } from '../use-counts.ts'
import { CaseFilters } from './CaseFilters.tsx'
import { CaseGroups } from './CaseGroups.tsx'
import { CaseRows } from './CaseRows.tsx'
import { GroupSwitch, seesClusters } from './TownGroups.tsx'
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
  const mayGroup = !isTown && seesClusters(session)
  const grouped = mayGroup && query.group !== ''
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
        <>
          <CaseFilters query={query} active={active} put={put} clear={clear} policy={policy} units={units} withTown={!isTown} />
          {mayGroup && <GroupSwitch grouped={grouped} onChange={(next) => put({ group: next ? '1' : '' })} />}
        </>
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
      ) : grouped ? (
        <CaseGroups filters={filters} sorter={sorters[0]} policy={policy} units={units} onSort={(sort) => put({ sort })} />
      ) : (
        <CaseRows rows={result.data} policy={policy} units={units} isTown={isTown} sort={sorters[0]} onSort={(sort) => put({ sort })} />
      )}
      {tab !== 'sign' && !grouped && total > PAGE_SIZE && (
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
