import { useList } from '@refinedev/core'
import type { PermissionRow, TaskRow, TownTaskRow } from '@shaotai/api'
import { App, Button, Card, Pagination } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { GroupSwitch, seesClusters, TownGroups } from '../case/list/TownGroups.tsx'
import { StatusTag } from '../case/StatusTag.tsx'
import css from '../ledger/ledger.module.css'
import { WHO } from '../platform/access-control.ts'
import { Empty } from '../platform/feedback/Empty.tsx'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { failureText } from '../platform/feedback/failure-text.ts'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import { formatMoment } from '../platform/format/format.ts'
import { newIdempotencyKey, request } from '../platform/http.ts'
import { useLive } from '../platform/live/use-live.ts'
import { sayFailure } from '../platform/notification-provider.tsx'
import { useNow } from '../platform/now.ts'
import { usePhone } from '../platform/responsive.ts'
import { hasAnyRole, useSession } from '../platform/session.ts'
import { useSessionLost } from '../platform/use-session-lost.ts'
import { usePolicy } from '../policy-data/use-policy.ts'
import { useUnits } from '../policy-data/use-units.ts'

const PAGE_SIZE = 20

/** 交办事项: a department what it handed to towns, a town what came to it, the county all of it. */
export function TasksPage() {
  const { t } = useTranslation('task')
  const session = useSession()
  const { policy } = usePolicy()
  const isTown = hasAnyRole(session, WHO.town)
  const [search, setSearch] = useSearchParams()
  const mayGroup = seesClusters(session)
  const grouped = mayGroup && search.get('group') !== null
  const mayHandDown = policy?.gate ? hasAnyRole(session, policy.gate.by) : hasAnyRole(session, WHO.department)
  return (
    <>
      <PageHeader
        title={t('page.list')}
        note={policy?.gate && t('note.gate')}
        actions={
          mayHandDown && (
            <Link to="/tasks/new">
              <Button type="primary">{t('new')}</Button>
            </Link>
          )
        }
      />
      {mayGroup && <GroupSwitch grouped={grouped} onChange={(next) => setSearch(next ? { group: '1' } : {}, { replace: true })} />}
      {grouped ? <TaskGroups /> : isTown ? <TownTasks /> : <Tasks mine={hasAnyRole(session, WHO.department)} />}
      {!isTown && policy?.gate && <Permissions />}
    </>
  )
}

function Tasks({ mine }: { mine: boolean }) {
  const { t } = useTranslation('task')
  const tasks = useTasks<TaskRow>('tasks')
  return (
    <Rows tasks={tasks} empty={t(mine ? 'empty.mine' : 'empty.all')}>
      {tasks.rows.map((row) => (
        <li key={row.id}>
          <Link to={`/tasks/${row.id}`} className={css.row}>
            <span className={css.title}>{row.title}</span>
            <span className={css.tags}>
              <StatusTag name={t(`kind.${row.kind}`)} tone="blue" icon={<></>} />
              <StatusTag
                name={t('count', { acknowledged: row.acknowledged, towns: row.towns })}
                tone={row.acknowledged < row.towns ? 'amber' : 'green'}
              />
            </span>
            <TaskFacts row={row} />
          </Link>
        </li>
      ))}
    </Rows>
  )
}

/** 按片区: what came to the towns of each cluster, and how much of it is not acknowledged. */
function TaskGroups() {
  const { t } = useTranslation('task')
  return (
    <TownGroups
      path="/town-task-groups"
      filters={[]}
      urgent={(count) => t('group.waiting', { count })}
      render={(towns) => <TownTasks key={towns.join(' ')} towns={towns} />}
    />
  )
}

function TownTasks({ towns }: { towns?: string[] }) {
  const { t } = useTranslation('task')
  const now = useNow()
  const units = useUnits()
  const session = useSession()
  const tasks = useTasks<TownTaskRow>('town-tasks', towns)
  return (
    <Rows tasks={tasks} empty={t('empty.town')}>
      {tasks.rows.map((row) => (
        <li key={row.id} className={css.row}>
          <Link to={`/tasks/${row.task}`} className={css.title}>
            {row.title}
          </Link>
          <span className={css.tags}>
            <StatusTag name={t(`kind.${row.kind}`)} tone="blue" icon={<></>} />
            {row.town !== session?.unit.id && <StatusTag name={units.short(row.town)} tone="grey" icon={<></>} />}
            {row.acknowledgedAt === null && row.town !== session?.unit.id ? (
              <StatusTag name={t('notAcknowledged')} tone="amber" />
            ) : row.acknowledgedAt === null ? (
              <AcknowledgeButton task={row.task} number={row.number} onDone={tasks.refetch} />
            ) : (
              <StatusTag name={t('acknowledged', { time: formatMoment(row.acknowledgedAt, { now }) })} tone="green" />
            )}
          </span>
          <TaskFacts row={row} />
        </li>
      ))}
    </Rows>
  )
}

function TaskFacts({ row }: { row: TaskRow | TownTaskRow }) {
  const { t } = useTranslation('task')
  const units = useUnits()
  const now = useNow()
  return (
    <span className={css.meta}>
      <span>{row.number}</span>
      <span>{t('from', { unit: units.short(row.unit) })}</span>
      <span>{t(`ground.${row.ground}`)}</span>
      <span>{t('createdAt', { time: formatMoment(row.createdAt, { now }) })}</span>
      {row.dueOn !== null && <span>{t('dueOn', { day: row.dueOn })}</span>}
    </span>
  )
}

/** 签收 straight from the list: nothing has to be filled in. */
export function AcknowledgeButton({ task, number, onDone }: { task: string; number: string; onDone: () => void }) {
  const { t } = useTranslation('task')
  const { t: platform } = useTranslation()
  const { message } = App.useApp()
  const lost = useSessionLost()
  const [busy, setBusy] = useState(false)
  const key = useMemo(newIdempotencyKey, [task])
  const acknowledge = async () => {
    setBusy(true)
    try {
      await request('POST', `/tasks/${task}/acknowledgement`, undefined, { idempotencyKey: key })
      void message.success(t('acknowledged.done', { number }))
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
    <Button type="primary" loading={busy} disabled={busy} onClick={() => void acknowledge()}>
      {t('acknowledge')}
    </Button>
  )
}

function Permissions() {
  const { t } = useTranslation('task')
  const units = useUnits()
  const { result, query: list } = useList<PermissionRow>({
    resource: 'task-permissions',
    pagination: { currentPage: 1, pageSize: PAGE_SIZE },
    errorNotification: false,
  })
  return (
    <Card size="small" title={t('permissions')} style={{ marginTop: 16 }}>
      {list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : result.data.length === 0 ? (
        <p className={css.quiet}>{t('permissions.none')}</p>
      ) : (
        <ul className={css.answers}>
          {result.data.map((row) => (
            <li key={row.id}>
              <Link to={`/ledgers/entries/${row.entry}`}>
                {t('permissions.line', {
                  unit: units.short(row.unit),
                  title: row.title,
                  kinds: row.kinds.map((kind) => t(`kind.${kind}`)).join('、'),
                  from: row.from,
                  to: row.to,
                })}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

type TaskList<Row> = {
  rows: readonly Row[]
  total: number
  error: unknown
  isPending: boolean
  refetch: () => void
  page: number
  go: (page: number) => void
}

/** One page of tasks, kept up to date; the page is part of the address. */
function useTasks<Row extends TaskRow | TownTaskRow>(resource: 'tasks' | 'town-tasks', towns?: string[]): TaskList<Row> {
  const [search, setSearch] = useSearchParams()
  const page = Math.max(1, Number(search.get('page')) || 1)
  const { result, query } = useList<Row>({
    resource,
    ...(towns && { filters: [{ field: 'town', operator: 'in', value: towns }] }),
    pagination: { currentPage: page, pageSize: PAGE_SIZE },
    errorNotification: false,
    queryOptions: { placeholderData: (before) => before },
  })
  const refetch = () => void query.refetch()
  useLive(['task'], refetch)
  return {
    rows: result.data,
    total: result.total ?? 0,
    error: query.error,
    isPending: query.isPending,
    refetch,
    page,
    go: (to) => setSearch({ ...(towns && { group: '1' }), page: String(to) }, { replace: true }),
  }
}

type RowsProps = { tasks: TaskList<unknown>; empty: string; children: React.ReactNode }

function Rows({ tasks, empty, children }: RowsProps) {
  const phone = usePhone()
  if (tasks.error && tasks.rows.length === 0) return <ErrorState error={tasks.error} onRetry={tasks.refetch} />
  if (tasks.isPending) return <PageLoading rows={8} />
  if (tasks.rows.length === 0) return <Empty text={empty} />
  return (
    <>
      <ul className={css.list}>{children}</ul>
      {tasks.total > PAGE_SIZE && (
        <Pagination
          className={css.pages}
          align="end"
          simple={phone}
          showSizeChanger={false}
          current={tasks.page}
          pageSize={PAGE_SIZE}
          total={tasks.total}
          onChange={tasks.go}
        />
      )}
    </>
  )
}
