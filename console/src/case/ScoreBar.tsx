import { useTranslation } from 'react-i18next'
import css from './case.module.css'

export type ScoreBarProps = {
  label: string
  value: number
  max: number
  /** The value as it is to be read: exact figures are rounded once, by the rules, not here. */
  text: string
  /** The value now in force, shown as a mark for comparison. */
  before?: number
}

/** One figure as a bar: its name, its length, its exact text. */
export function ScoreBar({ label, value, max, text, before }: ScoreBarProps) {
  const { t } = useTranslation('case')
  const share = (figure: number) => `${Math.min(100, Math.max(0, (figure / Math.max(max, 1e-9)) * 100))}%`
  return (
    <div className={css.scoreLine}>
      <span>{label}</span>
      <span className={css.scoreTrack} aria-hidden="true">
        <span className={css.scoreFill} style={{ display: 'block', width: share(value) }} />
        {before !== undefined && <span className={css.scoreBefore} style={{ left: share(before) }} title={t('score.before')} />}
      </span>
      <span className={`tabular ${css.scoreValue}`}>{text}</span>
    </div>
  )
}
