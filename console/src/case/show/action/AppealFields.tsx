import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import type { EvaluationForm, Policy } from '@shaotai/core'
import { useUnits } from '../../../policy-data/use-units.ts'
import type { Action, ActionProps } from './action.ts'
import { RatingInput } from './RatingInput.tsx'
import css from './action.module.css'

type Values = Record<string, number | string>

/** 对什么申诉: the things this person may contest, each in words. */
export function AppealChoice({
  action,
  policy,
  value,
  onChange,
  missing,
}: {
  action: Action
  policy: Policy
  value: string | undefined
  onChange: (id: string) => void
  missing: boolean
}) {
  const { t } = useTranslation('case')
  const units = useUnits()
  const nameOf = (choice: NonNullable<Action['choices']>[number]) => {
    const form = policy.evaluation.forms.find((one) => one.id === choice.name)?.name
    const what = t(`against.${choice.kind}`)
    const detail = form ?? choice.name
    return `${detail ? `${what}：${detail}` : what}${choice.unit ? `（${units.short(choice.unit)}）` : ''}`
  }
  return (
    <fieldset className={css.group}>
      <legend className={css.required}>{t('appeal.against')}</legend>
      <Radio.Group
        className={css.options}
        value={value}
        onChange={(event) => onChange(String(event.target.value))}
        options={(action.choices ?? []).map((one) => ({ value: one.id, label: nameOf(one) }))}
      />
      {missing && (
        <div className={css.problem} role="alert">
          {t('appeal.missing')}
        </div>
      )}
    </fieldset>
  )
}

/** What is contested, for those who decide; a rating may also be given other values. */
export function AppealDecision({
  view,
  policy,
  against,
  proposed,
  values,
  onChange,
}: Pick<ActionProps, 'view' | 'policy'> & {
  against: string
  /** What others of the group proposed before: where one begins. */
  proposed?: Values | undefined
  values: Values | undefined
  onChange: (values: Values | undefined) => void
}) {
  const { t } = useTranslation('case')
  const rating = against.startsWith('rating/') ? view.case.ratings[Number(against.slice('rating/'.length)) - 1] : undefined
  const form = policy.evaluation.forms.find((one) => one.id === rating?.form)
  if (!rating || !form) return null
  return (
    <fieldset className={css.group}>
      <legend className={css.required}>{t('appeal.outcome')}</legend>
      <Radio.Group
        value={values === undefined ? 'withdrawn' : 'changed'}
        onChange={(event) => onChange(event.target.value === 'changed' ? { ...rating.values, ...proposed } : undefined)}
        options={[
          { value: 'withdrawn', label: t('appeal.exclude') },
          { value: 'changed', label: t('appeal.change') },
        ]}
      />
      {values && <RatingFields form={form} values={values} onChange={onChange} />}
    </fieldset>
  )
}

/** What the approval an action is about decides: the appeal against a rating, and the values its seats proposed last. */
export function appealOfApproval(
  view: ActionProps['view'],
  approval: string | undefined,
): { against: string; proposed?: Values } | undefined {
  const running = view.case.approvals?.find((one) => one.id === approval)
  const against = view.case.requests.find((one) => one.id === running?.request && one.kind === 'appeal')?.data['against']
  if (typeof against !== 'string' || !against.startsWith('rating/')) return undefined
  const proposed = running?.seats.findLast((seat) => seat.answer?.values)?.answer?.values
  return { against, ...(proposed && { proposed }) }
}

/** Proposed values in words: item by item, as the form names them. */
export function valuesInWords(policy: Pick<Policy, 'evaluation'>, values: Values): string {
  const items = policy.evaluation.forms.flatMap((form) => form.items)
  const words = Object.entries(values).map(([id, value]) => {
    const item = items.find((one) => one.id === id)
    return `${item?.name ?? id} ${item?.scale.options?.find((one) => one.id === value)?.name ?? value}`
  })
  return words.join(', ')
}

function RatingFields({ form, values, onChange }: { form: EvaluationForm; values: Values; onChange: (values: Values) => void }) {
  return form.items.map((item) => (
    <div key={item.id} className={css.rated}>
      <RatingInput item={item} value={values[item.id]} onChange={(value) => onChange({ ...values, [item.id]: value })} />
    </div>
  ))
}
