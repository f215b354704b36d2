import { describeRefusal, type CaseView } from '@shaotai/api'
import {
  activeAssignments,
  caseFacts,
  checkRatings,
  holds,
  type EvaluationForm,
  type EvaluationItem,
  type Rating,
  type Refusal,
} from '@shaotai/core'
import { Input, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDuration } from '../../../platform/format/format.ts'
import { useSession, type Session } from '../../../platform/session.ts'
import { useUnits } from '../../../policy-data/use-units.ts'
import { StarRating } from '../../StarRating.tsx'
import { placeOf } from '../../refusal.ts'
import type { ActionProps } from './action.ts'
import { ActForm } from './ActForm.tsx'
import css from './action.module.css'

const HOUR = 3_600_000

type Given = { values: Rating['values']; comment: string }

/** 评价: each department for its own work, on the form of this person's role. A suggestion is shown with its reason and never filled in. */
export function RateAction({ view, policy, formId, onSend, error }: ActionProps) {
  const { t, i18n } = useTranslation('case')
  const units = useUnits()
  const session = useSession()
  const form = evaluationFormFor(policy.evaluation.forms, view, session)
  const subjects = activeAssignments(view.case).filter((one) => one.phase === 'DONE')
  const [given, setGiven] = useState<Record<string, Given>>({})
  const [problems, setProblems] = useState<Record<string, Refusal>>({})
  if (!form) return <p>{t('rate.noForm')}</p>

  const of = (id: string): Given => given[id] ?? { values: {}, comment: '' }
  const put = (id: string, next: Given) => {
    setGiven({ ...given, [id]: next })
    const { [id]: _, ...others } = problems
    setProblems(others)
  }
  const send = () => {
    const found: Record<string, Refusal> = {}
    for (const { id } of subjects) {
      const checked = checkRatings(form, cleaned(of(id)))
      if (!checked.ok) found[id] = checked.error
    }
    setProblems(found)
    if (Object.keys(found).length > 0) return
    void onSend({ ratings: subjects.map(({ id }) => ({ assignment: id, ...cleaned(of(id)) })) })
  }
  const refusedAt = Number(/^\/ratings\/(\d+)/.exec(placeOf(error))?.[1] ?? -1)
  return (
    <ActForm id={formId} onSend={send}>
      {subjects.map((subject, index) => (
        <section
          key={subject.id}
          className={`${css.subject} ${index === refusedAt ? css.refused : ''}`}
          aria-label={units.name(subject.unit)}
        >
          <h3>
            {units.name(subject.unit)}
            <span className={css.role}>{t(`role.${subject.role}`)}</span>
          </h3>
          {form.items.map((item) => (
            <div key={item.id} className={css.rated}>
              <RatingInput
                item={item}
                value={of(subject.id).values[item.id]}
                onChange={(value) => put(subject.id, { ...of(subject.id), values: { ...of(subject.id).values, [item.id]: value } })}
              />
              <Suggestion view={view} assignment={subject.id} form={form.id} item={item} />
            </div>
          ))}
          {form.comment !== 'none' && (
            <Input.TextArea
              value={of(subject.id).comment}
              maxLength={2000}
              autoSize={{ minRows: 1, maxRows: 6 }}
              aria-label={t('rate.comment', { unit: units.short(subject.unit) })}
              placeholder={t(`rate.comment.${form.comment}`, { limit: form.lowAtOrBelow ?? 0 })}
              status={problems[subject.id]?.code.includes('comment') ? 'error' : undefined}
              onChange={(event) => put(subject.id, { ...of(subject.id), comment: event.target.value })}
            />
          )}
          {problems[subject.id] && (
            <div className={css.problem} role="alert">
              {describeRefusal(problems[subject.id] as Refusal, i18n.language === 'en' ? 'en' : 'zh')}
            </div>
          )}
        </section>
      ))}
      {form.items.some((item) => item.note) && (
        <details className={css.notes}>
          <summary>{t('rate.notes')}</summary>
          {form.items.map((item) => item.note && <p key={item.id}>{`${item.name}：${item.note}`}</p>)}
        </details>
      )}
    </ActForm>
  )
}

/** The first form meant for one of the person's roles whose condition holds: the same choice the rules make. */
export function evaluationFormFor(
  forms: readonly EvaluationForm[],
  view: CaseView,
  session: Session | undefined,
): EvaluationForm | undefined {
  return forms.find((form) => form.by.some((role) => session?.roles.includes(role)) && holds(form.when, caseFacts(view.case)))
}

function RatingInput({
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

/** 建议: what the clock would give, and why. Only shown. */
function Suggestion({ view, assignment, form, item }: { view: CaseView; assignment: string; form: string; item: EvaluationItem }) {
  const { t } = useTranslation('case')
  const suggestion = view.suggestions.find((one) => one.assignment === assignment && one.form === form && one.item === item.id)
  if (!suggestion) return null
  const clock = view.clocks.find((one) => one.clock === suggestion.clock && one.assignment === assignment)
  const inDays = clock?.basis === 'working-days' || clock?.basis === 'calendar-days'
  const length = (amount: number) => (inDays ? t('rate.hours', { count: Math.floor(amount / HOUR) }) : formatDuration(amount))
  return (
    <p className={css.suggestion}>
      {t('rate.suggestion', {
        value: item.scale.labels?.[suggestion.value - 1]
          ? `${suggestion.value} ★ ${item.scale.labels[suggestion.value - 1]}`
          : `${suggestion.value}`,
        clock: clock?.name ?? suggestion.clock,
        used: length(suggestion.used),
        allowed: length(suggestion.allowed),
      })}
    </p>
  )
}

function cleaned({ values, comment }: Given): { values: Rating['values']; comment?: string } {
  const words = comment.trim()
  return words ? { values, comment: words } : { values }
}
