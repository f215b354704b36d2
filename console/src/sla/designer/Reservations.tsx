import { conditionVocabulary, type Policy, type YearReplay } from '@shaotai/core'
import { WarningOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../platform/format/format.ts'
import { calendarGap } from './figures.ts'
import css from './designer.module.css'

type Props = { replay: YearReplay; policy: Policy; from: number; until: number }

/** What the figures do not count, and where they are provisional: facts nobody collected, cases left out, days without a calendar. */
export function Reservations({ replay, policy, from, until }: Props) {
  const { t, i18n } = useTranslation('sla')
  const gap = calendarGap(policy, from, until)
  const nameOf = (clock: string) => policy.sla.clocks.find((one) => one.id === clock)?.name ?? clock
  const vocabulary = conditionVocabulary(policy, 'assignment')
  const factName = (path: string) => {
    const term = vocabulary.find((one) => one.path === path)
    return (i18n.language === 'en' ? term?.en : term?.name) ?? path
  }
  if (!gap && replay.missing.length === 0 && replay.excluded.length === 0) return null
  return (
    <ul className={css.reservations} aria-label={t('sim.reservations')}>
      {replay.missing.map(({ clock, path, cases }) => (
        <li key={`${clock}/${path}`}>
          <WarningOutlined aria-hidden="true" />{' '}
          {t('sim.missing', { clock: nameOf(clock), fact: factName(path), count: formatNumber(cases) })}
        </li>
      ))}
      {replay.excluded.map(({ why, what, cases }) => (
        <li key={`${why}/${what}`}>
          <WarningOutlined aria-hidden="true" />{' '}
          {t(`sim.excluded.${why}`, { what: why === 'policy-unknown' ? what.slice(0, 8) : what, count: formatNumber(cases) })}
        </li>
      ))}
      {gap && (
        <li>
          <WarningOutlined aria-hidden="true" />{' '}
          {t('sim.gap', { name: gap.calendar.name, from: gap.calendar.coverage.from, to: gap.calendar.coverage.to })}
        </li>
      )}
    </ul>
  )
}
