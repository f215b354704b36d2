import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import type { RankedOverdue } from '@shaotai/core'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../platform/format/format.ts'
import { byRank, placesWon, ratesOf } from './figures.ts'
import { share } from './Headline.tsx'
import css from './designer.module.css'

const FIRST = 6

type Props = {
  rows: readonly RankedOverdue[]
  nameOf: (id: string) => string
  what: string
  /** Whose cases are listed below, and asking for those of another. */
  chosen: string | undefined
  onChoose: (id: string | undefined) => void
}

/** Units, towns or items by their share of late clocks, with both bars and the places they win or lose; one opens its cases. */
export function OverdueTable({ rows, nameOf, what, chosen, onChoose }: Props) {
  const { t } = useTranslation('sla')
  const [all, setAll] = useState(false)
  const sorted = byRank(rows)
  const shown = all ? sorted : sorted.slice(0, FIRST)
  const most = Math.max(0.01, ...rows.flatMap((row) => Object.values(ratesOf(row)).map((rate) => rate ?? 0)))
  if (rows.length === 0) return <p className={css.quiet}>{t('sim.nobody')}</p>
  return (
    <>
      <table className={css.ranks}>
        <caption className="visually-hidden">{t('sim.tableOf', { what })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('sim.rank')}</th>
            <th scope="col">{what}</th>
            <th scope="col" className={css.right}>
              {t('sim.clocks')}
            </th>
            <th scope="col">{t('sim.beforeAfter')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.id}>
              <td className="tabular">
                {row.rank ?? '—'} <Places row={row} />
              </td>
              <th scope="row">
                <button
                  type="button"
                  className={css.chooseRow}
                  aria-pressed={chosen === row.id}
                  title={t('sim.casesOf', { name: nameOf(row.id) })}
                  onClick={() => onChoose(chosen === row.id ? undefined : row.id)}
                >
                  {nameOf(row.id)}
                </button>
              </th>
              <td className={css.right}>{formatNumber(Math.max(row.clocks, row.clocksBefore))}</td>
              <td>
                <Bars row={row} most={most} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {sorted.length > FIRST && (
        <Button type="link" className={css.more} onClick={() => setAll(!all)}>
          {all ? t('sim.fewer') : t('sim.all', { count: sorted.length })}
        </Button>
      )}
    </>
  )
}

function Places({ row }: { row: RankedOverdue }) {
  const { t } = useTranslation('sla')
  const won = placesWon(row)
  if (won === undefined || won === 0) return null
  return (
    <span className={`${css.places} ${won > 0 ? css.better : css.worse}`}>
      {won > 0 ? <ArrowUpOutlined aria-hidden="true" /> : <ArrowDownOutlined aria-hidden="true" />}
      {t(won > 0 ? 'sim.won' : 'sim.lost', { count: Math.abs(won) })}
    </span>
  )
}

function Bars({ row, most }: { row: RankedOverdue; most: number }) {
  const { before, after } = ratesOf(row)
  return (
    <div className={css.bars}>
      {[
        { rate: before, look: css.barBefore },
        { rate: after, look: css.barAfter },
      ].map(({ rate, look }, index) => (
        <span key={index === 0 ? 'before' : 'after'} className={css.barLine}>
          <span className={css.barTrack} aria-hidden="true">
            <span className={look} style={{ width: `${((rate ?? 0) / most) * 100}%` }} />
          </span>
          <span className={css.barText}>{share(rate)}</span>
        </span>
      ))}
    </div>
  )
}
