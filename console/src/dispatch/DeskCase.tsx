import { Card, App } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { CategoryTag } from '../case/CategoryTag.tsx'
import { ItemDetail } from '../case/ItemDetail.tsx'
import { caseTone } from '../case/phase.ts'
import { RouteReason } from '../case/RouteReason.tsx'
import { Assignments } from '../case/show/Assignments.tsx'
import { Forecast } from '../case/show/Forecast.tsx'
import { FormView } from '../case/show/FormView.tsx'
import { headClock } from '../case/show/head-clock.ts'
import { NextActions } from '../case/show/NextActions.tsx'
import { whatNext } from '../case/show/what-next.ts'
import { StatusTag } from '../case/StatusTag.tsx'
import { useCase } from '../case/use-case.ts'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { formatMoment } from '../platform/format/format.ts'
import { useSession } from '../platform/session.ts'
import { categoryOf, formOf, itemOf, stateNameOf } from '../policy-data/names.ts'
import { usePolicy } from '../policy-data/use-policy.ts'
import { useUnits } from '../policy-data/use-units.ts'
import { Countdown } from '../sla/Countdown.tsx'
import css from './dispatch.module.css'

/** The id of the form on the desk, for the Enter key. */
export const DESK_FORM = 'desk-action'

export type DeskCaseProps = {
  id: string
  chosen: string | undefined
  onChoose: (key: string | undefined) => void
  onDone: () => void
  mayAct: boolean
}

/** The chosen case in the middle, what to do with it on the right. */
export function DeskCase({ id, chosen, onChoose, onDone }: DeskCaseProps) {
  const { t } = useTranslation('dispatch')
  const { message } = App.useApp()
  const { view, error, events, refetch, adopt } = useCase(id)
  const { policy } = usePolicy(view?.case.policy)
  const units = useUnits()
  const session = useSession()
  if (error && !view) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!view || !policy) return <PageLoading rows={8} />
  const state = view.case
  const category = categoryOf(policy, state.category)
  const item = itemOf(policy, state.item)
  const situation = item?.situations.find((one) => one.id === state.situation)
  const form = formOf(policy, category?.form)
  const clock = headClock(view, session)
  return (
    <>
      <section className={css.story} aria-label={state.title}>
        <header>
          <div className={css.tags}>
            {category && <CategoryTag category={category} />}
            <StatusTag name={stateNameOf(policy, state.category, state.state)} tone={caseTone(state.phase)} />
            {state.supplements > 0 && <StatusTag name={t('supplemented', { count: state.supplements })} tone="amber" />}
            <Link to={`/cases/${state.id}`}>{state.number}</Link>
          </div>
          <h2>{state.title}</h2>
          <p className={css.quiet}>{t('blown', { town: units.name(state.town), time: formatMoment(state.submittedAt) })}</p>
        </header>
        {item && (
          <p className={css.matched}>
            {t('matched', { name: item.name, id: item.id })}
            {situation && `　${situation.name}`}
          </p>
        )}
        {form && <FormView schema={form.schema} order={form.order} data={state.form} skip={['title']} />}
        {state.assignments.length > 0 && <Assignments view={view} policy={policy} events={events} myUnit={undefined} />}
      </section>
      <section className={css.act} aria-label={t('act')}>
        {clock && (
          <div className={css.actClock}>
            <span>{clock.name}</span>
            <Countdown clock={clock} size="large" />
          </div>
        )}
        <Card size="small">
          {state.route && (
            <RouteReason
              label={t('suggestion')}
              route={state.route}
              unitName={units.short}
              detail={item && <ItemDetail item={item} situation={situation?.id} />}
            />
          )}
          <NextActions
            view={view}
            policy={policy}
            formId={DESK_FORM}
            chosen={chosen}
            onChoose={onChoose}
            onStale={() => {
              void message.warning(t('stale'))
              void refetch()
            }}
            onDone={(next, action) => {
              adopt(next)
              void message.success(whatNext(next, policy, action, { t, unit: units.short }), 6)
              onDone()
            }}
          />
        </Card>
        {view.forecast.length > 0 && <Forecast forecast={view.forecast} />}
      </section>
    </>
  )
}
