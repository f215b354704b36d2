import { countyDay, itemsInForce, type Policy } from '@shaotai/core'
import { Alert, Radio, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../../platform/now.ts'
import { matches } from '../../platform/pinyin.ts'
import { itemOf } from '../../policy-data/names.ts'
import { useUnits } from '../../policy-data/use-units.ts'
import { CategoryTag } from '../CategoryTag.tsx'
import { ItemDetail } from '../ItemDetail.tsx'
import type { Draft } from './draft.ts'
import css from './new.module.css'

export type Matter = Pick<Draft, 'category' | 'level' | 'item' | 'situation' | 'source'>
export type MatterFieldsProps = {
  policy: Policy
  value: Matter
  onChange: (matter: Matter) => void
  problem: { at: string; text: string } | undefined
}

/** 什么事: the item of the list, its situation, the category that follows, and where the matter came from. */
export function MatterFields({ policy, value, onChange, problem }: MatterFieldsProps) {
  const { t } = useTranslation('case')
  const units = useUnits()
  const [typed, setTyped] = useState('')
  const { domains } = policy.responsibilities
  const items = useMemo(() => itemsInForce(policy, countyDay(policy, serverNow())), [policy])
  const item = itemOf(policy, value.item)
  const categories = policy.categories.filter((one) => !one.retired)
  const category = categories.find((one) => one.id === value.category)
  const situation = item?.situations.find((one) => one.id === value.situation)
  const emergency = categories.find((one) => one.emergency)

  const groups = useMemo(
    () =>
      domains
        .map((domain) => ({
          label: domain.name,
          title: domain.name,
          options: items
            .filter((one) => one.domain === domain.id)
            .map((one) => ({
              value: one.id,
              label: one.name,
              lead: units.short(one.lead),
              whistle: one.whistle,
              search: `${one.name} ${one.id} ${one.situations.map((each) => each.name).join(' ')}`,
            })),
        }))
        .filter((group) => group.options.length > 0),
    [domains, items, units],
  )
  const chooseItem = (id: string | undefined) => {
    const next = itemOf(policy, id)
    onChange({ ...value, item: id, situation: undefined, category: next?.category ?? value.category, level: undefined })
  }
  const chooseSituation = (id: string) => {
    const next = item?.situations.find((one) => one.id === id)
    // What the list calls an emergency is blown as one; the clerk may still say otherwise.
    onChange({ ...value, situation: id, category: next?.emergency && emergency ? emergency.id : (item?.category ?? value.category) })
  }
  const errorAt = (at: string) => (problem?.at === at ? problem.text : undefined)
  return (
    <div className={css.matter}>
      <Field id="new-item" label={t('new.item')} required={policy.responsibilities.offList === 'refuse'} error={errorAt('/item')}>
        <Select
          id="new-item"
          className={css.wide}
          value={value.item}
          allowClear
          placeholder={t('new.itemPlaceholder')}
          notFoundContent={t('new.itemNone')}
          status={errorAt('/item') ? 'error' : undefined}
          listHeight={420}
          showSearch={{
            searchValue: typed,
            onSearch: setTyped,
            filterOption: (query, option) => matches(String(option && 'search' in option ? option.search : ''), query),
          }}
          options={groups}
          optionRender={({ data }) => (
            <div className={css.option}>
              <span>{data.label}</span>
              <span className={css.quiet}>
                {'whistle' in data && data.whistle
                  ? `${'value' in data ? String(data.value) : ''}　${t('new.leadOf', { unit: 'lead' in data ? data.lead : '' })}`
                  : t('new.notWhistle')}
              </span>
            </div>
          )}
          onChange={chooseItem}
        />
        {!item && policy.responsibilities.offList !== 'refuse' && <span className={css.quiet}>{t('new.itemOptional')}</span>}
      </Field>
      {item && !item.whistle && (
        <Alert type="warning" showIcon title={t('new.townOwn', { name: item.name })} description={item.duties?.town} />
      )}
      {item && item.situations.length > 0 && (
        <Field label={t('new.situation')} error={errorAt('/situation')}>
          <Radio.Group
            className={css.situations}
            value={value.situation}
            aria-label={t('new.situation')}
            onChange={(event) => chooseSituation(String(event.target.value))}
          >
            {item.situations.map((one) => (
              <Radio key={one.id} value={one.id} className={css.situation}>
                <span>{one.emergency ? t('item.emergency', { name: one.name }) : one.name}</span>
                {one.openCriteria && <span className={css.quiet}>{t('item.open', { text: one.openCriteria })}</span>}
              </Radio>
            ))}
          </Radio.Group>
        </Field>
      )}
      {item && <TownFirst duty={item.duties?.town} agency={item.stationedAgency} />}
      {item && (
        <details className={css.more}>
          <summary>{t('new.itemMore')}</summary>
          <ItemDetail item={item} situation={situation?.id} />
        </details>
      )}
      {(category !== undefined || !item) && categories.length > 1 && (
        <Field label={t('new.category')} required error={errorAt('/category')}>
          <Radio.Group
            value={value.category}
            aria-label={t('new.category')}
            onChange={(event) => onChange({ ...value, category: String(event.target.value), level: undefined })}
          >
            {categories.map((one) => (
              <Radio key={one.id} value={one.id}>
                <CategoryTag category={one} />
              </Radio>
            ))}
          </Radio.Group>
          {category?.note && <p className={css.quiet}>{category.note}</p>}
        </Field>
      )}
      {category?.levels && category.levels.length > 0 && (
        <Field label={t('level.title')}>
          <Radio.Group
            value={value.level}
            onChange={(event) => onChange({ ...value, level: String(event.target.value) })}
            options={category.levels.map((one) => ({ value: one.id, label: one.name }))}
          />
        </Field>
      )}
      {policy.sources.length > 0 && (
        <Field id="new-source" label={t('new.source')} error={errorAt('/source')}>
          <Select
            id="new-source"
            className={css.wide}
            allowClear
            value={value.source}
            placeholder={t('new.sourcePlaceholder')}
            options={policy.sources.map((one) => ({ value: one.id, label: one.name }))}
            onChange={(source?: string) => onChange({ ...value, source })}
          />
        </Field>
      )}
    </div>
  )
}

/** 镇街先做什么: the town's own duty, and which stationed agency to try first. */
function TownFirst({ duty, agency }: { duty: string | undefined; agency: string | undefined }) {
  const { t } = useTranslation('case')
  if (!duty && !agency) return null
  return (
    <div className={css.first}>
      <strong>{t('new.first')}</strong>
      {duty && <p>{duty}</p>}
      {agency && <p>{t('new.agency', { name: agency })}</p>}
    </div>
  )
}

function Field({
  id,
  label,
  required = false,
  error,
  children,
}: {
  id?: string
  label: string
  required?: boolean
  error?: string
  children: React.ReactNode
}) {
  return (
    <div className={css.field}>
      {id ? (
        <label htmlFor={id} className={required ? css.required : css.label}>
          {label}
        </label>
      ) : (
        <span className={required ? css.required : css.label}>{label}</span>
      )}
      {children}
      {error && (
        <div className={css.problem} role="alert">
          {error}
        </div>
      )}
    </div>
  )
}
