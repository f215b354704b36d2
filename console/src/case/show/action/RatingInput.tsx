import type { EvaluationItem } from '@shaotai/core'
import { InputNumber, Radio } from 'antd'
import { StarRating } from '../../StarRating.tsx'
import css from './action.module.css'

/** One item of an evaluation form: stars, points or a choice. */
export function RatingInput({
  item,
  value,
  onChange,
}: {
  item: EvaluationItem
  value: number | string | undefined
  onChange: (value: number | string) => void
}) {
  const { kind, max, labels, options } = item.scale
  if (kind === 'stars')
    return (
      <StarRating
        label={item.name}
        showLabel
        value={typeof value === 'number' ? value : undefined}
        max={max}
        meanings={labels}
        onChange={onChange}
      />
    )
  if (kind === 'points')
    return (
      <label className={css.points}>
        <span>{item.name}</span>
        <InputNumber
          min={0}
          max={max}
          precision={0}
          value={typeof value === 'number' ? value : null}
          onChange={(next) => next !== null && onChange(next)}
        />
      </label>
    )
  return (
    <fieldset className={css.group}>
      <legend>{item.name}</legend>
      <Radio.Group
        value={value}
        onChange={(event) => onChange(String(event.target.value))}
        options={(options ?? []).map((one) => ({ value: one.id, label: one.name }))}
      />
    </fieldset>
  )
}
