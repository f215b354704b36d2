import { describeRefusal } from '@shaotai/api'
import type { EvaluationForm, EvaluationItem, Rating, Refusal } from '@shaotai/core'
import { Input } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { RatingInput } from './RatingInput.tsx'
import css from './action.module.css'

/** What a rater has given so far. */
export type Given = { values: Rating['values']; comment: string }

type Props = {
  form: EvaluationForm
  /** Who or what is rated, for the field of words. */
  name: string
  given: Given
  problem: Refusal | undefined
  onChange: (given: Given) => void
  suggestion?: (item: EvaluationItem) => ReactNode
}

/** One evaluation form as its rater fills it in: every item on its scale, words, and what is wrong. */
export function RatingFields({ form, name, given, problem, onChange, suggestion }: Props) {
  const { t, i18n } = useTranslation('case')
  return (
    <>
      {form.items.map((item) => (
        <div key={item.id} className={css.rated}>
          <RatingInput
            item={item}
            value={given.values[item.id]}
            onChange={(value) => onChange({ ...given, values: { ...given.values, [item.id]: value } })}
          />
          {suggestion?.(item)}
        </div>
      ))}
      {form.comment !== 'none' && (
        <Input.TextArea
          value={given.comment}
          maxLength={2000}
          autoSize={{ minRows: 1, maxRows: 6 }}
          aria-label={t('rate.comment', { unit: name })}
          placeholder={t(`rate.comment.${form.comment}`, { limit: form.lowAtOrBelow ?? 0 })}
          status={problem?.code.includes('comment') ? 'error' : undefined}
          onChange={(event) => onChange({ ...given, comment: event.target.value })}
        />
      )}
      {problem && (
        <div className={css.problem} role="alert">
          {describeRefusal(problem, i18n.language === 'en' ? 'en' : 'zh')}
        </div>
      )}
    </>
  )
}

/** What is sent of it: words only when there are some. */
export function cleaned({ values, comment }: Given): { values: Rating['values']; comment?: string } {
  const words = comment.trim()
  return words ? { values, comment: words } : { values }
}
