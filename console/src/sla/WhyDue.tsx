import type { Clock } from '@shaotai/core'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatDuration, formatSpan } from '../platform/format/format.ts'
import css from './sla.module.css'

/** 为什么这个时间到期: the goal, its clause, and every stretch of time with why it did or did not count. They add up to the goal. */
export function WhyDue({ clock, offset, now }: { clock: Clock; offset: number; now: number }) {
  const { t } = useTranslation('sla')
  const inDays = clock.segments.some((segment) => segment.days !== undefined)
  const total = inDays
    ? t('why.days', { count: clock.segments.reduce((sum, segment) => sum + (segment.days ?? 0), 0) })
    : formatDuration(clock.segments.reduce((sum, segment) => sum + (segment.counted ? segment.to - segment.from : 0), 0))
  const length = (segment: Clock['segments'][number]) => {
    if (!segment.counted) return t('why.uncounted')
    if (segment.days !== undefined) return t('why.days', { count: segment.days })
    return formatDuration(segment.to - segment.from)
  }
  return (
    <div className={css.why}>
      <p className={css.goal}>
        {clock.name}：
        {clock.date !== undefined
          ? t('why.date')
          : t('why.goal', { goal: t(`goal.${clock.goal.unit}`, { count: clock.goal.amount }), basis: t(`basis.${clock.basis}`) })}
      </p>
      {clock.goal.clause && <p>{t('why.clause', { clause: clock.goal.clause })}</p>}
      {clock.extendedBy > 0 && <p>{t('why.extended', { amount: t(`goal.${clock.goal.unit}`, { count: clock.extendedBy }) })}</p>}
      {clock.provisional && <Alert type="warning" showIcon title={t('provisionalNote')} />}
      <table className={css.segments}>
        <caption className="visually-hidden">{t('why.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('why.span')}</th>
            <th scope="col">{t('why.reason')}</th>
            <th scope="col" className={css.right}>
              {t('why.length')}
            </th>
          </tr>
        </thead>
        <tbody>
          {clock.segments.map((segment) => (
            <tr key={segment.from} className={segment.counted ? '' : css.quiet}>
              <td>{formatSpan(segment.from, segment.to, { offset, now })}</td>
              <td>{segment.name ?? t(`reason.${segment.why}`)}</td>
              <td className={`tabular ${css.right}`}>{length(segment)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t('why.total')}
            </th>
            <td className={`tabular ${css.right}`}>{total}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
