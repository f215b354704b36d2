import { DAY, MINUTE } from '@shaotai/core'
import { InputNumber, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { countyOffset } from '../../../platform/format/county-time.ts'
import { civilParts, formatMoment } from '../../../platform/format/format.ts'
import { SchemaForm } from '../../../platform/form/SchemaForm.tsx'
import { serverNow } from '../../../platform/now.ts'
import { isTypedFor } from '../../../platform/pinyin.ts'
import { formOf } from '../../../policy-data/names.ts'
import { useUnits } from '../../../policy-data/use-units.ts'
import { formProblems } from '../../refusal.ts'
import { unitChoices, useChoices } from '../../use-choices.ts'
import type { ActionProps } from './action.ts'
import { ActForm } from './ActForm.tsx'
import { isReasonMissing, ReasonFields, toReason, type Reason } from './ReasonFields.tsx'
import css from './action.module.css'

/** A request (申请退回, 延期, 停表, 撤回…): the reason, and what its kind needs: days, an end, the unit that should have it. */
export function RequestAction({ action, policy, formId, onSend, error }: ActionProps) {
  const { t } = useTranslation('case')
  const units = useUnits()
  const choices = useChoices(policy)
  const form = formOf(policy, action.form)
  const [reason, setReason] = useState<Reason>({ text: '' })
  const [days, setDays] = useState<number | null>(
    action.kind === 'extension' ? 1 : action.kind === 'suspension' ? Math.min(7, action.maxDays ?? 7) : null,
  )
  const [proposed, setProposed] = useState<string>()
  const [missing, setMissing] = useState(false)
  const problems = useMemo(() => formProblems(error), [error])
  const asksDays = action.kind === 'extension' || action.kind === 'suspension'
  const asksUnit = action.kind === 'return' && !form

  const send = (data?: Record<string, unknown>) => {
    setMissing(isReasonMissing(action, reason))
    if (isReasonMissing(action, reason) || (asksDays && days === null)) return Promise.resolve()
    return onSend({
      kind: action.kind,
      ...(action.assignment && { assignment: action.assignment }),
      reason: toReason(reason) ?? { text: '' },
      ...(action.kind === 'extension' && { days }),
      ...(action.kind === 'suspension' && days !== null && { until: endOfDay(days) }),
      ...(proposed && { proposedUnit: proposed }),
      ...(data && { form: data }),
    })
  }
  const fields = (
    <>
      <ReasonFields
        action={action}
        value={reason}
        missing={missing}
        onChange={(next) => {
          setReason(next)
          setMissing(false)
        }}
      />
      {asksDays && (
        <label className={css.daysLine}>
          <span className={css.required}>{t(action.kind === 'extension' ? 'request.days' : 'request.stopDays')}</span>
          <InputNumber min={1} max={action.maxDays ?? 365} precision={0} value={days} onChange={setDays} />
          <span>{t('request.atMost', { count: action.maxDays ?? 365 })}</span>
        </label>
      )}
      {action.kind === 'suspension' && days !== null && (
        <p className={css.hint}>{t('request.until', { time: formatMoment(endOfDay(days)) })}</p>
      )}
      {asksUnit && (
        <>
          <label className={css.label} htmlFor={`${formId}-unit`}>
            {t('request.proposed')}
          </label>
          <Select
            id={`${formId}-unit`}
            className={css.wide}
            allowClear
            value={proposed}
            placeholder={t('dispatch.leadPlaceholder')}
            showSearch={{ filterOption: isTypedFor }}
            options={unitChoices(units, (type) => t(`unitType.${type}`)).map(({ value, label }) => ({ value, label }))}
            onChange={setProposed}
          />
        </>
      )}
    </>
  )
  if (form) {
    return (
      <>
        {fields}
        <SchemaForm id={formId} bare schema={form.schema} order={form.order} choices={choices} problems={problems} onSubmit={send} />
      </>
    )
  }
  return (
    <ActForm id={formId} onSend={() => void send()}>
      {fields}
    </ActForm>
  )
}

/** The end of the county's day so many days from today. */
function endOfDay(days: number): number {
  const now = serverNow()
  const { hour, minute, second } = civilParts(now, countyOffset())
  const startOfToday = now - ((hour * 60 + minute) * 60 + second) * 1000 - (now % 1000)
  // A suspension to the last moment of its longest day stays within the limit.
  return Math.min(startOfToday + (days + 1) * DAY, now + days * DAY - MINUTE)
}
