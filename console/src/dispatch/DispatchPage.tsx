import { useList } from '@refinedev/core'
import type { CaseRow } from '@shaotai/api'
import { Button, Modal } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { actionKey } from '../case/show/action/action.ts'
import { Empty } from '../platform/feedback/Empty.tsx'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { formatMoment } from '../platform/format/format.ts'
import { raise, takeAlarm, useAlarm } from '../platform/live/alerts.ts'
import { serverNow, useNow } from '../platform/now.ts'
import { usePhone } from '../platform/responsive.ts'
import { hasAnyRole, useSession } from '../platform/session.ts'
import { useCase } from '../case/use-case.ts'
import { useCounts } from '../case/use-counts.ts'
import { Counters } from './Counters.tsx'
import { DutySwitch } from './DutySwitch.tsx'
import { DeskCase, DESK_FORM } from './DeskCase.tsx'
import { Queue } from './Queue.tsx'
import { queueFilters, QUEUES, type QueueName } from './queues.ts'
import { useDeskKeys } from './use-desk-keys.ts'
import css from './dispatch.module.css'

const MOST = 100
const MINUTE = 60_000

/** 值守台: the queue by remaining time, the chosen case, and dispatching it without leaving the keyboard. */
export function DispatchPage() {
  const { t } = useTranslation('dispatch')
  const phone = usePhone()
  const navigate = useNavigate()
  const session = useSession()
  const [search, setSearch] = useSearchParams()
  const [help, setHelp] = useState(false)
  const queue: QueueName = QUEUES.find((one) => one === search.get('queue')) ?? 'triage'
  const minute = Math.floor(useNow() / MINUTE) * MINUTE
  const counts = useCounts().data
  const { result, query } = useList<CaseRow>({
    resource: 'cases',
    filters: queueFilters(queue, minute),
    sorters: [{ field: 'nextDueAt', order: 'asc' }],
    pagination: { currentPage: 1, pageSize: MOST },
    errorNotification: false,
    queryOptions: { placeholderData: (before) => before },
  })
  const rows = emergenciesFirst(result.data)
  const chosen = rows.find((row) => row.id === search.get('case')) ?? rows[0]
  const choose = (id: string | undefined) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        if (id) next.set('case', id)
        else next.delete('case')
        return next
      },
      { replace: true },
    )
  useAlarmOfQueue(rows, queue === 'triage' && query.isSuccess)

  const [act, setAct] = useState<string>()
  useEffect(() => setAct(undefined), [chosen?.id])
  const { view } = useCase(chosen?.id ?? '')
  const step = (by: number) => {
    const at = rows.findIndex((row) => row.id === chosen?.id)
    choose(rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.id)
  }
  useDeskKeys(
    {
      j: () => step(1),
      k: () => step(-1),
      r: () => setAct(keyOf('returnToTown')),
      Enter: () => document.querySelector<HTMLButtonElement>(`button[form="${DESK_FORM}"]`)?.click(),
      '?': () => setHelp((open) => !open),
    },
    !phone,
  )
  const keyOf = (command: string) => {
    const action = view?.allowed.find((one) => one.command === command)
    return action && actionKey(action)
  }
  const onDone = () => {
    const at = rows.findIndex((row) => row.id === chosen?.id)
    const next = rows[at + 1] ?? rows[at - 1]
    if (queue === 'triage') choose(next?.id)
    void query.refetch()
  }
  const isDesk = hasAnyRole(session, ['dispatcher', 'duty', 'platform-head'])

  return (
    <div className={css.page}>
      <PageHeader
        title={t('page.desk')}
        actions={<>{phone ? <DutySwitch /> : <Button onClick={() => setHelp(true)}>{t('keys.open')}</Button>}</>}
      />
      <Counters counts={counts} queue={queue} onQueue={(next) => setSearch({ queue: next }, { replace: true })} />
      {query.error && rows.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <PageLoading rows={8} />
      ) : rows.length === 0 ? (
        <Empty text={<LastSubmitted text={t(`empty.${queue}`)} />} />
      ) : phone ? (
        <Queue rows={rows} chosen={undefined} onChoose={(id) => void navigate(`/cases/${id}`)} />
      ) : (
        <div className={css.desk}>
          <Queue rows={rows} chosen={chosen?.id} onChoose={choose} />
          {chosen && <DeskCase key={chosen.id} id={chosen.id} chosen={act} onChoose={setAct} onDone={onDone} mayAct={isDesk} />}
        </div>
      )}
      <Modal open={help} onCancel={() => setHelp(false)} footer={null} title={t('keys.title')} destroyOnHidden>
        <dl className={css.keys}>
          {(['J', 'K', 'Enter', 'R', '?'] as const).map((key) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{t(`keys.${key}`)}</dd>
            </div>
          ))}
        </dl>
      </Modal>
    </div>
  )
}

/** Emergencies stand before everything else, whatever time they have left. */
function emergenciesFirst(rows: readonly CaseRow[]): CaseRow[] {
  return rows.toSorted((a, b) => Number(b.emergency) - Number(a.emergency))
}

/** An alarm whose case has been taken by somebody is over. */
function useAlarmOfQueue(rows: readonly CaseRow[], known: boolean): void {
  const alarm = useAlarm()
  const seen = useRef(new Set<string>())
  const opened = useRef(serverNow())
  useEffect(() => {
    // A whistle blown later is announced by its notice; one that was waiting already would otherwise stand there in silence.
    for (const row of rows)
      if (row.emergency && row.phase === 'TRIAGE' && row.submittedAt < opened.current)
        raise({ id: `waiting-${row.id}`, level: 'alarm', title: row.title, to: `/cases/${row.id}` })
    for (const row of rows) seen.current.add(`/cases/${row.id}`)
    const waiting = rows.some((row) => `/cases/${row.id}` === alarm?.to)
    if (known && alarm?.to && seen.current.has(alarm.to) && !waiting) takeAlarm()
  }, [rows, known, alarm])
}

/** 当前无待派件 · 最近一件 13:20. */
function LastSubmitted({ text }: { text: string }) {
  const { t } = useTranslation('dispatch')
  const { result } = useList<CaseRow>({
    resource: 'cases',
    sorters: [{ field: 'submittedAt', order: 'desc' }],
    pagination: { currentPage: 1, pageSize: 1 },
    errorNotification: false,
  })
  const last = result.data[0]
  return <>{last ? t('empty.last', { text, time: formatMoment(last.submittedAt) }) : text}</>
}
