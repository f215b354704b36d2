import type { CaseView } from '@shaotai/api'
import { useTranslation } from 'react-i18next'
import { useUnits } from '../../policy-data/use-units.ts'
import css from './show.module.css'

/** 定责小组 and 会商纪要: each seat and what it proposes; measures with who does them by when. */
export function Panel({ view: { case: state } }: { view: CaseView }) {
  const { t } = useTranslation('case')
  const units = useUnits()
  const measures = (state.consultations ?? []).flatMap((one) => one.measures ?? [])
  return (
    <>
      {state.panel && (
        <section aria-label={t('panel.title')}>
          <h3>{t('panel.round', { round: state.panel.round, quorum: state.panel.quorum })}</h3>
          <ul className={css.plain}>
            {state.panel.seats.map((seat) => (
              <li key={seat.unit}>
                {units.short(seat.unit)}
                {seat.chair && t('panel.chair')}：
                {seat.party || seat.recused
                  ? t(seat.party ? 'panel.party' : 'panel.recused')
                  : seat.vote
                    ? t('panel.vote', {
                        lead: units.short(seat.vote.lead),
                        cooperating: seat.vote.cooperating.map(units.short).join('、') || '—',
                      })
                    : t('approval.waiting')}
              </li>
            ))}
          </ul>
        </section>
      )}
      {measures.length > 0 && (
        <section aria-label={t('consult.measures')}>
          <h3>{t('consult.measures')}</h3>
          <ul className={css.plain}>
            {measures.map((one, index) => (
              <li key={`${index} ${one.text}`}>{t('consult.measure', { text: one.text, unit: units.short(one.unit), due: one.due })}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
