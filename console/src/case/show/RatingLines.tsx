import type { CaseEvent, Policy, Rating } from '@shaotai/core'
import { useTranslation } from 'react-i18next'
import { useUnits } from '../../policy-data/use-units.ts'
import { StarRating } from '../StarRating.tsx'
import css from './show.module.css'

/** Ratings to read: each unit, its items, and the words. */
export function RatingLines({
  ratings,
  policy,
  events,
  hideUnit = false,
}: {
  ratings: readonly Rating[]
  policy: Policy
  events: readonly CaseEvent[]
  hideUnit?: boolean
}) {
  const { t } = useTranslation('case')
  const units = useUnits()
  const unitOf = new Map(events.filter((event) => event.assignment && event.unit).map((event) => [event.assignment, event.unit]))
  return (
    <div className={css.ratings}>
      {ratings.map((rating) => {
        const form = policy.evaluation.forms.find((one) => one.id === rating.form)
        return (
          <div key={`${rating.form} ${rating.assignment} ${rating.round}`} className={css.rating}>
            {!hideUnit && <strong>{units.short(unitOf.get(rating.assignment) ?? '')}</strong>}
            {rating.screened && <span className={css.excluded}>{t('rating.screened')}</span>}
            {rating.changed && <span className={css.excluded}>{t('rating.changed')}</span>}
            {form?.items.map((item) => {
              const value = rating.values[item.id]
              if (value === undefined) return null
              return item.scale.kind === 'stars' ? (
                <StarRating
                  key={item.id}
                  label={item.name}
                  showLabel
                  readOnly
                  value={Number(value)}
                  max={item.scale.max}
                  meanings={item.scale.labels}
                />
              ) : (
                <span key={item.id}>{`${item.name}：${item.scale.options?.find((one) => one.id === value)?.name ?? value}`}</span>
              )
            })}
            {rating.comment && <p>{rating.comment}</p>}
          </div>
        )
      })}
    </div>
  )
}
