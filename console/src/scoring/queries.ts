import type { ScoreBoard, ScoreBulletin, ScoreEntryList, ScoreExplanationView } from '@shaotai/api'
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useEffect } from 'react'
import { request, type RequestFailed } from '../platform/http.ts'
import { stream } from '../platform/live/stream.ts'

export type ScoreQuery = { model?: string; period?: string }
type Answer<T> = UseQueryResult<T, RequestFailed>

/** The board of one model and period; without them the first model and the newest period. */
export function useScores(query: ScoreQuery): Answer<ScoreBoard> {
  const client = useQueryClient()
  useEffect(
    () =>
      stream.onChange((change) => {
        if (change === 'everything' || change.topic === 'score') void client.invalidateQueries({ queryKey: ['scores'] })
      }),
    [client],
  )
  return useQuery({
    queryKey: ['scores', 'board', query],
    queryFn: () => request<ScoreBoard>('GET', '/scores', undefined, { query }),
    // Another period keeps the table in place while it is fetched.
    placeholderData: (before) => before,
  })
}

/** One unit's score, opened to its cases. */
export function useExplanation(subject: string | undefined, query: ScoreQuery): Answer<ScoreExplanationView> {
  return useQuery({
    queryKey: ['scores', 'why', subject, query],
    queryFn: () => request<ScoreExplanationView>('GET', `/scores/${encodeURIComponent(subject ?? '')}`, undefined, { query }),
    enabled: subject !== undefined,
    retry: false,
  })
}

/** What people entered for a period, and what the signed-in person may enter. */
export function useEntries(model: string, period: string): Answer<ScoreEntryList> {
  return useQuery({
    queryKey: ['scores', 'entries', model, period],
    queryFn: () => request<ScoreEntryList>('GET', '/score-entries', undefined, { query: { model, period } }),
    retry: false,
  })
}

/** The bulletin of a locked period. */
export function useBulletin(model: string, period: string): Answer<ScoreBulletin> {
  return useQuery({
    queryKey: ['scores', 'bulletin', model, period],
    queryFn: () => request<ScoreBulletin>('GET', '/score-bulletins', undefined, { query: { model, period } }),
    retry: false,
  })
}
