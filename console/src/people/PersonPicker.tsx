import type { PersonRow } from '@shaotai/api'
import { ROLES } from '@shaotai/core'
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { request } from '../platform/http.ts'
import { isTypedFor } from '../platform/pinyin.ts'
import { useSession } from '../platform/session.ts'
import { useUnits } from '../policy-data/use-units.ts'
import css from './people.module.css'

type PickerProps = {
  value: string | undefined
  onChange: (person: string | undefined, name?: string) => void
  labels: { unit: string; person: string }
  /** Who is not offered. */
  except?: string
}

/** A person: of one's own unit, or for those who see the whole county of a unit they choose. */
export function PersonPicker({ value, onChange, labels, except }: PickerProps) {
  const session = useSession()
  const units = useUnits()
  const [chosen, setChosen] = useState<string>()
  const unit = chosen ?? session?.unit.id ?? ''
  const everywhere = session?.roles.some((role) => ROLES[role].side === 'platform' || ROLES[role].side === 'county') ?? false
  const { data, isPending } = useQuery({
    queryKey: ['people', unit],
    queryFn: () =>
      request<{ data: PersonRow[] }>('GET', '/people', undefined, {
        query: { limit: 100, page: 1, s: JSON.stringify({ unit: { $eq: unit }, active: { $eq: true } }) },
      }),
    enabled: unit !== '',
    staleTime: 300_000,
  })
  const people = data?.data ?? []
  return (
    <>
      {everywhere && (
        <Select
          className={css.unit}
          aria-label={labels.unit}
          value={unit}
          showSearch={{ filterOption: isTypedFor }}
          options={units.list.filter((one) => one.active).map((one) => ({ value: one.id, label: units.short(one.id) }))}
          onChange={(next: string) => {
            setChosen(next)
            onChange(undefined)
          }}
        />
      )}
      <Select
        className={css.person}
        aria-label={labels.person}
        placeholder={labels.person}
        value={value}
        loading={isPending && unit !== ''}
        showSearch={{ filterOption: isTypedFor }}
        options={people.filter((one) => one.id !== except).map((one) => ({ value: one.id, label: one.name }))}
        onChange={(next: string) => onChange(next, people.find((one) => one.id === next)?.name)}
      />
    </>
  )
}
