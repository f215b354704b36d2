import { QuestionCircleOutlined } from '@ant-design/icons'
import type { Clock, Segment } from '@shaotai/core'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDuration, formatMoment, formatTime } from '../platform/format/format.ts'
import { usePhone } from '../platform/responsive.ts'
import { rulerOf } from './ruler.ts'
import { WhyDue } from './WhyDue.tsx'
import css from './sla.module.css'

export type ClockRulerProps = {
  clock: Clock
  now: number
  /** Minutes the county is ahead of UTC. */
  offset: number
  /** What `now` is called on the ruler; 现在 unless given. */
  mark?: string | undefined
}

/** A clock as a ruler: counted time solid, nights and holidays hatched, where we are, when it is due; a click tells why. */
export function ClockRuler({ clock, now, offset, mark }: ClockRulerProps) {
  const { t } = useTranslation('sla')
  const phone = usePhone()
  const [open, setOpen] = useState(false)
  const { pieces, ticks, nowAt } = rulerOf(clock, now, offset, phone ? 0.24 : 0.17)
  const due = clock.dueAt === null ? t('ruler.dueOpen') : formatMoment(clock.dueAt, { offset, now })
  const sum = (counted: boolean) =>
    formatDuration(clock.segments.filter((one) => one.counted === counted).reduce((all, one) => all + one.to - one.from, 0))
  return (
    <div className={css.ruler}>
      <div className={css.rulerHead}>
        <span>{t('ruler.started', { time: formatMoment(clock.startedAt, { offset, now }) })}</span>
        <span className={css.due}>{clock.dueAt === null ? due : t('ruler.due', { time: due })}</span>
      </div>
      <button
        type="button"
        className={css.track}
        onClick={() => setOpen(true)}
        aria-label={t('ruler.summary', {
          name: clock.name,
          from: formatMoment(clock.startedAt, { offset, now }),
          due,
          counted: sum(true),
          uncounted: sum(false),
          mark: mark ?? t('ruler.now'),
          now: formatMoment(now, { offset, now }),
        })}
      >
        {pieces.map((piece) => (
          <span
            key={piece.from}
            className={`${css.piece} ${pieceClass(piece.segment)}`}
            style={{ left: `${piece.start * 100}%`, width: `${piece.width * 100}%` }}
            title={`${formatTime(piece.from, { offset })}–${formatTime(piece.to, { offset })} ${piece.segment.name ?? t(`reason.${piece.segment.why}`)}`}
          />
        ))}
        {nowAt !== undefined && (
          <span
            className={`${css.now} ${nowAt > 0.8 ? css.nowRight : nowAt < 0.05 ? css.nowLeft : ''}`}
            style={{ left: `${nowAt * 100}%` }}
          >
            <span>{mark ?? t('ruler.now')}</span>
          </span>
        )}
      </button>
      <div className={css.ticks} aria-hidden="true">
        {ticks.map((tick) => (
          <span key={tick.at} style={{ left: `${tick.place * 100}%` }}>
            {tick.label}
          </span>
        ))}
      </div>
      <Button type="link" className={css.whyLink} icon={<QuestionCircleOutlined />} onClick={() => setOpen(true)}>
        {t('ruler.why')}
      </Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        placement={phone ? 'bottom' : 'right'}
        size={phone ? '85%' : 620}
        title={clock.dueAt === null ? t('why.titleOpen') : t('why.title', { time: due })}
      >
        <WhyDue clock={clock} offset={offset} now={now} />
      </Drawer>
    </div>
  )
}

function pieceClass(segment: Segment): string | undefined {
  if (segment.counted) return css.counted
  if (segment.why === 'paused') return css.paused
  if (segment.why === 'beyond-coverage') return css.beyond
  return css.off
}
