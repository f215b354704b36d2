import type { CaseView } from '@shaotai/api'
import {
  activeAssignments,
  caseFacts,
  checkRatings,
  holds,
  responderKey,
  type EvaluationForm,
  type EvaluationItem,
  type Refusal,
} from '@shaotai/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDuration } from '../../../platform/format/format.ts'
import { useSession, type Session } from '../../../platform/session.ts'
import { useUnits } from '../../../policy-data/use-units.ts'
import { placeOf } from '../../refusal.ts'
import type { ActionProps } from './action.ts'
import { ActForm } from './ActForm.tsx'
import { cleaned, RatingFields, type Given } from './RatingFields.tsx'
import css from './action.module.css'

const HOUR = 3_600_000

/** One thing to rate: a department, or one of the people it sent. */
type Row = { key: string; form: EvaluationForm; assignment: string; person?: string; name: string; role: string }

/** 评价: each department for its own work, and where the county asks for it each person it sent, on the forms of this person's role. A suggestion is shown with its reason and never filled in. */
export function RateAction({ view, policy, formId, onSend, error }: ActionProps) {
  const { t } = useTranslation('case')
  const units = useUnits()
  const session = useSession()
  const [given, setGiven] = useState<Record<string, Given>>({})
  const [problems, setProblems] = useState<Record<string, Refusal>>({})
  const rows = rowsOf(view, evaluationFormsFor(policy.evaluation.forms, view, session), {
    unit: units.name,
    role: (role) => t(`role.${role}`),
    responder: t('rate.responder'),
  })
  if (rows.length === 0) return <p>{t('rate.noForm')}</p>

  const of = (key: string): Given => given[key] ?? { values: {}, comment: '' }
  const put = (key: string, next: Given) => {
    setGiven({ ...given, [key]: next })
    const { [key]: _, ...others } = problems
    setProblems(others)
  }
  const send = () => {
    const found: Record<string, Refusal> = {}
    for (const { key, form } of rows) {
      const checked = checkRatings(form, cleaned(of(key)))
      if (!checked.ok) found[key] = checked.error
    }
    setProblems(found)
    if (Object.keys(found).length > 0) return
    void onSend({
      ratings: rows.map(({ key, assignment, person }) => ({ assignment, ...(person !== undefined && { person }), ...cleaned(of(key)) })),
    })
  }
  const refusedAt = Number(/^\/ratings\/(\d+)/.exec(placeOf(error))?.[1] ?? -1)
  const forms = [...new Set(rows.map((row) => row.form))]
  return (
    <ActForm id={formId} onSend={send}>
      {rows.map(({ key, form, assignment, name, role }, index) => (
        <section key={key} className={`${css.subject} ${index === refusedAt ? css.refused : ''}`} aria-label={name}>
          <h3>
            {name}
            <span className={css.role}>{role}</span>
          </h3>
          <RatingFields
            form={form}
            name={name}
            given={of(key)}
            problem={problems[key]}
            onChange={(next) => put(key, next)}
            suggestion={(item) => <Suggestion view={view} assignment={assignment} form={form.id} item={item} />}
          />
        </section>
      ))}
      {forms.some((form) => form.items.some((item) => item.note)) && (
        <details className={css.notes}>
          <summary>{t('rate.notes')}</summary>
          {forms.flatMap((form) => form.items.map((item) => item.note && <p key={item.id}>{`${item.name}：${item.note}`}</p>))}
        </details>
      )}
    </ActForm>
  )
}

function rowsOf(
  { case: state }: CaseView,
  { ofUnits, ofPeople }: ReturnType<typeof evaluationFormsFor>,
  say: { unit: (id: string) => string; role: (role: 'lead' | 'cooperating') => string; responder: string },
): Row[] {
  return activeAssignments(state)
    .filter((one) => one.phase === 'DONE')
    .flatMap(({ id, unit, role, responders }): Row[] => [
      ...(ofUnits ? [{ key: id, form: ofUnits, assignment: id, name: say.unit(unit), role: say.role(role) }] : []),
      ...(ofPeople
        ? responders.map((one) => {
            const person = responderKey(one)
            return { key: `${id}/${person}`, form: ofPeople, assignment: id, person, name: one.name, role: say.responder }
          })
        : []),
    ])
}

/** The forms meant for one of the person's roles whose condition holds: the same choice the rules make. */
export function evaluationFormsFor(forms: readonly EvaluationForm[], view: CaseView, session: Session | undefined) {
  const meant = forms.filter((form) => form.by.some((role) => session?.roles.includes(role)) && holds(form.when, caseFacts(view.case)))
  return { ofUnits: meant.find((form) => form.subject !== 'person'), ofPeople: meant.find((form) => form.subject === 'person') }
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
