import type { ScoreBoard, ScoreExplanationView } from '@shaotai/api'
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
