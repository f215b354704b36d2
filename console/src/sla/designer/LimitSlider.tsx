import type { Goal } from '@shaotai/core'
import { Slider } from 'antd'
import { useTranslation } from 'react-i18next'
import { limitRange } from './limit-range.ts'
import css from './designer.module.css'

type Props = { goal: Goal; inForce: Goal | undefined; name: string; readOnly: boolean; onChange: (amount: number) => void }

/** A limit as a slider: arrow keys move it by one, the limit in force is marked, the figures beside follow. */
export function LimitSlider({ goal, inForce, name, readOnly, onChange }: Props) {
  const { t } = useTranslation('sla')
  const { min, max, marks } = limitRange(goal, inForce)
  const say = (amount: number) => t(`goal.${goal.unit}`, { count: amount })
  const isInForce = (amount: number) => inForce?.unit === goal.unit && inForce.amount === amount
  return (
    <div className={css.slider}>
      <p>{t('limit.of', { name })}</p>
      <Slider
        min={min}
        max={max}
        value={goal.amount}
        disabled={readOnly}
        marks={Object.fromEntries(
          marks.map((amount) => [amount, isInForce(amount) ? t('limit.inForce', { limit: say(amount) }) : say(amount)]),
        )}
        tooltip={{ formatter: (amount) => (amount === undefined ? '' : say(amount)) }}
        ariaLabelForHandle={t('limit.slider', { name })}
        ariaValueTextFormatterForHandle={(amount) => say(amount)}
        onChange={onChange}
      />
    </div>
  )
}
