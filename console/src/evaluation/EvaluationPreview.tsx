import { checkRatings, type Evaluation, type EvaluationForm, type Refusal } from '@shaotai/core'
import { Button, Card, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cleaned, RatingFields, type Given } from '../case/show/action/RatingFields.tsx'
import type { DesignerProps } from '../policy/designers.tsx'
import type { Language } from '../platform/i18n.ts'
import { roleName } from '../platform/role-names.ts'
import { useChosenForm } from './chosen-form.ts'
import css from './evaluation.module.css'

const NOTHING: Given = { values: {}, comment: '' }

/** The form as its rater will see it, on a phone and on a PC, to be filled in; nothing is stored. */
export function EvaluationPreview({ document, focus }: DesignerProps) {
  const { form } = useChosenForm(document as Evaluation, focus)
  return form ? <Preview key={form.id} form={form} /> : null
}

function Preview({ form }: { form: EvaluationForm }) {
  const { t, i18n } = useTranslation('evaluation')
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  const [screen, setScreen] = useState<'phone' | 'office'>('phone')
  const [given, setGiven] = useState(NOTHING)
  const [outcome, setOutcome] = useState<{ problem?: Refusal }>()
  const subject = t(`sample.${form.subject}`)
  // An item may have changed its scale meanwhile: what no longer fits is not carried along.
  const values = Object.fromEntries(
    Object.entries(given.values).filter(([id, value]) => {
      const item = form.items.find((one) => one.id === id)
      return item !== undefined && (item.scale.kind === 'choice') === (typeof value === 'string')
    }),
  )
  const send = () => {
    const checked = checkRatings(form, cleaned({ ...given, values }))
    setOutcome(checked.ok ? {} : { problem: checked.error })
  }
  return (
    <Card size="small" title={t('preview')} extra={<Tag color="processing">{t('previewOnly')}</Tag>}>
      <Segmented
        aria-label={t('screen')}
        value={screen}
        options={[
          { value: 'phone', label: t('screen.phone') },
          { value: 'office', label: t('screen.office') },
        ]}
        onChange={setScreen}
      />
      <div className={screen === 'phone' ? css.phone : css.office}>
        <p className={css.note}>{t('asRater', { roles: form.by.map((role) => roleName(role, language)).join(t('comma')) })}</p>
        <section aria-label={subject}>
          <h3>{subject}</h3>
          <RatingFields
            form={form}
            name={subject}
            given={{ ...given, values }}
            problem={outcome?.problem}
            onChange={(next) => {
              setGiven(next)
              setOutcome(undefined)
            }}
          />
        </section>
        <Button type="primary" block={screen === 'phone'} onClick={send}>
          {t('try')}
        </Button>
        {outcome && !outcome.problem && (
          <p role="status" className={css.accepted}>
            {t('accepted')}
          </p>
        )}
      </div>
      <p className={css.note}>{form.visibility === 'back-to-back' ? t('backToBack') : t('openNote')}</p>
    </Card>
  )
}
