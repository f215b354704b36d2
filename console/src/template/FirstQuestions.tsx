import type { FirstAnswers } from '@shaotai/core'
import { Alert, Checkbox, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useUnits } from '../policy-data/use-units.ts'
import { useReviewers } from './queries.ts'
import css from './template.module.css'

/** Answers as they are typed: hours as text until they are used. */
export type Answering = { hours: string; days: number[]; emergency: FirstAnswers['emergency'] }

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const

/** 三问: the hours, whether emergencies are answered round the clock, and who reviews. */
export function FirstQuestions({ value, wrong, onChange }: { value: Answering; wrong: boolean; onChange: (value: Answering) => void }) {
  const { t } = useTranslation('template')
  const reviewers = useReviewers()
  const { list } = useUnits()
  const have = (type: string) => list.filter((unit) => unit.active && unit.type === type).length
  const names = reviewers.data?.map((person) => person.name) ?? []
  return (
    <>
      <p>
        {t('first.units', { towns: have('town'), departments: have('department') })}{' '}
        <Link to="/people/import" className={css.inText}>
          {t('first.importUnits')}
        </Link>
      </p>
      <ol className={css.questions}>
        <li>
          <h3>{t('first.hours')}</h3>
          <label className={css.field}>
            <span>{t('first.hoursLabel')}</span>
            <Input
              value={value.hours}
              status={wrong ? 'error' : ''}
              aria-invalid={wrong}
              aria-describedby="first-hours-hint"
              onChange={(event) => onChange({ ...value, hours: event.target.value })}
            />
          </label>
          <p id="first-hours-hint" className={wrong ? css.wrong : css.hint} role={wrong ? 'alert' : undefined}>
            {t(wrong ? 'first.hoursWrong' : 'first.hoursHint')}
          </p>
          <Checkbox.Group
            aria-label={t('first.days')}
            value={value.days}
            options={DAYS.map((day) => ({ value: day, label: t(`first.day.${day}`) }))}
            onChange={(days) => onChange({ ...value, days })}
          />
        </li>
        <li>
          <h3 id="first-emergency">{t('first.emergency')}</h3>
          <Radio.Group
            aria-labelledby="first-emergency"
            value={value.emergency}
            options={[
              { value: 'always', label: t('first.always') },
              { value: 'office-hours', label: t('first.officeHours') },
            ]}
            onChange={(event) => onChange({ ...value, emergency: event.target.value as Answering['emergency'] })}
          />
        </li>
        <li>
          <h3>{t('first.reviewer')}</h3>
          {reviewers.data && names.length === 0 ? (
            <Alert type="warning" showIcon title={t('first.nobody')} />
          ) : (
            <p>{t('first.reviewers', { names: names.slice(0, 5).join('、') || '…' })}</p>
          )}
        </li>
      </ol>
    </>
  )
}
