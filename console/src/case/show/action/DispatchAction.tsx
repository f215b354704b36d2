import { activeAssignments } from '@shaotai/core'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Choice } from '../../../platform/form/context.ts'
import { matches } from '../../../platform/pinyin.ts'
import { useUnits } from '../../../policy-data/use-units.ts'
import { unitChoices } from '../../use-choices.ts'
import { placeOf } from '../../refusal.ts'
import type { ActionProps } from './action.ts'
import { ActForm } from './ActForm.tsx'
import { ReasonFields, toReason, type Reason } from './ReasonFields.tsx'
import css from './action.module.css'

type Units = { lead: string | undefined; cooperating: string[] }

/** 派件, 改派 and 责任认定: one lead and its cooperating units, as the list proposes; departing from it asks why. */
export function DispatchAction({ action, view, formId, onSend, error }: ActionProps) {
  const { t } = useTranslation('case')
  const units = useUnits()
  const proposed = proposalOf(view)
  const [chosen, setChosen] = useState<Units>(proposed)
  const [reason, setReason] = useState<Reason>({ text: '' })
  const [missing, setMissing] = useState<{ lead?: boolean; reason?: boolean }>({})
  const route = view.case.route
  const differs =
    action.command === 'dispatch' && route?.lead !== undefined && !same(chosen, { lead: route.lead, cooperating: route.cooperating })
  const asked = differs ? { ...action, reason: 'required' as const } : action
  const choices = unitChoices(units, (type) => t(`unitType.${type}`))

  const send = () => {
    const lacking = { lead: !chosen.lead, reason: asked.reason === 'required' && !toReason(reason) }
    setMissing(lacking)
    if (lacking.lead || lacking.reason) return
    const why = toReason(reason)
    void onSend({ lead: chosen.lead, cooperating: chosen.cooperating, ...(why && { reason: why }) })
  }
  const refusedUnits = placeOf(error).startsWith('/cooperating') || placeOf(error).startsWith('/lead')
  return (
    <ActForm id={formId} onSend={send}>
      <label className={css.required} htmlFor={`${formId}-lead`}>
        {t('dispatch.lead')}
      </label>
      <Select
        id={`${formId}-lead`}
        className={css.wide}
        value={chosen.lead}
        status={missing.lead || refusedUnits ? 'error' : undefined}
        placeholder={t('dispatch.leadPlaceholder')}
        showSearch={{ filterOption: filterUnit }}
        options={grouped(choices)}
        onChange={(lead: string) => setChosen({ lead, cooperating: chosen.cooperating.filter((unit) => unit !== lead) })}
      />
      {missing.lead && (
        <div className={css.problem} role="alert">
          {t('dispatch.leadMissing')}
        </div>
      )}
      <label className={css.label} htmlFor={`${formId}-with`}>
        {t('dispatch.cooperating')}
      </label>
      <Select
        id={`${formId}-with`}
        className={css.wide}
        mode="multiple"
        value={chosen.cooperating}
        placeholder={t('dispatch.cooperatingPlaceholder')}
        showSearch={{ filterOption: filterUnit }}
        options={grouped(choices.filter((one) => one.value !== chosen.lead))}
        onChange={(cooperating: string[]) => setChosen({ ...chosen, cooperating })}
      />
      {!same(chosen, proposed) && (
        <Button type="link" size="small" className={css.inlineLink} onClick={() => setChosen(proposed)}>
          {t('dispatch.asProposed')}
        </Button>
      )}
      {differs && <p className={css.hint}>{t('dispatch.differs')}</p>}
      {(asked.reason === 'required' || asked.reasons.length > 0 || action.command === 'voteOnPanel') && (
        <ReasonFields
          action={asked}
          value={reason}
          missing={missing.reason === true}
          onChange={(next) => {
            setReason(next)
            setMissing({ ...missing, reason: false })
          }}
        />
      )}
    </ActForm>
  )
}

/** A first dispatch follows the route; a later one starts from who has it now. */
function proposalOf({ case: state }: ActionProps['view']): Units {
  const active = activeAssignments(state)
  if (active.length === 0) return { lead: state.route?.lead, cooperating: state.route?.cooperating ?? [] }
  return {
    lead: active.find((one) => one.role === 'lead')?.unit,
    cooperating: active.filter((one) => one.role === 'cooperating').map((one) => one.unit),
  }
}

function same(one: Units, other: Units): boolean {
  return (
    one.lead === other.lead &&
    one.cooperating.length === other.cooperating.length &&
    one.cooperating.every((unit) => other.cooperating.includes(unit))
  )
}

function grouped(choices: readonly Choice[]) {
  const groups = [...new Set(choices.map((one) => one.group ?? ''))]
  return groups.map((group) => ({
    label: group,
    title: group,
    options: choices.filter((one) => one.group === group).map(({ value, label, note }) => ({ value, label, note })),
  }))
}

function filterUnit(query: string, option?: { label?: unknown; note?: unknown }): boolean {
  return [option?.label, option?.note].some((name) => typeof name === 'string' && matches(name, query))
}
