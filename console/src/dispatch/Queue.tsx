import type { CaseRow } from '@shaotai/api'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { CategoryTag } from '../case/CategoryTag.tsx'
import { Due, urgencyOf } from '../case/list/Due.tsx'
import { StatusTag } from '../case/StatusTag.tsx'
import { formatMoment } from '../platform/format/format.ts'
import { useNow } from '../platform/now.ts'
import { categoryOf, clockNameOf, stateNameOf } from '../policy-data/names.ts'
import { usePolicy } from '../policy-data/use-policy.ts'
import { useUnits } from '../policy-data/use-units.ts'
import css from './dispatch.module.css'

/** The queue: the most pressing on top, each with what remains, in colour, icon and words. */
export function Queue({
  rows,
  chosen,
  onChoose,
}: {
  rows: readonly CaseRow[]
  chosen: string | undefined
  onChoose: (id: string) => void
}) {
  const { t } = useTranslation('dispatch')
  const now = useNow()
  const units = useUnits()
  const { policy } = usePolicy()
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <ul ref={list} className={css.queue} aria-label={t('queue.label')}>
      {rows.map((row) => {
        const category = categoryOf(policy, row.category)
        return (
          <li key={row.id}>
            <button
              type="button"
              aria-current={row.id === chosen}
              className={`${css.row} ${css[urgencyOf(row, now)]} ${row.id === chosen ? css.chosen : ''}`}
              onClick={() => onChoose(row.id)}
            >
              <span className={css.rowHead}>
                {category && <CategoryTag category={category} />}
                {row.phase !== 'TRIAGE' && <StatusTag name={stateNameOf(policy, row.category, row.state)} tone="grey" />}
                <Due {...row} clockName={clockNameOf(policy, row.nextClock)} />
              </span>
              <strong>{row.title}</strong>
              <span className={css.rowMeta}>
                {`${units.short(row.town)}　${row.place}`}
                <span className="tabular">{formatMoment(row.submittedAt, { now })}</span>
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
