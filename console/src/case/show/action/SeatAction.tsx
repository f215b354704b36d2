import type { PersonRow } from '@shaotai/api'
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../../platform/http.ts'
import { isTypedFor } from '../../../platform/pinyin.ts'
import { useSession } from '../../../platform/session.ts'
import { useUnits } from '../../../policy-data/use-units.ts'
import { seatOf, type SeatedActionProps } from './action.ts'
import { ActForm } from './ActForm.tsx'
import { ReasonFields, toReason, type Reason } from './ReasonFields.tsx'
import css from './action.module.css'

/** 加签, 转办审批 and 委派: a person of a unit; a seat bound to a unit is handed on within it. */
export function SeatAction({ action, view, formId, onSend }: SeatedActionProps) {
  const { t } = useTranslation('case')
  const units = useUnits()
  const session = useSession()
  const seat = view.case.approvals?.find((one) => one.id === action.approval)?.seats.find((one) => one.id === action.seat)
  const bound = action.command === 'passOn' ? seat?.unit : undefined
  const [chosen, setChosen] = useState<string>()
  const unit = bound ?? chosen ?? session?.unit.id ?? ''
  const [person, setPerson] = useState<string>()
  const [reason, setReason] = useState<Reason>({ text: '' })
  const [missing, setMissing] = useState(false)
  const { data, isPending } = useQuery({
    queryKey: ['people', unit],
    queryFn: () =>
      request<{ data: PersonRow[] }>('GET', '/people', undefined, {
        query: { limit: 100, page: 1, s: JSON.stringify({ unit: { $eq: unit }, active: { $eq: true } }) },
      }),
    enabled: unit !== '',
    staleTime: 300_000,
  })
  const send = () => {
    setMissing(person === undefined)
    if (person === undefined) return
    const why = toReason(reason)
    const how = action.command === 'addSeat' ? { position: action.kind } : { kind: action.kind, ...(why && { reason: why }) }
    void onSend({ ...seatOf(action), ...how, person })
  }
  return (
    <ActForm id={formId} onSend={send}>
      {bound === undefined && (
        <>
          <label className={css.label} htmlFor={`${formId}-unit`}>
            {t('seat.unit')}
          </label>
          <Select
            id={`${formId}-unit`}
            className={css.wide}
            value={unit}
            showSearch={{ filterOption: isTypedFor }}
            options={units.list.filter((one) => one.active).map((one) => ({ value: one.id, label: one.name }))}
            onChange={(next: string) => {
              setChosen(next)
              setPerson(undefined)
            }}
          />
        </>
      )}
      <label className={css.required} htmlFor={`${formId}-person`}>
        {t('seat.person')}
      </label>
      <Select
        id={`${formId}-person`}
        className={css.wide}
        value={person}
        loading={isPending && unit !== ''}
        status={missing ? 'error' : undefined}
        showSearch={{ filterOption: isTypedFor }}
        options={(data?.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
        onChange={(next: string) => {
          setPerson(next)
          setMissing(false)
        }}
      />
      {missing && (
        <div className={css.problem} role="alert">
          {t('seat.missing')}
        </div>
      )}
      <ReasonFields action={action} value={reason} missing={false} onChange={setReason} />
    </ActForm>
  )
}
