import { InputNumber, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../../platform/format/format.ts'
import { formOf } from '../../../policy-data/names.ts'
import { useUnits } from '../../../policy-data/use-units.ts'
import { FormView } from '../FormView.tsx'
import type { ActionProps } from './action.ts'
import { ActForm } from './ActForm.tsx'
import { AppealDecision } from './AppealFields.tsx'
import { ReasonFields, toReason, type Reason } from './ReasonFields.tsx'
import css from './action.module.css'

/** 审批一项申请: what was asked and why, then yes or no. A refusal needs words. */
export function DecideAction({ action, view, policy, formId, onSend }: ActionProps) {
  const { t } = useTranslation('case')
  const units = useUnits()
  const request = view.case.requests.find((one) => one.id === action.request)
  const asked = Number(request?.data['days'] ?? Number.NaN)
  const until = Number(request?.data['until'] ?? Number.NaN)
  const [approve, setApprove] = useState<boolean>()
  const [days, setDays] = useState<number | null>(Number.isFinite(asked) ? asked : null)
  const [reason, setReason] = useState<Reason>({ text: '' })
  const [missing, setMissing] = useState<{ choice?: boolean; reason?: boolean }>({})
  const rule = policy.flows.flatMap((flow) => flow.requests).find((one) => one.kind === action.kind)
  const form = formOf(policy, rule?.form)
  const data = request?.data['form']
  const [values, setValues] = useState<Record<string, number | string>>()
  const against = typeof request?.data['against'] === 'string' ? request.data['against'] : undefined

  const send = () => {
    const lacking = { choice: approve === undefined, reason: approve === false && !toReason(reason) }
    setMissing(lacking)
    if (lacking.choice || lacking.reason) return
    const why = toReason(reason)
    void onSend({
      ...(action.request && { request: action.request }),
      approve,
      ...(why && { reason: why }),
      ...(approve && action.kind === 'extension' && days !== null && { days }),
      ...(approve && against && { outcome: values ? 'changed' : 'withdrawn', ...(values && { values }) }),
    })
  }
  return (
    <ActForm id={formId} onSend={send}>
      {request && (
        <dl className={css.facts}>
          <dt>{t('decide.by')}</dt>
          <dd>
            {units.short(request.openedBy.unit)} {request.openedBy.name} · {formatMoment(request.openedAt)}
          </dd>
          <dt>{t('decide.reason')}</dt>
          <dd>{reasonText(request.reason, rule?.reasons ?? [])}</dd>
          {Number.isFinite(asked) && (
            <>
              <dt>{t('decide.days')}</dt>
              <dd>{t('rate.days', { count: asked })}</dd>
            </>
          )}
          {Number.isFinite(until) && (
            <>
              <dt>{t('decide.until')}</dt>
              <dd>{formatMoment(until)}</dd>
            </>
          )}
          {against && (
            <>
              <dt>{t('appeal.against')}</dt>
              <dd>{t(`against.${against.split('/')[0] ?? 'other'}`)}</dd>
            </>
          )}
          {typeof request.data['number'] === 'string' && (
            <>
              <dt>{t('merge.target')}</dt>
              <dd>{request.data['number']}</dd>
            </>
          )}
          {typeof request.data['reporterTold'] === 'string' && (
            <>
              <dt>{t('request.told')}</dt>
              <dd>{request.data['reporterTold']}</dd>
            </>
          )}
          {typeof request.data['proposedUnit'] === 'string' && (
            <>
              <dt>{t('request.proposed')}</dt>
              <dd>{units.name(request.data['proposedUnit'])}</dd>
            </>
          )}
        </dl>
      )}
      {form && isRecord(data) && <FormView schema={form.schema} order={form.order} data={data} />}
      <fieldset className={css.group}>
        <legend className={css.required}>{t('decide.title')}</legend>
        <Radio.Group
          value={approve}
          optionType="button"
          buttonStyle="solid"
          onChange={(event) => {
            setApprove(event.target.value === true)
            setMissing({})
          }}
          options={[
            { value: true, label: t('decide.yes') },
            { value: false, label: t('decide.no') },
          ]}
        />
        {missing.choice && (
          <div className={css.problem} role="alert">
            {t('decide.missing')}
          </div>
        )}
      </fieldset>
      {approve && against && <AppealDecision view={view} policy={policy} against={against} values={values} onChange={setValues} />}
      {approve && action.kind === 'extension' && (
        <label className={css.daysLine}>
          <span>{t('decide.granted')}</span>
          <InputNumber min={1} max={action.maxDays ?? 365} precision={0} value={days} onChange={setDays} />
        </label>
      )}
      {approve !== undefined && (
        <ReasonFields
          action={{ name: t('decide.no'), reasons: [], reason: approve ? 'optional' : 'required' }}
          value={reason}
          missing={missing.reason === true}
          onChange={(next) => {
            setReason(next)
            setMissing({})
          }}
        />
      )}
    </ActForm>
  )
}

/** A reason as a sentence: the name from the list, then the words unless they repeat it. */
export function reasonText(reason: { id?: string; text: string }, listed: readonly { id: string; name: string }[]): string {
  const name = listed.find((one) => one.id === reason.id)?.name
  return name && name !== reason.text ? [name, reason.text].filter(Boolean).join('：') : reason.text
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
