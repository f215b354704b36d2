import type { TrialKind } from '@shaotai/api'
import { lazy, Suspense, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { request } from '../platform/http.ts'
import { useSession } from '../platform/session.ts'
import { HistoryCheck } from '../policy/HistoryCheck.tsx'
import { Next } from './Next.tsx'
import type { StepProps } from './PublishPage.tsx'
import { SeenTrials } from './SeenTrials.tsx'
import css from './publish.module.css'

const SimulationSummary = lazy(async () => ({ default: (await import('../sla/designer/SimulationSummary.tsx')).SimulationSummary }))
const ScoreTrials = lazy(async () => ({ default: (await import('./ScoreTrials.tsx')).ScoreTrials }))

/** Step 3: what the draft would have done to last year's cases, and what they say about it. */
export function TrialStep({ draft, policy, before, go }: StepProps) {
  const { t } = useTranslation('publish')
  const see = useSeen(draft)
  const { needed } = draft.trial
  return (
    <>
      <p className={css.quiet}>{t('trial.note')}</p>
      <SeenTrials draft={draft} />
      {needed.includes('sla') && (
        <Suspense fallback={<PageLoading rows={6} />}>
          <SimulationSummary draft={policy} base={before} onShown={() => see('sla')} />
        </Suspense>
      )}
      {needed.includes('scoring') && (
        <Suspense fallback={<PageLoading rows={6} />}>
          <ScoreTrials draft={policy} base={before} onShown={() => see('scoring')} />
        </Suspense>
      )}
      <h3 className={css.head}>{t('trial.history')}</h3>
      <HistoryCheck draft={draft} policy={policy} />
      <Next go={go} to="consult" />
    </>
  )
}

/** Tells the server, once for each content of a draft, that this person has a result on screen. */
function useSeen({ id, hash, status, trial }: StepProps['draft']): (kind: TrialKind) => void {
  const person = useSession()?.person
  const told = useRef(new Set<string>())
  return (kind) => {
    const known = trial.seen.some((one) => one.kind === kind && one.person === person)
    if (known || status === 'published' || status === 'withdrawn' || told.current.has(`${kind} ${hash}`)) return
    told.current.add(`${kind} ${hash}`)
    // Nobody waits for it: the stream brings the draft anew, and a failure is told once more at the next look.
    request('POST', `/policy-drafts/${encodeURIComponent(id)}/trials`, { hash, kind }).catch(() => told.current.delete(`${kind} ${hash}`))
  }
}
