import type { Policy } from '@shaotai/core'
import { Alert, Button } from 'antd'
import { useEffect, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SchemaForm } from '../../platform/form/SchemaForm.tsx'
import { formatTime } from '../../platform/format/format.ts'
import { itemOf } from '../../policy-data/names.ts'
import { FormView } from '../show/FormView.tsx'
import { useChoices } from '../use-choices.ts'
import { dataOf, splitForm, type FormStep } from './form-steps.ts'
import { MatterFields } from './MatterFields.tsx'
import { PreviewPanel } from './PreviewPanel.tsx'
import { useWhistle } from './use-whistle.ts'
import css from './new.module.css'

type Step = FormStep | 'confirm'

/** 拍照 → 哪里 → 什么事 → 确认: one thing at a time, the button always in reach of the thumb. */
export function PhoneSteps({ policy, account }: { policy: Policy; account: string }) {
  const { t } = useTranslation('case')
  const formId = useId()
  const whistle = useWhistle(policy, account)
  const choices = useChoices(policy)
  const { draft, form, category, preview, problems, failure, choiceProblem } = whistle
  const parts = useMemo(() => (form && splitForm(form.schema)) ?? { matter: form?.schema }, [form])
  const steps: Step[] = [...(['photos', 'place', 'matter'] as const).filter((one) => parts[one]), 'confirm']
  const [at, setAt] = useState(0)
  const [missingItem, setMissingItem] = useState(false)
  const step = steps[Math.min(at, steps.length - 1)] ?? 'confirm'
  const needsItem = policy.responsibilities.offList === 'refuse'

  // What the server refused is shown on the step that asked for it.
  useEffect(() => {
    const field = problems[0]?.at.split('/')[1]
    const place = steps.findIndex(
      (one) => one !== 'confirm' && field !== undefined && field in ((parts[one]?.['properties'] ?? {}) as object),
    )
    if (field !== undefined) setAt(Math.max(0, place < 0 ? steps.indexOf('matter') : place))
    else if (choiceProblem) setAt(steps.indexOf('matter'))
  }, [problems, choiceProblem?.at]) // oxlint-disable-line react/exhaustive-deps -- only a new refusal moves the page

  const go = (to: number) => {
    setAt(to)
    document.getElementById('main')?.scrollTo(0, 0)
  }
  const next = (data: Record<string, unknown>) => {
    if (step !== 'confirm') whistle.setForm(merge(step, data))
    if (step === 'matter' && needsItem && !draft.item) {
      setMissingItem(true)
      document.getElementById('new-item')?.focus()
      return
    }
    go(at + 1)
  }
  const merge = (one: FormStep, data: Record<string, unknown>) => {
    const others = (['photos', 'place', 'matter'] as const).filter((each) => each !== one)
    return { ...Object.assign({}, ...others.map((each) => dataOf(each, parts, draft.form))), ...data }
  }
  // Each arrival at a step begins with what the draft holds then; throwing the draft away begins it anew.
  const [start, setStart] = useState<{ step: Step; of: unknown; value: Record<string, unknown> }>()
  if (start?.step !== step || start.of !== whistle.start)
    setStart({ step, of: whistle.start, value: step === 'confirm' ? {} : dataOf(step, parts, draft.form) })

  return (
    <div className={css.phone}>
      <ol className={css.steps} aria-label={t('new.steps')}>
        {steps.map((one, index) => (
          <li
            key={one}
            className={index === at ? css.stepHere : index < at ? css.stepDone : ''}
            aria-current={index === at ? 'step' : undefined}
          >
            <button type="button" disabled={index > at} onClick={() => go(index)}>
              <span>{index + 1}</span>
              {t(`new.step.${one}`)}
            </button>
          </li>
        ))}
      </ol>
      {whistle.restored && at === 0 && (
        <Alert
          className={css.strip}
          type="info"
          title={t('new.restored', { time: formatTime(draft.savedAt) })}
          action={
            <Button size="small" onClick={whistle.discard}>
              {t('new.discard')}
            </Button>
          }
        />
      )}
      {failure && (
        <Alert className={css.strip} type="error" showIcon role="alert" title={failure.title} description={failure.advice || undefined} />
      )}
      {step === 'matter' && (
        <MatterFields
          policy={policy}
          value={draft}
          problem={choiceProblem ?? (missingItem && !draft.item ? { at: '/item', text: t('new.itemMissing') } : undefined)}
          onChange={whistle.setMatter}
        />
      )}
      {step !== 'confirm' && parts[step] && start?.step === step && (
        <SchemaForm
          key={`${step} ${category?.form}`}
          id={formId}
          bare
          schema={parts[step]}
          order={form?.order}
          value={start.value}
          choices={choices}
          problems={problems.filter((one) => (one.at.split('/')[1] ?? '') in ((parts[step]?.['properties'] ?? {}) as object))}
          onChange={(data) => whistle.setForm(merge(step, data))}
          onSubmit={next}
        />
      )}
      {step === 'confirm' && form && (
        <>
          <section className={css.paper}>
            <h2>{itemOf(policy, draft.item)?.name ?? category?.name}</h2>
            <FormView schema={form.schema} order={form.order} data={draft.form} />
          </section>
          <section className={css.paper}>
            <h2>{t('preview.title')}</h2>
            <PreviewPanel {...preview} policy={policy} category={draft.category} />
          </section>
        </>
      )}
      <div className={css.bar}>
        {at > 0 && <Button onClick={() => go(at - 1)}>{t('new.previous')}</Button>}
        {step === 'confirm' ? (
          <Button type="primary" loading={whistle.busy} disabled={whistle.busy} onClick={() => void whistle.submit(draft.form)}>
            {t('new.submit')}
          </Button>
        ) : (
          <Button type="primary" htmlType="submit" form={formId}>
            {step === 'photos' && dataIsEmpty(dataOf('photos', parts, draft.form)) ? t('new.skipPhotos') : t('new.next')}
          </Button>
        )}
      </div>
    </div>
  )
}

function dataIsEmpty(data: Record<string, unknown>): boolean {
  return Object.values(data).every((value) => value === undefined || (Array.isArray(value) && value.length === 0))
}
