import type { CrudFilter } from '@refinedev/core'
import type { Session, TownGroup } from '@shaotai/api'
import { ROLES } from '@shaotai/core'
import { generateSearchFilter } from '@refinedev/nestjsx-crud'
import { useQuery } from '@tanstack/react-query'
import { Button, Collapse, Switch } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../platform/feedback/Empty.tsx'
import { ErrorState } from '../../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../../platform/feedback/Loading.tsx'
import { request } from '../../platform/http.ts'
import { useUnits } from '../../policy-data/use-units.ts'
import css from './list.module.css'
import { clustersOf, type ClusterGroup } from './clusters-of.ts'

/** Whether somebody sees several towns: those of their cluster, or the whole county. */
export function seesClusters(session: Session | undefined): boolean {
  if (!session) return false
  return session.covers !== undefined || session.roles.some((role) => ROLES[role].side === 'platform' || ROLES[role].side === 'county')
}

/** Switches a list to 按片区. */
export function GroupSwitch({ grouped, onChange }: { grouped: boolean; onChange: (grouped: boolean) => void }) {
  const { t } = useTranslation('case')
  return (
    <label className={css.groupSwitch}>
      <Switch size="small" checked={grouped} onChange={onChange} />
      {t('group.switch')}
    </label>
  )
}

type TownGroupsProps = {
  path: string
  filters: CrudFilter[]
  /** How many of a group need attention, in words. */
  urgent: (count: number) => string
  /** The rows of some towns. */
  render: (towns: string[]) => ReactNode
}

/** A list by cluster (片区): each with its figures, opened to its rows and narrowed to one of its towns. */
export function TownGroups({ path, filters, urgent, render }: TownGroupsProps) {
  const { t } = useTranslation('case')
  const units = useUnits()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['town-groups', path, filters],
    queryFn: () => request<TownGroup[]>('GET', path, undefined, { query: { s: JSON.stringify(generateSearchFilter(filters)) } }),
    refetchInterval: 60_000,
  })
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (isPending) return <PageLoading rows={5} />
  const clusters = clustersOf(data ?? [], units.list)
  if (clusters.length === 0) return <Empty text={t('list.noMatch')} />
  const figures = (total: number, late: number) =>
    [t('group.total', { count: total }), ...(late > 0 ? [urgent(late)] : [])].join(t('group.and'))
  return (
    <Collapse
      className={css.groups}
      destroyOnHidden
      defaultActiveKey={clusters.length === 1 ? [clusters[0]?.cluster ?? ''] : []}
      items={clusters.map((one) => ({
        key: one.cluster ?? '',
        label: (
          <span className={css.groupHead}>
            <strong>{one.cluster === null ? t('group.none') : units.name(one.cluster)}</strong>
            <span>{figures(one.total, one.urgent)}</span>
          </span>
        ),
        children: <OneCluster group={one} figures={figures} name={units.short} render={render} />,
      }))}
    />
  )
}

type OneClusterProps = {
  group: ClusterGroup
  figures: (total: number, late: number) => string
  name: (id: string) => string
  render: (towns: string[]) => ReactNode
}

function OneCluster({ group, figures, name, render }: OneClusterProps) {
  const { t } = useTranslation('case')
  const [town, setTown] = useState<string>()
  const towns = group.towns.map((one) => one.town)
  return (
    <>
      {towns.length > 1 && (
        <div className={css.towns} role="group" aria-label={t('group.towns')}>
          {group.towns.map((one) => (
            <Button
              key={one.town}
              size="small"
              type={town === one.town ? 'primary' : 'default'}
              aria-pressed={town === one.town}
              onClick={() => setTown(town === one.town ? undefined : one.town)}
            >
              {name(one.town)} {figures(one.total, one.urgent)}
            </Button>
          ))}
        </div>
      )}
      {render(town === undefined ? towns : [town])}
    </>
  )
}
