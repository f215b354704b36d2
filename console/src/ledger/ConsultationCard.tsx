import type { EntryClock, EntryConsultation } from '@shaotai/core'
import { Card } from 'antd'
import { useTranslation } from 'react-i18next'
import { StatusTag } from '../case/StatusTag.tsx'
import type { Tone } from '../case/tone.ts'
import { formatMoment } from '../platform/format/format.ts'
import { useUnits } from '../policy-data/use-units.ts'
import css from './ledger.module.css'

const TONES: Readonly<Record<string, Tone>> = { agree: 'green', disagree: 'red', comment: 'amber' }

type ConsultationCardProps = { title: string; consultation: EntryConsultation; clock: EntryClock | undefined; className?: string }

/** Who was asked, what each said, and who stayed silent. */
export function ConsultationCard({ title, consultation, clock, className }: ConsultationCardProps) {
  const { t } = useTranslation('ledger')
  const units = useUnits()
  const { answers, silent, veto, endedAt } = consultation
  const over = endedAt !== undefined
  return (
    <Card
      size="small"
      className={className}
      title={title}
      extra={over ? t('consult.over') : clock?.dueAt ? t('consult.open', { time: formatMoment(clock.dueAt) }) : undefined}
    >
      <ul className={css.answers}>
        {consultation.units.map((unit) => {
          const said = answers.find((one) => one.unit === unit)
          return (
            <li key={unit}>
              <b>{units.short(unit)}</b>
              {said ? (
                <StatusTag name={t(`answer.${said.answer}`)} tone={TONES[said.answer] ?? 'grey'} />
              ) : (
                <StatusTag name={t(silent.includes(unit) ? 'consult.silent' : 'consult.waiting')} tone="grey" />
              )}
              {veto.includes(unit) && <StatusTag name={t('consult.veto')} tone="purple" />}
              {said?.text && <span>{said.text}</span>}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
