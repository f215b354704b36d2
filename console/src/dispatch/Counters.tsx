import { AlertOutlined, ClockCircleOutlined, ExclamationCircleOutlined, InboxOutlined } from '@ant-design/icons'
import type { CaseCounts } from '@shaotai/api'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { QUEUES, type QueueName } from './queues.ts'
import css from './dispatch.module.css'

const ICONS: Record<QueueName, ReactNode> = {
  triage: <InboxOutlined />,
  dueSoon: <ClockCircleOutlined />,
  overdue: <ExclamationCircleOutlined />,
  disputed: <AlertOutlined />,
}

/** 待派 · 将超时 · 已超时 · 争议: how many, and a way to each queue. */
export function Counters({
  counts,
  queue,
  onQueue,
}: {
  counts: CaseCounts | undefined
  queue: QueueName
  onQueue: (queue: QueueName) => void
}) {
  const { t } = useTranslation('dispatch')
  return (
    <div className={css.counters}>
      {QUEUES.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === queue}
          className={`${css.counter} ${css[name]} ${name === queue ? css.here : ''}`}
          onClick={() => onQueue(name)}
        >
          {ICONS[name]}
          <span>{t(`queue.${name}`)}</span>
          <strong className="tabular">{counts ? counts[name] : '—'}</strong>
        </button>
      ))}
      {counts && (
        <span className={css.today}>
          {t('today', { submitted: counts.today.submitted, closed: counts.today.closed, open: counts.open })}
        </span>
      )}
    </div>
  )
}
