import { CheckCircleOutlined, ClockCircleOutlined, ExclamationCircleFilled, PauseCircleOutlined, StopOutlined } from '@ant-design/icons'
import type { Clock } from '@shaotai/core'
import { useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDuration } from '../platform/format/format.ts'
import { useNow } from '../platform/now.ts'
import { stageOf, stateOf } from './clock-state.ts'
import css from './sla.module.css'

export type CountdownProps = {
  clock: Pick<Clock, 'status' | 'dueAt' | 'startedAt' | 'breached' | 'warnAt' | 'provisional'>
  /** The moment it is; left out, the page's own second hand. */
  now?: number
  size?: 'normal' | 'large'
}

/** How long is left, or how far over: colour, icon and words. A screen reader hears it at half, at four fifths and when it is due. */
export function Countdown({ clock, now: given, size = 'normal' }: CountdownProps) {
  const { t } = useTranslation('sla')
  const ticking = useNow()
  const now = given ?? ticking
  const { state, left, tone } = stateOf(clock, now)
  const words =
    left === null
      ? t(`countdown.${state}`)
      : left > 0
        ? t('countdown.left', { length: formatDuration(left, { seconds: true }) })
        : t('countdown.over', { length: formatDuration(-left, { seconds: true }) })
  return (
    <span className={`${css.countdown} ${css[tone]} ${size === 'large' ? css.large : ''}`}>
      {iconOf(state, left)}
      <span className="tabular" role="timer" aria-live="off">
        {words}
      </span>
      {clock.provisional && (
        <span className={css.provisional} title={t('provisionalNote')}>
          {t('provisional')}
        </span>
      )}
      {clock.dueAt !== null && state === 'running' && (
        <Announcement startedAt={clock.startedAt} dueAt={clock.dueAt} now={now} words={words} />
      )}
    </span>
  )
}

function Announcement({ startedAt, dueAt, now, words }: { startedAt: number; dueAt: number; now: number; words: string }) {
  const { t } = useTranslation('sla')
  const stage = stageOf(startedAt, dueAt, now)
  const spoken = useRef<{ stage: number; text: string }>({ stage, text: '' })
  if (spoken.current.stage !== stage) {
    const texts = ['', t('countdown.half', { text: words }), t('countdown.most', { text: words }), t('countdown.due')]
    spoken.current = { stage, text: texts[stage] ?? '' }
  }
  return (
    <span className="visually-hidden" aria-live="polite">
      {spoken.current.text}
    </span>
  )
}

function iconOf(state: string, left: number | null): ReactNode {
  if (state === 'met') return <CheckCircleOutlined />
  if (state === 'paused') return <PauseCircleOutlined />
  if (state === 'cancelled') return <StopOutlined />
  return state === 'metLate' || (left !== null && left <= 0) ? <ExclamationCircleFilled /> : <ClockCircleOutlined />
}
