import type { EntryEvent, Ledger, Policy, Role } from '@shaotai/core'
import { useTranslation } from 'react-i18next'
import { FormView, photosIn } from '../case/show/FormView.tsx'
import { Timeline, type TimelineEntry } from '../case/Timeline.tsx'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { useCountyOffset } from '../platform/format/county-time.ts'
import { serverNow } from '../platform/now.ts'
import { roleName } from '../platform/role-names.ts'
import { formOf } from '../policy-data/names.ts'
import { useUnits } from '../policy-data/use-units.ts'
import { entryEventTone, entrySentence } from './event-sentence.ts'

type EntryTimelineProps = {
  events: readonly EntryEvent[] | undefined
  error: unknown
  policy: Policy
  ledger: Ledger
  onRetry: () => void
}

/** 办理经过: what happened to an entry, newest first, with who, why and what they handed in. */
export function EntryTimeline({ events, error, policy, ledger, onRetry }: EntryTimelineProps) {
  const { t, i18n } = useTranslation('ledger')
  const units = useUnits()
  const offset = useCountyOffset()
  if (error) return <ErrorState error={error} onRetry={onRetry} />
  if (!events) return <PageLoading rows={4} />
  const language = i18n.language === 'en' ? 'en' : 'zh'
  const entries = events.toReversed().map((event): TimelineEntry => {
    const form = formOf(policy, ledger.steps.find((step) => step.id === event.step)?.form)
    const given = event.data['form']
    const words = event.data['text'] ?? event.data['comment']
    return {
      key: event.seq,
      at: event.at,
      name: entrySentence(event, { t, unit: units.short, role: (id) => roleName(id as Role, language) }),
      tone: entryEventTone(event),
      ...(event.by.unit && {
        who: { name: event.by.name, unit: units.short(event.by.unit), ...(event.as && { role: roleName(event.as, language) }) },
      }),
      ...(event.reason && { reason: event.reason.text }),
      text: (
        <>
          {typeof words === 'string' && words !== '' && <p>{words}</p>}
          {form && isRecord(given) && <FormView schema={form.schema} order={form.order} data={given} skip={photoFields(given)} />}
        </>
      ),
      photos: event.type === 'entry.opened' ? [] : photosIn(given),
    }
  })
  return <Timeline entries={entries} offset={offset} now={serverNow()} />
}

function photoFields(form: Record<string, unknown>): string[] {
  return Object.keys(form).filter((name) => photosIn({ [name]: form[name] }).length > 0)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
