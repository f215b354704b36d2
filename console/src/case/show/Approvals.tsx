import type { Approval, SeatState } from '@shaotai/core'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../platform/format/format.ts'
import { roleName } from '../../platform/role-names.ts'
import { useUnits } from '../../policy-data/use-units.ts'
import { StatusTag } from '../StatusTag.tsx'
import type { Tone } from '../tone.ts'
import { valuesInWords } from './action/AppealFields.tsx'
import type { ApprovalNames, SeatedView } from './action/action.ts'
import css from './show.module.css'

const TONES: Record<Approval['status'], Tone> = { open: 'amber', 'sent-back': 'purple', passed: 'green', failed: 'red', cancelled: 'grey' }

/** 审批: the seats in their order and what each has said, a meeting's figures, and who has read the copies. */
export function Approvals({ view, policy, only }: { view: SeatedView; policy: ApprovalNames; only?: string | undefined }) {
  const { t } = useTranslation('case')
  const rules = policy.flows.flatMap((flow) => flow.approvals ?? [])
  const shown = (view.case.approvals ?? []).filter((one) => only === undefined || one.id === only)
  return shown.map((one) => {
    const rule = rules.find((each) => each.id === one.rule)
    return (
      <section key={one.id} aria-label={rule?.name ?? one.rule}>
        <h3>
          {rule?.name ?? one.rule} <StatusTag name={t(`approval.${one.status}`)} tone={TONES[one.status]} />
        </h3>
        <ul className={css.plain}>
          {one.seats.map((seat) => (
            <Seat key={seat.id} seat={seat} policy={policy} />
          ))}
        </ul>
        {one.resolution && (
          <p>
            {t('sentence.approval.signed.meeting', { approval: rule?.name ?? '', ...one.resolution })}
            {one.resolution.text && `：${one.resolution.text}`}
          </p>
        )}
        {one.copies.length > 0 && (
          <p className={css.quiet}>
            {t('approval.copies', { read: one.copies.filter((copy) => copy.read.length > 0).length, count: one.copies.length })}
          </p>
        )}
      </section>
    )
  })
}

function Seat({ seat, policy }: { seat: SeatState; policy: ApprovalNames }) {
  const { t, i18n } = useTranslation('case')
  const units = useUnits()
  const { answer, advice = [], delegate } = seat
  const who = seat.name ?? seat.person?.name ?? roleName(seat.role, i18n.language === 'en' ? 'en' : 'zh')
  const unit = seat.unit ? `${units.short(seat.unit)} ` : ''
  const said = answer
    ? t(answer.standingFor ? 'approval.saidFor' : 'approval.said', {
        stance: t(`stance.${answer.stance}`),
        name: answer.by.name,
        person: answer.standingFor?.name ?? '',
        time: formatMoment(answer.at),
      })
    : delegate
      ? t('approval.asked', { name: delegate.name })
      : t('approval.waiting')
  return (
    <li>
      {unit}
      {who}：{said}
      {answer?.comment && `（${answer.comment}）`}
      {answer?.values && <div className={css.quiet}>{t('approval.values', { values: valuesInWords(policy, answer.values) })}</div>}
      {advice.map((one) => (
        <div key={`${one.by.id} ${one.at}`} className={css.quiet}>
          {t('approval.advice', { name: one.by.name, text: one.text })}
        </div>
      ))}
    </li>
  )
}
