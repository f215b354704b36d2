import type { ListItem } from '@shaotai/core'
import { useTranslation } from 'react-i18next'
import { clockNameOf } from '../policy-data/names.ts'
import { usePolicy } from '../policy-data/use-policy.ts'
import { useUnits } from '../policy-data/use-units.ts'
import css from './item.module.css'

/** A list item as text: who does what, how to recognise it, what it rests on. `situation` marks the one chosen. */
export function ItemDetail({ item, situation, full = false }: { item: ListItem; situation?: string; full?: boolean }) {
  const { t } = useTranslation('case')
  const units = useUnits()
  const { policy } = usePolicy()
  const chosen = item.situations.find((one) => one.id === situation)
  const limitWords = (limits: ListItem['limits']) =>
    (limits ?? [])
      .map((limit) =>
        t('item.limit', {
          clock: clockNameOf(policy, limit.clock) ?? limit.clock,
          goal: t(`sla:goal.${limit.unit}`, { count: limit.amount }),
          basis: t(`sla:basis.${limit.basis}`),
        }),
      )
      .join(t('list.separator'))
  const situations = full ? item.situations : chosen ? [chosen] : []
  return (
    <dl className={css.detail}>
      <Line name={t('item.lead')} value={units.name(item.lead)} />
      {item.cooperating.length > 0 && (
        <Line name={t('item.cooperating')} value={item.cooperating.map(units.short).join(t('list.separator'))} />
      )}
      {item.stationedAgency && <Line name={t('item.agency')} value={item.stationedAgency} strong />}
      <Line name={t('item.town')} value={item.duties?.town} strong />
      {full && <Line name={t('item.grid')} value={item.duties?.grid} />}
      <Line name={t('item.leadDuty')} value={item.duties?.lead} />
      {full &&
        Object.entries(item.duties?.cooperating ?? {}).map(([unit, duty]) => (
          <Line key={unit} name={t('item.duty', { unit: units.short(unit) })} value={duty} />
        ))}
      {situations.map((one) => (
        <div key={one.id} className={css.situation}>
          <dt>{one.emergency ? t('item.emergency', { name: one.name }) : one.name}</dt>
          <dd>
            {one.description && <p>{one.description}</p>}
            {one.openCriteria && <p>{t('item.open', { text: one.openCriteria })}</p>}
            {one.closeCriteria && <p>{t('item.close', { text: one.closeCriteria })}</p>}
            {one.limits && <p>{limitWords(one.limits)}</p>}
          </dd>
        </div>
      ))}
      {full && <Line name={t('item.openCriteria')} value={item.openCriteria} />}
      {full && <Line name={t('item.closeCriteria')} value={item.closeCriteria} />}
      {full && <Line name={t('item.limits')} value={limitWords(item.limits)} />}
      {full && <Line name={t('item.keyPoints')} value={item.keyPoints} />}
      {full && <Line name={t('item.requirements')} value={item.requirements} />}
      {full && item.evidence && <Line name={t('item.evidence')} value={t('item.photos', { count: item.evidence.photos })} />}
      {full && <Line name={t('item.hints')} value={item.evaluationHints} />}
      <Line name={t('item.basis')} value={item.legalBasis.join(t('list.separator'))} />
    </dl>
  )
}

function Line({ name, value, strong = false }: { name: string; value: string | undefined; strong?: boolean }) {
  if (!value) return null
  return (
    <div className={strong ? css.strong : undefined}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
