import type { ScoreExplanationView } from '@shaotai/api'
import { periodName, type ScoreExplanation, type ScoringModel } from '@shaotai/core'
import { useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../../platform/feedback/Loading.tsx'
import { request, toRequestFailed } from '../../platform/http.ts'
import type { Language } from '../../platform/i18n.ts'
import { Explanation } from '../ScoreDrawer.tsx'
import { viewOf, type CaseNames } from './sheet-view.ts'
import type { TrialState } from './use-trial.ts'

type Props = { subject: string; name: string; model: ScoringModel; period: string; trial: TrialState; onClose: () => void }

/** 某局这一分怎么来的, under the draft: its terms, and the cases behind each. */
export function TrialSheet({ subject, name, model, period, trial, onClose }: Props) {
  const { t, i18n } = useTranslation('scoring')
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  const rank = trial.result?.comparison.subjects.find((one) => one.subject === subject)?.rankAfter ?? null
  const why = useQuery({
    queryKey: ['simulation', 'why', subject, period, model],
    queryFn: async (): Promise<ScoreExplanationView> => {
      const explained = await trial.explain(subject)
      return viewOf(explained, rank, await namesOf(explained))
    },
    gcTime: 0,
    retry: false,
  })
  return (
    <Drawer open onClose={onClose} size={640} title={t('trial.whyTitle', { unit: name, period: periodName(period, language) })}>
      {why.error ? (
        <ErrorState error={toRequestFailed(why.error)} onRetry={() => void why.refetch()} />
      ) : why.data ? (
        <Explanation view={why.data} models={[{ id: model.id, name: model.name }]} />
      ) : (
        <PageLoading rows={8} />
      )}
    </Drawer>
  )
}

/** Numbers and titles of the cases a sheet lists; facts of a forecast carry none. */
async function namesOf(explained: ScoreExplanation): Promise<CaseNames> {
  const ids = [
    ...new Set([...explained.terms, ...explained.adjustments, ...explained.vetoes].flatMap((one) => one.facts.map((fact) => fact.case))),
  ]
  const names = new Map<string, { number: string; title: string; town: string; closedAt: number | null }>()
  // As many as the server lists behind one score; the others stand with their id.
  for (let from = 0; from < Math.min(ids.length, MOST_NAMED); from += AT_ONCE) {
    const { data } = await request<{ data: { id: string; number: string; title: string; town: string; closedAt: number | null }[] }>(
      'GET',
      '/cases',
      undefined,
      { query: { s: JSON.stringify({ id: { $in: ids.slice(from, from + AT_ONCE) } }), limit: AT_ONCE, page: 1 } },
    )
    for (const one of data) names.set(one.id, one)
  }
  return names
}
const AT_ONCE = 50
const MOST_NAMED = 200
