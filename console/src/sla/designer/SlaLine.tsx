import type { Segment, Sla } from '@shaotai/core'
import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { civilToInstant, instantToCivil } from '../../platform/form/civil-time.ts'
import { formatMoment } from '../../platform/format/format.ts'
import { serverNow } from '../../platform/now.ts'
import type { DesignerProps } from '../../policy/designers.tsx'
import { useEditing } from '../../policy/editing.ts'
import { focusLimit, useFocusedLimit } from './focused-limit.ts'
import { draggedAmount, lineOf, type Stage } from './line.ts'
import { fridayAfternoon } from './moment.ts'
import css from './designer.module.css'

/** 流程线: the usual way of one whistle on one line, hours that do not count hatched; a marker at each due time moves the limit. */
export function SlaLine({ document }: DesignerProps) {
  const { t } = useTranslation('sla')
  const { policy, readOnly, set } = useEditing()
  const sla = document as Sla
  const focused = useFocusedLimit(sla)
  const offset = policy.calendars.find((one) => one.id === sla.calendar)?.utcOffsetMinutes ?? 480
  const [moment, setMoment] = useState(() => fridayAfternoon(serverNow(), offset))
  const host = useRef<HTMLOListElement>(null)
  const { stages, beside } = lineOf(policy, moment)
  const amountOf = ({ rule, goal }: Stage) => rule.goals[goal]?.amount ?? 1
  const change = (stage: Stage, amount: number) => {
    if (readOnly || amount === amountOf(stage)) return
    focusLimit({ clock: stage.rule.id, goal: stage.goal })
    set(`/clocks/${stage.index}/goals/${stage.goal}/amount`, amount)
  }
  return (
    <div>
      <label className={css.lineStart} htmlFor="line-moment">
        {t('line.submitted')}
        <DatePicker
          id="line-moment"
          showTime={{ format: 'HH:mm', minuteStep: 5 }}
          format="YYYY-MM-DD HH:mm"
          allowClear={false}
          value={dayjs(instantToCivil(moment, offset))}
          onChange={(next) => next && setMoment(civilToInstant(next.format('YYYY-MM-DDTHH:mm'), offset))}
        />
      </label>
      <div className={css.lineScroll}>
        <ol className={css.line} ref={host} aria-label={t('line.label')}>
          {stages.map((stage) => (
            <li
              key={stage.rule.id}
              className={stage.rule.id === focused?.clock ? css.stageFocused : undefined}
              style={{ flexGrow: stage.width, flexBasis: 0 }}
            >
              <span className={css.stageName}>{stage.rule.name}</span>
              <span className={css.stageLimit}>{t(`goal.${stage.clock.goal.unit}`, { count: amountOf(stage) })}</span>
              <span className={css.stageTrack} aria-hidden="true">
                {piecesOf(stage).map(({ segment, share }) => (
                  <span
                    key={segment.from}
                    className={segment.counted ? css.stageCounted : css.stageOff}
                    style={{ flexGrow: share, flexBasis: 0 }}
                  />
                ))}
              </span>
              <Marker stage={stage} amount={amountOf(stage)} disabled={readOnly} onAmount={(amount) => change(stage, amount)} />
              <span className={css.stageDue}>{formatMoment(stage.clock.dueAt ?? 0, { offset, now: moment })}</span>
            </li>
          ))}
        </ol>
      </div>
      <p className={css.quiet}>{readOnly ? t('line.note') : t('line.noteEdit')}</p>
      {beside.length > 0 && (
        <p className={css.quiet}>{t('line.beside', { names: beside.map((rule) => rule.name).join(t('limit.and')) })}</p>
      )}
    </div>
  )
}

type MarkerProps = { stage: Stage; amount: number; disabled: boolean; onAmount: (amount: number) => void }

/** The end of a stage: dragged with the pointer, or moved with the arrow keys. */
function Marker({ stage, amount, disabled, onAmount }: MarkerProps) {
  const { t } = useTranslation('sla')
  const [drag, setDrag] = useState<{ x: number; width: number; amount: number }>()
  const begin = (event: PointerEvent<HTMLSpanElement>) => {
    if (disabled) return
    event.currentTarget.setPointerCapture(event.pointerId)
    setDrag({ x: event.clientX, width: event.currentTarget.parentElement?.clientWidth ?? 0, amount })
  }
  const move = (event: PointerEvent) => drag && onAmount(draggedAmount(drag.amount, drag.width, event.clientX - drag.x))
  const key = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (step === undefined || disabled) return
    event.preventDefault()
    onAmount(Math.max(1, amount + step))
  }
  return (
    <span
      role="slider"
      tabIndex={0}
      className={css.marker}
      aria-label={t('limit.slider', { name: stage.rule.name })}
      aria-valuemin={1}
      aria-valuemax={100_000}
      aria-valuenow={amount}
      aria-valuetext={t(`goal.${stage.clock.goal.unit}`, { count: amount })}
      aria-disabled={disabled}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={() => setDrag(undefined)}
      onPointerCancel={() => setDrag(undefined)}
      onKeyDown={key}
      onFocus={() => focusLimit({ clock: stage.rule.id, goal: stage.goal })}
    />
  )
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 5, PageDown: -5 }

/** The stretches of a stage by their length; those that do not count are shortened by their root, so that a weekend leaves room. */
function piecesOf({ clock }: Stage): { segment: Segment; share: number }[] {
  return clock.segments.map((segment) => ({ segment, share: Math.sqrt(Math.max(1, segment.to - segment.from)) }))
}
