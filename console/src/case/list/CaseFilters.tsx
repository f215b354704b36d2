import { SearchOutlined } from '@ant-design/icons'
import type { Policy } from '@shaotai/core'
import { Button, Checkbox, DatePicker, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePhone } from '../../platform/responsive.ts'
import { isTypedFor } from '../../platform/pinyin.ts'
import type { Units } from '../../policy-data/use-units.ts'
import type { CaseQuery } from './use-case-query.ts'
import css from './list.module.css'

export type CaseFiltersProps = {
  query: CaseQuery
  active: number
  put: (change: Partial<CaseQuery>) => void
  clear: () => void
  policy: Policy | undefined
  units: Units
  /** Towns see only their own. */
  withTown: boolean
}

/** What narrows the list. Typing waits a moment; every choice is in the address. */
export function CaseFilters({ query, active, put, clear, policy, units, withTown }: CaseFiltersProps) {
  const { t } = useTranslation('case')
  const phone = usePhone()
  const [text, setText] = useState(query.q)
  const [open, setOpen] = useState(false)
  useEffect(() => setText(query.q), [query.q])
  useEffect(() => {
    if (text === query.q) return undefined
    const timer = setTimeout(() => put({ q: text }), 350)
    return () => clearTimeout(timer)
  }, [text]) // oxlint-disable-line react/exhaustive-deps -- only typing starts the wait
  const states = [...new Map((policy?.flows ?? []).flatMap((flow) => flow.states).map((state) => [state.id, state.name])).entries()]
  const search = { filterOption: isTypedFor }
  const select = (
    name: 'town' | 'category' | 'item' | 'state' | 'unit' | 'overlay',
    label: string,
    options: { value: string; label: string }[],
    wide = false,
  ) => (
    <Select
      className={wide ? css.filterWide : css.filter}
      value={query[name] || undefined}
      placeholder={label}
      aria-label={label}
      allowClear
      showSearch={options.length > 8 ? search : false}
      popupMatchSelectWidth={false}
      options={options}
      onChange={(value?: string) => put({ [name]: value ?? '' })}
    />
  )
  const town = ['cluster', 'town'].flatMap((type) =>
    units.list.filter((unit) => unit.type === type).map((unit) => ({ value: unit.id, label: unit.name })),
  )
  const departments = units.list
    .filter((unit) => unit.type === 'department' || unit.type === 'enterprise')
    .map((unit) => ({ value: unit.id, label: units.short(unit.id) }))
  return (
    <div className={css.filters} role="search">
      <Input
        className={css.search}
        prefix={<SearchOutlined />}
        value={text}
        allowClear
        placeholder={t('filter.search')}
        aria-label={t('filter.search')}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={() => put({ q: text })}
      />
      {phone && (
        <Button onClick={() => setOpen(!open)} aria-expanded={open}>
          {active > 0 ? t('filter.activeCount', { count: active }) : t('filter.open')}
        </Button>
      )}
      {(!phone || open) && (
        <>
          {withTown && select('town', t('filter.town'), town)}
          {select(
            'category',
            t('filter.category'),
            (policy?.categories ?? []).map((one) => ({ value: one.id, label: one.name })),
          )}
          {select(
            'state',
            t('filter.state'),
            states.map(([value, label]) => ({ value, label })),
          )}
          {select('unit', t('filter.unit'), departments)}
          {select(
            'overlay',
            t('filter.overlay'),
            (['suspended', 'highRisk', 'disputed'] as const).map((value) => ({ value, label: t(`filter.overlay.${value}`) })),
          )}
          {select(
            'item',
            t('filter.item'),
            (policy?.responsibilities.items ?? []).map((one) => ({ value: one.id, label: one.name })),
            true,
          )}
          {phone ? (
            <span className={css.days}>
              <Input type="date" aria-label={t('filter.from')} value={query.from} onChange={(event) => put({ from: event.target.value })} />
              <Input type="date" aria-label={t('filter.to')} value={query.to} onChange={(event) => put({ to: event.target.value })} />
            </span>
          ) : (
            <DatePicker.RangePicker
              className={css.range}
              allowEmpty={[true, true]}
              value={[query.from ? dayjs(query.from) : null, query.to ? dayjs(query.to) : null]}
              placeholder={[t('filter.from'), t('filter.to')]}
              onChange={(range) => put({ from: range?.[0]?.format('YYYY-MM-DD') ?? '', to: range?.[1]?.format('YYYY-MM-DD') ?? '' })}
            />
          )}
          <Checkbox checked={query.overdue !== ''} onChange={(event) => put({ overdue: event.target.checked ? '1' : '' })}>
            {t('filter.overdue')}
          </Checkbox>
        </>
      )}
      {active > 0 && (
        <Button type="link" onClick={clear}>
          {t('filter.clear')}
        </Button>
      )}
    </div>
  )
}
