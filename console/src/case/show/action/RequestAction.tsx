import { DAY, MINUTE } from '@shaotai/core'
import { Input, InputNumber, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { countyOffset } from '../../../platform/format/county-time.ts'
import { civilParts, formatMoment } from '../../../platform/format/format.ts'
import { SchemaForm } from '../../../platform/form/SchemaForm.tsx'
import { serverNow } from '../../../platform/now.ts'
import { isTypedFor } from '../../../platform/pinyin.ts'
import { useOwnForm } from '../../../form/use-own-form.ts'
import { formOf } from '../../../policy-data/names.ts'
import { useUnits } from '../../../policy-data/use-units.ts'
import { formProblems } from '../../refusal.ts'
import { unitChoices, useChoices } from '../../use-choices.ts'
import type { ActionProps } from './action.ts'
import { ActForm } from './ActForm.tsx'
import { AppealChoice } from './AppealFields.tsx'
import { CasePicker } from './CasePicker.tsx'
import { isReasonMissing, ReasonFields, toReason, type Reason } from './ReasonFields.tsx'
import css from './action.module.css'

/** A request (申请退回, 延期, 停表, 撤回…): the reason, and what its kind needs: days, an end, the unit that should have it. */
export function RequestAction({ action, view, policy, formId, onSend, error }: ActionProps) {
  const { t } = useTranslation('case')
  const units = useUnits()
  const choices = useChoices(policy)
  const form = useOwnForm(formOf(policy, action.form), 'openRequest')
  const [reason, setReason] = useState<Reason>({ text: '' })
  const [days, setDays] = useState<number | null>(
    action.kind === 'extension' ? 1 : action.kind === 'suspension' ? Math.min(7, action.maxDays ?? 7) : null,
  )
  const [proposed, setProposed] = useState<string>()
  const [missing, setMissing] = useState(false)
  const [against, setAgainst] = useState<string>()
  const [target, setTarget] = useState<string>()
  const [told, setTold] = useState('')
  const [lacks, setLacks] = useState<{ choice?: boolean; told?: boolean }>({})
  const problems = useMemo(() => formProblems(error), [error])
  const asksDays = action.kind === 'extension' || action.kind === 'suspension'
  const asksUnit = action.kind === 'return' && !form

  const send = (data?: Record<string, unknown>) => {
    setMissing(isReasonMissing(action, reason))
    const lacking = {
      choice: (action.kind === 'appeal' && !against) || (action.kind === 'merge' && !target),
      told: action.tellsReporter === true && told.trim() === '',
    }
    setLacks(lacking)
    if (isReasonMissing(action, reason) || (asksDays && days === null) || lacking.choice || lacking.told) return Promise.resolve()
    return onSend({
      kind: action.kind,
      ...(action.assignment && { assignment: action.assignment }),
      reason: toReason(reason) ?? { text: '' },
      ...(action.kind === 'extension' && { days }),
      ...(action.kind === 'suspension' && days !== null && { until: endOfDay(days) }),
      ...(proposed && { proposedUnit: proposed }),
      ...(against && { against }),
      ...(target && { target }),
      ...(told.trim() && { reporterTold: told.trim() }),
      ...(data && { form: data }),
    })
  }
  const fields = (
    <>
      {action.kind === 'appeal' && (
        <AppealChoice action={action} policy={policy} value={against} onChange={setAgainst} missing={lacks.choice === true} />
      )}
      {action.kind === 'merge' && (
        <CasePicker id={`${formId}-case`} value={target} onChange={setTarget} except={view.case.id} missing={lacks.choice === true} />
      )}
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
      {action.tellsReporter && (
        <>
          <label className={css.required} htmlFor={`${formId}-told`}>
            {t('request.told')}
          </label>
          <Input.TextArea
            id={`${formId}-told`}
            value={told}
            maxLength={500}
            autoSize={{ minRows: 2, maxRows: 6 }}
            placeholder={t('request.toldPlaceholder')}
            status={lacks.told ? 'error' : undefined}
            onChange={(event) => setTold(event.target.value)}
          />
          {lacks.told && (
            <div className={css.problem} role="alert">
              {t('request.toldMissing')}
            </div>
          )}
        </>
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
