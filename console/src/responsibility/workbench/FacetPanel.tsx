import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { bandOf, countBy, MANY_HITS, type Facets } from './facets.ts'
import type { ListItem } from '@shaotai/core'
import css from './workbench.module.css'

type Props = {
  items: readonly ListItem[]
  facets: Facets
  troubled: number
  /** Cases of last year by item; without them they cannot be chosen by. */
  hits: ReadonlyMap<string, number> | undefined
  domains: readonly { id: string; name: string }[]
  unitName: (id: string) => string
  onChange: (facets: Facets) => void
}

const BANDS = ['none', 'some', 'many'] as const

/** The list narrowed by domain, unit, state and trouble; beside each choice how many items it has. */
export function FacetPanel({ items, facets, troubled, hits, domains, unitName, onChange }: Props) {
  const { t } = useTranslation('responsibility')
  const byDomain = countBy(items, (item) => [item.domain])
  const byUnit = countBy(items, (item) => [item.lead, ...item.cooperating])
  const byStatus = countBy(items, (item) => [item.retired ? 'retired' : 'active'])
  const units = [...byUnit].sort((a, b) => b[1] - a[1])
  const toggle = <K extends 'domains' | 'units' | 'status'>(key: K, value: Facets[K][number]) => {
    const chosen: readonly string[] = facets[key]
    onChange({ ...facets, [key]: chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value] })
  }
  return (
    <aside className={css.facets} aria-label={t('wb.facets')}>
      <Input.Search
        allowClear
        aria-label={t('search')}
        placeholder={t('wb.find')}
        value={facets.typed}
        onChange={(event) => onChange({ ...facets, typed: event.target.value })}
      />
      <fieldset>
        <legend>{t('wb.facet.check')}</legend>
        <label>
          <input type="checkbox" checked={facets.troubled} onChange={() => onChange({ ...facets, troubled: !facets.troubled })} />
          <span>{t('wb.facet.troubled')}</span>
          <small>{troubled}</small>
        </label>
      </fieldset>
      {hits && (
        <fieldset>
          <legend>{t('wb.column.hits')}</legend>
          {BANDS.map((band) => (
            <label key={band}>
              <input
                type="checkbox"
                checked={facets.hits === band}
                onChange={() => onChange({ ...facets, hits: facets.hits === band ? undefined : band })}
              />
              <span>{t(`wb.hits.${band}`, { many: MANY_HITS })}</span>
              <small>{items.filter(({ id }) => bandOf(hits.get(id) ?? 0) === band).length}</small>
            </label>
          ))}
        </fieldset>
      )}
      <fieldset>
        <legend>{t('wb.facet.status')}</legend>
        {(['active', 'retired'] as const).map((status) => (
          <label key={status}>
            <input type="checkbox" checked={facets.status.includes(status)} onChange={() => toggle('status', status)} />
            <span>{t(status === 'active' ? 'wb.active' : 'wb.retired')}</span>
            <small>{byStatus.get(status) ?? 0}</small>
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{t('wb.column.domain')}</legend>
        {domains.map(({ id, name }) => (
          <label key={id}>
            <input type="checkbox" checked={facets.domains.includes(id)} onChange={() => toggle('domains', id)} />
            <span>{name}</span>
            <small>{byDomain.get(id) ?? 0}</small>
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{t('wb.facet.unit')}</legend>
        {units.map(([id, count]) => (
          <label key={id}>
            <input type="checkbox" checked={facets.units.includes(id)} onChange={() => toggle('units', id)} />
            <span>{id === '' ? t('wb.noUnit') : unitName(id)}</span>
            <small>{count}</small>
          </label>
        ))}
      </fieldset>
    </aside>
  )
}
