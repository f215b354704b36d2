import { ArrowDownOutlined, ArrowUpOutlined, MinusOutlined } from '@ant-design/icons'
import type { Overdue, Policy, YearReplay } from '@shaotai/core'
import { useTranslation } from 'react-i18next'
import { formatNumber, formatShare } from '../../platform/format/format.ts'
import { moveOf, ratesOf, type Move } from './figures.ts'
import css from './designer.module.css'

type Props = { replay: YearReplay; draft: Policy; base: Policy }

/** The figures that matter: share of late clocks, how many, and how many change sides; rule by rule where several changed. */
export function Headline({ replay, draft, base }: Props) {
  const { t } = useTranslation('sla')
  const nameOf = (id: string) => [draft, base].flatMap(({ sla }) => sla.clocks.filter((one) => one.id === id))[0]?.name ?? id
  const { rules, total } = replay
  const [only] = rules
  return (
    <section aria-label={t('sim.figures')} aria-live="polite">
      <dl className={css.figures}>
        <Rate label={t('sim.rate', { name: rules.length === 1 && only ? nameOf(only.clock) : t('sim.allChanged') })} of={total} />
        <div data-figure="late">
          <dt>{t('sim.late')}</dt>
          <dd>
            <strong>{formatNumber(total.late)}</strong>
            <small>{t('sim.was', { before: formatNumber(total.lateBefore) })}</small>
          </dd>
        </div>
        <div data-figure="newlyLate">
          <dt>{t('sim.newlyLate')}</dt>
          <dd>
            <strong className={total.newlyLate > 0 ? css.worse : undefined}>{formatNumber(total.newlyLate)}</strong>
          </dd>
        </div>
        <div data-figure="noLongerLate">
          <dt>{t('sim.noLongerLate')}</dt>
          <dd>
            <strong className={total.noLongerLate > 0 ? css.better : undefined}>{formatNumber(total.noLongerLate)}</strong>
          </dd>
        </div>
      </dl>
      {rules.length > 1 && (
        <table className={css.ranks}>
          <caption className="visually-hidden">{t('sim.byRule')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('sim.rule')}</th>
              <th scope="col" className={css.right}>
                {t('sim.clocks')}
              </th>
              <th scope="col" className={css.right}>
                {t('sim.beforeAfter')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rules.map((rule) => {
              const { before, after } = ratesOf(rule)
              return (
                <tr key={rule.clock}>
                  <th scope="row">{nameOf(rule.clock)}</th>
                  <td className={css.right}>{formatNumber(Math.max(rule.clocks, rule.clocksBefore))}</td>
                  <td className={css.right}>
                    {share(before)} → {share(after)} <MoveMark move={moveOf(before, after)} />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Rate({ label, of }: { label: string; of: Overdue }) {
  const { t } = useTranslation('sla')
  const { before, after } = ratesOf(of)
  return (
    <div data-figure="rate">
      <dt>{label}</dt>
      <dd>
        <strong>{share(after)}</strong>
        <small>{t('sim.was', { before: share(before) })}</small>
        <MoveMark move={moveOf(before, after)} by={before !== undefined && after !== undefined ? Math.abs(after - before) : undefined} />
      </dd>
    </div>
  )
}

/** Up is worse: more is late. Colour, arrow and word say the same. */
export function MoveMark({ move, by }: { move: Move; by?: number | undefined }) {
  const { t } = useTranslation('sla')
  const points = by === undefined ? '' : ` ${t('sim.points', { points: formatShare(by).replace('%', '') })}`
  if (move === 'same')
    return (
      <span className={css.move}>
        <MinusOutlined aria-hidden="true" /> {t('sim.same')}
      </span>
    )
  return (
    <span className={`${css.move} ${move === 'up' ? css.worse : css.better}`}>
      {move === 'up' ? <ArrowUpOutlined aria-hidden="true" /> : <ArrowDownOutlined aria-hidden="true" />} {t(`sim.${move}`)}
      {points}
    </span>
  )
}

export function share(rate: number | undefined): string {
  return rate === undefined ? '—' : formatShare(rate)
}
