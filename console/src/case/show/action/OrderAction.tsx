import { Input, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOwnForm } from '../../../form/use-own-form.ts'
import { formOf } from '../../../policy-data/names.ts'
import { useUnits } from '../../../policy-data/use-units.ts'
import { SchemaForm } from '../../../platform/form/SchemaForm.tsx'
import { formProblems } from '../../refusal.ts'
import { useChoices } from '../../use-choices.ts'
import type { ActionProps } from './action.ts'
import { ActForm } from './ActForm.tsx'
import css from './action.module.css'

/** 签发督办单 and its answer: whom it is for, the words, and the form if the county has one. */
export function OrderAction({ action, view, policy, formId, onSend, error }: ActionProps) {
  const { t } = useTranslation('case')
  const units = useUnits()
  const choices = useChoices(policy)
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string[]>([])
  const [missing, setMissing] = useState(false)
  const problems = useMemo(() => formProblems(error), [error])
  const form = useOwnForm(formOf(policy, action.form), action.command)
  const answers = action.command === 'replyOrder'
  const order = view.case.orders?.find((one) => one.id === action.fixed?.['order'])
  const send = (data?: Record<string, unknown>) => {
    const words = text.trim()
    setMissing(words === '')
    if (words === '') return Promise.resolve()
    return onSend({ ...action.fixed, text: words, ...(chosen.length > 0 && { units: chosen }), ...(data && { form: data }) })
  }
  const fields = (
    <>
      {answers && order && <blockquote className={css.hint}>{order.text}</blockquote>}
      {(action.choices?.length ?? 0) > 1 && (
        <>
          <label className={css.label} htmlFor={`${formId}-units`}>
            {t('order.units')}
          </label>
          <Select
            id={`${formId}-units`}
            className={css.wide}
            mode="multiple"
            value={chosen}
            placeholder={t('order.allUnits')}
            options={(action.choices ?? []).map((one) => ({ value: one.id, label: units.name(one.id) }))}
            onChange={setChosen}
          />
        </>
      )}
      <label className={css.required} htmlFor={`${formId}-text`}>
        {t(answers ? 'order.reply' : 'order.text')}
      </label>
      <Input.TextArea
        id={`${formId}-text`}
        value={text}
        maxLength={2000}
        autoSize={{ minRows: 3, maxRows: 10 }}
        status={missing ? 'error' : undefined}
        onChange={(event) => {
          setText(event.target.value)
          setMissing(false)
        }}
      />
      {missing && (
        <div className={css.problem} role="alert">
          {t(answers ? 'order.replyMissing' : 'order.textMissing')}
        </div>
      )}
    </>
  )
  if (form)
    return (
      <>
        {fields}
        <SchemaForm id={formId} bare schema={form.schema} order={form.order} choices={choices} problems={problems} onSubmit={send} />
      </>
    )
  return (
    <ActForm id={formId} onSend={() => void send()}>
      {fields}
    </ActForm>
  )
}
