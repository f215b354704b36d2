import type { PersonRow } from '@shaotai/api'
import { flowOf } from '@shaotai/core'
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../../platform/http.ts'
import { isTypedFor } from '../../../platform/pinyin.ts'
import { useUnits } from '../../../policy-data/use-units.ts'
import type { ActionProps } from './action.ts'
import { ActForm } from './ActForm.tsx'
import { isReasonMissing, ReasonFields, toReason, type Reason } from './ReasonFields.tsx'
import css from './action.module.css'

/** 派员, 加派, 转办 and 委派: people of the own unit; responders of its squads come first. Work is handed to one person, several may go. */
export function RespondersAction({ action, view, policy, formId, onSend }: ActionProps) {
  const { t } = useTranslation('case')
  const units = useUnits()
  const current = view.case.assignments.find((one) => one.id === action.assignment)?.responders ?? []
  const hands = action.command === 'transfer' || action.command === 'delegate'
  const [chosen, setChosen] = useState<string[]>(
    action.command === 'nameResponders' ? current.flatMap((one) => (one.person ? [one.person] : [])) : [],
  )
  const [reason, setReason] = useState<Reason>({ text: '' })
  const [tooFew, setTooFew] = useState(false)
  const unit = action.unit ?? ''
  const { data, isPending, error } = useQuery({
    queryKey: ['people', unit],
    queryFn: () =>
      request<{ data: PersonRow[] }>('GET', '/people', undefined, {
        query: { limit: 100, page: 1, s: JSON.stringify({ unit: { $eq: unit }, active: { $eq: true } }) },
      }),
    enabled: unit !== '',
    staleTime: 300_000,
  })
  const people = (data?.data ?? []).toSorted((a, b) => Number(isResponder(b)) - Number(isResponder(a)))
  const least =
    action.command !== 'nameResponders'
      ? 1
      : (flowOf(policy, view.case.category)?.assignment.steps.find((one) => one.act === 'nameResponders')?.minResponders ?? 1)
  const send = () => {
    setTooFew(chosen.length < least)
    if (chosen.length < least || (hands && isReasonMissing(action, reason))) return
    const responders = chosen.map((id) => ({ person: id, name: people.find((one) => one.id === id)?.name ?? nameIn(current, id) }))
    const why = toReason(reason)
    void onSend({
      ...(action.assignment && { assignment: action.assignment }),
      ...(hands ? { to: responders[0], ...(action.reason !== 'none' && why && { reason: why }) } : { responders }),
    })
  }
  return (
    <ActForm id={formId} onSend={send}>
      <label className={css.required} htmlFor={`${formId}-people`}>
        {t(hands ? 'responders.one' : 'responders.title')}
      </label>
      <Select
        id={`${formId}-people`}
        className={css.wide}
        mode="multiple"
        maxCount={hands ? 1 : undefined}
        loading={isPending && unit !== ''}
        value={chosen}
        status={tooFew || error ? 'error' : undefined}
        placeholder={t('responders.placeholder', { count: least })}
        notFoundContent={error ? t('responders.failed') : t('responders.none')}
        showSearch={{ filterOption: isTypedFor }}
        options={people.map((one) => ({
          value: one.id,
          label: one.squad ? `${one.name}（${units.short(one.squad)}）` : one.name,
        }))}
        onChange={(next: string[]) => {
          setChosen(next)
          setTooFew(false)
        }}
      />
      {hands && <ReasonFields action={action} value={reason} missing={false} onChange={setReason} />}
      {tooFew && (
        <div className={css.problem} role="alert">
          {t('responders.tooFew', { count: least })}
        </div>
      )}
    </ActForm>
  )
}

function isResponder(person: PersonRow): boolean {
  return person.roles.includes('responder')
}

function nameIn(current: readonly { person?: string; name: string }[], id: string): string {
  return current.find((one) => one.person === id)?.name ?? id
}
