import type { CaseEvent, Policy, Rating } from '@shaotai/core'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../../platform/feedback/Loading.tsx'
import { useCountyOffset } from '../../platform/format/county-time.ts'
import { serverNow } from '../../platform/now.ts'
import { roleName } from '../../platform/role-names.ts'
import { formOf } from '../../policy-data/names.ts'
import { useUnits } from '../../policy-data/use-units.ts'
import { Timeline, type TimelineEntry } from '../Timeline.tsx'
import { reasonText } from './action/DecideAction.tsx'
import { eventSentence, toneOf } from './event-sentence.ts'
import { FormView, photosIn } from './FormView.tsx'
import { RatingLines } from './RatingLines.tsx'
import { toldEvents } from './told-events.ts'
import css from './show.module.css'

export type CaseTimelineProps = {
  events: readonly CaseEvent[] | undefined
  error: unknown
  policy: Policy
  category: string
  onRetry: () => void
}

/** 办理经过: what happened, newest first, each event as a sentence with who, why and what they handed in. */
export function CaseTimeline({ events, error, policy, category, onRetry }: CaseTimelineProps) {
  const { t, i18n } = useTranslation('case')
  const units = useUnits()
  const offset = useCountyOffset()
  const [all, setAll] = useState(false)
  if (error) return <ErrorState error={error} onRetry={onRetry} />
  if (!events) return <PageLoading rows={4} />
  const language = i18n.language === 'en' ? 'en' : 'zh'
  const told = toldEvents(events)
  const shown = all ? events : told
  const reasons = policy.flows.flatMap((flow) =>
    [...flow.steps, ...flow.assignment.steps, ...flow.requests].flatMap((one) => one.reasons ?? []),
  )
  const entries = shown.toReversed().map((event): TimelineEntry => {
    const form = formOfEvent(event, policy, category)
    const given = event.data['form']
    return {
      key: event.seq,
      at: event.at,
      name: eventSentence(event, { t, policy, unit: units.short }),
      tone: toneOf(event),
      ...(event.by.unit && {
        who: { name: event.by.name, unit: units.short(event.by.unit), ...(event.as && { role: roleName(event.as, language) }) },
      }),
      ...(event.reason && { reason: reasonText(event.reason, reasons) }),
      text: (
        <>
          {typeof event.data['text'] === 'string' && <p>{event.data['text']}</p>}
          {event.type === 'case.evaluated' && (
            <RatingLines ratings={(event.data['ratings'] ?? []) as Rating[]} policy={policy} events={events} />
          )}
          {form && isRecord(given) && event.type !== 'case.submitted' && (
            <FormView schema={form.schema} order={form.order} data={given} skip={photoFields(given)} />
          )}
        </>
      ),
      photos: event.type === 'case.submitted' ? [] : photosIn(given),
    }
  })
  return (
    <>
      <Timeline entries={entries} offset={offset} now={serverNow()} />
      {told.length < events.length && (
        <Button type="link" className={css.allEvents} onClick={() => setAll(!all)}>
          {t(all ? 'timeline.fewer' : 'timeline.all', { count: events.length })}
        </Button>
      )}
    </>
  )
}

/** The form an event's data were given on. */
function formOfEvent(event: CaseEvent, policy: Policy, category: string) {
  const bound = policy.categories.find((one) => one.id === category)
  const flow = policy.flows.find((one) => one.id === bound?.flow)
  const act = ACT_OF[event.type]
  const id =
    event.type === 'case.supplemented' || event.type === 'case.submitted'
      ? bound?.form
      : event.type === 'request.opened' || event.type === 'appeal.opened'
        ? flow?.requests.find((one) => one.kind === event.data['kind'])?.form
        : (flow?.assignment.steps.find((one) => one.act === act)?.form ?? flow?.steps.find((one) => one.act === act)?.form)
  return formOf(policy, id)
}

const ACT_OF: Partial<Record<CaseEvent['type'], string>> = {
  'assignment.signed': 'sign',
  'assignment.arrived': 'arrive',
  'assignment.planSubmitted': 'plan',
  'assignment.done': 'reply',
  'case.consentRefused': 'refuseConsent',
  'case.consented': 'consent',
  'case.verified': 'verify',
  'case.verificationFailed': 'failVerification',
  'case.returnedToTown': 'returnToTown',
  'case.approved': 'approve',
  'case.callbackDone': 'callback',
}

function photoFields(form: Record<string, unknown>): string[] {
  return Object.keys(form).filter((name) => photosIn({ [name]: form[name] }).length > 0)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
