import type { CaseView } from '@shaotai/api'
import type { CaseEvent, Policy } from '@shaotai/core'
import { useTranslation } from 'react-i18next'
import { useCountyOffset } from '../../platform/format/county-time.ts'
import { formatMoment } from '../../platform/format/format.ts'
import { useNow } from '../../platform/now.ts'
import { formOf } from '../../policy-data/names.ts'
import { useUnits } from '../../policy-data/use-units.ts'
import { ClockRuler } from '../../sla/ClockRuler.tsx'
import { Countdown } from '../../sla/Countdown.tsx'
import { StatusTag } from '../StatusTag.tsx'
import { ASSIGNMENT_TONES } from '../phase.ts'
import { FormView } from './FormView.tsx'
import { RatingLines } from './RatingLines.tsx'
import css from './show.module.css'

/** 各单位办理: one card per department with its phase, its clocks and what it has done so far. */
export function Assignments({
  view,
  policy,
  events = [],
  myUnit,
}: {
  view: CaseView
  policy: Policy
  events?: readonly CaseEvent[]
  myUnit: string | undefined
}) {
  const { t } = useTranslation('case')
  const units = useUnits()
  const { assignments, ratings, round } = view.case
  if (assignments.length === 0) return <p className={css.quiet}>{t('assignments.none')}</p>
  const sorted = assignments.toSorted((a, b) => rank(a, myUnit) - rank(b, myUnit))
  return (
    <div className={css.assignments}>
      {sorted.map((one) => (
        <section key={one.id} className={css.assignment} aria-label={units.name(one.unit)}>
          <header>
            <strong>{units.short(one.unit)}</strong>
            <span className={css.role}>{t(`role.${one.role}`)}</span>
            <StatusTag name={t(`assignmentPhase.${one.phase}`)} tone={ASSIGNMENT_TONES[one.phase]} />
          </header>
          <Clocks view={view} assignment={one.id} />
          <dl className={css.facts}>
            <Fact name={t('assignments.created')} at={one.createdAt} />
            <Fact name={t('assignments.signed')} at={one.signedAt} />
            <Fact name={t('assignments.arrived')} at={one.arrivedAt} />
            <Fact name={t('assignments.done')} at={one.doneAt} />
            {one.handler && (
              <>
                <dt>{t('assignments.handler')}</dt>
                <dd>
                  {one.handler.name}
                  {one.delegatedBy?.at(-1) && `（${t('assignments.delegatedBy', { name: one.delegatedBy.at(-1)?.name })}）`}
                </dd>
              </>
            )}
            {one.responders.length > 0 && (
              <>
                <dt>{t('assignments.responders')}</dt>
                <dd>{one.responders.map((person) => [person.name, person.phone].filter(Boolean).join(' ')).join(t('list.separator'))}</dd>
              </>
            )}
          </dl>
          {one.replies.toReversed().map((reply, index) => (
            <details key={reply.at} className={css.reply} open={index === 0}>
              <summary>
                {t(round > 1 ? 'assignments.replyRound' : 'assignments.reply', { round: reply.round, time: formatMoment(reply.at) })}
              </summary>
              <FormView schema={replyForm(policy)?.schema ?? {}} order={replyForm(policy)?.order} data={reply.form} />
            </details>
          ))}
          <RatingLines hideUnit ratings={ratings.filter((rating) => rating.assignment === one.id)} policy={policy} events={events} />
        </section>
      ))}
    </div>
  )
}

/** The clocks of one assignment that run or have ended; the rulers of those that run, on request. */
function Clocks({ view, assignment }: { view: CaseView; assignment: string }) {
  const { t } = useTranslation('case')
  const now = useNow()
  const offset = useCountyOffset()
  const clocks = view.clocks.filter((one) => one.assignment === assignment && one.status !== 'cancelled')
  const running = clocks.filter((one) => one.status === 'running' || one.status === 'paused')
  return (
    <>
      <div className={css.clocks}>
        {clocks.map((clock) => (
          <span key={clock.key} className={css.clock}>
            <span>{clock.name}</span>
            <Countdown clock={clock} />
            {clock.status === 'running' && clock.dueAt !== null && (
              <span className={css.role}>{t('forecast.before', { time: formatMoment(clock.dueAt, { now }) })}</span>
            )}
          </span>
        ))}
      </div>
      {running.length > 0 && (
        <details className={css.rulers}>
          <summary>{t('assignments.clocks')}</summary>
          {running.map((clock) => (
            <ClockRuler key={clock.key} clock={clock} now={now} offset={offset} />
          ))}
        </details>
      )}
    </>
  )
}

function Fact({ name, at }: { name: string; at: number | undefined }) {
  if (at === undefined) return null
  return (
    <>
      <dt>{name}</dt>
      <dd className="tabular">{formatMoment(at)}</dd>
    </>
  )
}

function replyForm(policy: Policy) {
  const id = policy.flows.flatMap((flow) => flow.assignment.steps).find((step) => step.act === 'reply')?.form
  return formOf(policy, id)
}

function rank(one: { unit: string; role: string }, mine: string | undefined): number {
  return one.unit === mine ? 0 : one.role === 'lead' ? 1 : 2
}
