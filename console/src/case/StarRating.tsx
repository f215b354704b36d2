import { StarFilled } from '@ant-design/icons'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './case.module.css'

export type StarRatingProps = {
  label: string
  value: number | undefined
  onChange?: (value: number) => void
  max?: number
  /** What each number of stars means, from one upward. */
  meanings?: readonly string[]
  readOnly?: boolean
  id?: string
  /** Shows the label in front of the stars. */
  showLabel?: boolean
}

/** One row of stars: a group of radio buttons, so that arrow keys and screen readers know it. Nothing is chosen beforehand. */
export function StarRating({ label, value, onChange, max = 5, meanings, readOnly = false, id, showLabel = false }: StarRatingProps) {
  const { t } = useTranslation('case')
  const name = useId()
  const [hover, setHover] = useState<number>()
  const shown = hover ?? value ?? 0
  const meaning = shown > 0 ? (meanings?.[shown - 1] ?? t('stars.count', { count: shown })) : t('stars.none')
  if (readOnly) {
    return (
      <span
        className={css.stars}
        role="img"
        aria-label={`${label}：${value === undefined ? t('stars.none') : t('stars.of', { count: value, max })}`}
      >
        {showLabel && <span className={css.starsLabel}>{label}</span>}
        <Stars max={max} filled={value ?? 0} />
        <span className={css.starsMeaning}>
          {value === undefined ? t('stars.none') : (meanings?.[value - 1] ?? t('stars.count', { count: value }))}
        </span>
      </span>
    )
  }
  return (
    <fieldset className={css.stars} id={id} onMouseLeave={() => setHover(undefined)}>
      <legend className={showLabel ? css.starsLabel : 'visually-hidden'}>{label}</legend>
      {Array.from({ length: max }, (_, index) => index + 1).map((count) => (
        <label key={count} className={css.star} onMouseEnter={() => setHover(count)}>
          <input
            className="visually-hidden"
            type="radio"
            name={name}
            value={count}
            checked={value === count}
            onChange={() => onChange?.(count)}
          />
          <StarFilled className={count <= shown ? css.starOn : css.starOff} aria-hidden="true" />
          <span className="visually-hidden">
            {t('stars.count', { count })}
            {meanings?.[count - 1] ? ` ${meanings[count - 1]}` : ''}
          </span>
        </label>
      ))}
      <span className={css.starsMeaning} aria-hidden="true">
        {meaning}
      </span>
    </fieldset>
  )
}

function Stars({ max, filled }: { max: number; filled: number }) {
  return (
    <>
      {Array.from({ length: max }, (_, index) => (
        <span key={index} className={css.starStill}>
          <StarFilled className={index < filled ? css.starOn : css.starOff} aria-hidden="true" />
        </span>
      ))}
    </>
  )
}
