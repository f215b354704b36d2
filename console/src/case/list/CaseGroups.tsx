import { useList, type CrudFilter, type CrudSort } from '@refinedev/core'
import type { CaseRow } from '@shaotai/api'
import type { Policy } from '@shaotai/core'
import { Pagination } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../../platform/feedback/Loading.tsx'
import type { Units } from '../../policy-data/use-units.ts'
import { CaseRows } from './CaseRows.tsx'
import css from './list.module.css'
import { TownGroups } from './TownGroups.tsx'
import { PAGE_SIZE } from './use-case-query.ts'

type CaseGroupsProps = {
  filters: CrudFilter[]
  sorter: CrudSort | undefined
  policy: Policy | undefined
  units: Units
  onSort: (sort: string) => void
}

/** 按片区: the list a cluster at a time, with how many cases each has and how many of them are late. */
export function CaseGroups({ filters, ...shown }: CaseGroupsProps) {
  const { t } = useTranslation('case')
  return (
    <TownGroups
      path="/case-groups"
      filters={filters}
      urgent={(count) => t('group.late', { count })}
      render={(towns) => <CasesOf key={towns.join(' ')} towns={towns} filters={filters} {...shown} />}
    />
  )
}

function CasesOf({ towns, filters, sorter, policy, units, onSort }: CaseGroupsProps & { towns: string[] }) {
  const [page, setPage] = useState(1)
  const { result, query: list } = useList<CaseRow>({
    resource: 'cases',
    filters: [...filters, { field: 'town', operator: 'in', value: towns }],
    sorters: sorter ? [sorter] : [],
    pagination: { currentPage: page, pageSize: PAGE_SIZE },
    errorNotification: false,
    queryOptions: { placeholderData: (before) => before },
  })
  const total = result.total ?? 0
  if (list.error && result.data.length === 0) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <PageLoading rows={3} />
  return (
    <>
      <CaseRows rows={result.data} policy={policy} units={units} isTown={false} sort={sorter} onSort={onSort} />
      {total > PAGE_SIZE && (
        <Pagination
          className={css.pages}
          align="end"
          simple
          showSizeChanger={false}
          current={page}
          pageSize={PAGE_SIZE}
          total={total}
          onChange={setPage}
        />
      )}
    </>
  )
}
