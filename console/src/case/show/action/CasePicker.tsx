import type { CaseRow } from '@shaotai/api'
import { END_PHASES } from '@shaotai/core'
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../../platform/http.ts'
import { useUnits } from '../../../policy-data/use-units.ts'
import css from './action.module.css'

export type CasePickerProps = { id: string; value: string | undefined; onChange: (id: string) => void; except: string; missing: boolean }

/** 选一件在办的哨件: by its number or words of its title, among those this person may see. */
export function CasePicker({ id, value, onChange, except, missing }: CasePickerProps) {
  const { t } = useTranslation('case')
  const units = useUnits()
  const [typed, setTyped] = useState('')
  const wanted = useDeferredValue(typed.trim())
  const { data, isFetching } = useQuery({
    queryKey: ['cases', 'pick', wanted, except],
    queryFn: () =>
      request<{ data: CaseRow[] }>('GET', '/cases', undefined, {
        query: { limit: 20, page: 1, s: JSON.stringify(searchOf(wanted, except)) },
      }),
    staleTime: 10_000,
  })
  return (
    <>
      <label className={css.required} htmlFor={id}>
        {t('merge.target')}
      </label>
      <Select
        id={id}
        className={css.wide}
        value={value}
        status={missing ? 'error' : undefined}
        placeholder={t('merge.placeholder')}
        loading={isFetching}
        showSearch={{ filterOption: false, onSearch: setTyped }}
        notFoundContent={isFetching ? t('merge.searching') : t('merge.none')}
        options={(data?.data ?? []).map((one) => ({ value: one.id, label: `${one.number} ${one.title}（${units.short(one.town)}）` }))}
        onChange={onChange}
      />
      {missing && (
        <div className={css.problem} role="alert">
          {t('merge.missing')}
        </div>
      )}
    </>
  )
}

function searchOf(words: string, except: string) {
  const open = [{ id: { $ne: except } }, { phase: { $notin: [...END_PHASES] } }]
  return { $and: words ? [...open, { $or: ['number', 'title'].map((field) => ({ [field]: { $contL: words } })) }] : open }
}
