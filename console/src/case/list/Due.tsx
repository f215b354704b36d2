import { CheckCircleOutlined, ClockCircleOutlined, ExclamationCircleFilled, PauseCircleOutlined } from '@ant-design/icons'
import type { CaseRow } from '@shaotai/api'
import { END_PHASES, type CasePhase } from '@shaotai/core'
import { useTranslation } from 'react-i18next'
import { formatDuration, formatMoment } from '../../platform/format/format.ts'
import { useNow } from '../../platform/now.ts'
import css from './list.module.css'

const HOUR = 3_600_000

export type DueProps = Pick<CaseRow, 'nextDueAt'> & {
  clockName?: string
  phase: CasePhase
  suspended?: boolean
  suspendedUntil?: number | null
  closedAt?: number | null
  done?: boolean
}

/** How long is left of a row's next due time, or how far over it is: colour, icon and words. */
export function Due({ nextDueAt, clockName, phase, suspended = false, suspendedUntil, closedAt, done = false }: DueProps) {
  const { t } = useTranslation('case')
  const now = useNow()
  if (END_PHASES.includes(phase) || done)
    return (
      <span className={`${css.due} ${css.grey}`}>
        <CheckCircleOutlined /> {closedAt ? formatMoment(closedAt, { now }) : t('due.done')}
      </span>
    )
  if (suspended)
    return (
      <span className={`${css.due} ${css.grey}`}>
        <PauseCircleOutlined /> {t('sla:countdown.paused')}
        {suspendedUntil && ` ${t('list.until', { time: formatMoment(suspendedUntil, { now }) })}`}
      </span>
    )
  if (nextDueAt === null) return <span className={css.grey}>{t('due.none')}</span>
  const left = nextDueAt - now
  const length = formatDuration(Math.abs(left), { seconds: Math.abs(left) < HOUR })
  const tone = left <= 0 ? css.red : left < HOUR ? css.amber : css.blue
  return (
    <span className={`${css.due} ${tone}`} title={t('due.at', { name: clockName ?? '', time: formatMoment(nextDueAt, { now }) })}>
      {left <= 0 ? <ExclamationCircleFilled /> : <ClockCircleOutlined />}
      <span className="tabular">{left <= 0 ? t('sla:countdown.over', { length }) : t('sla:countdown.left', { length })}</span>
    </span>
  )
}

/** How pressing a row is, for the bar at its edge. */
export function urgencyOf(
  { nextDueAt, emergency, phase }: { nextDueAt: number | null; emergency: boolean; phase: CasePhase },
  now: number,
): 'red' | 'amber' | 'blue' | 'grey' {
  if (END_PHASES.includes(phase)) return 'grey'
  const left = nextDueAt === null ? Number.POSITIVE_INFINITY : nextDueAt - now
  return left <= 0 || emergency ? 'red' : left < HOUR ? 'amber' : 'blue'
}
