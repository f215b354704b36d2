import type { CaseCounts } from '@shaotai/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../platform/http.ts'
import { useLive } from '../platform/live/use-live.ts'

/** Counts for badges and the duty desk: only what the person may see. */
export function useCounts() {
  const client = useQueryClient()
  useLive(['case'], () => void client.invalidateQueries({ queryKey: ['case-counts'] }))
  return useQuery({
    queryKey: ['case-counts'],
    queryFn: () => request<CaseCounts>('GET', '/case-counts'),
    // Due times pass by themselves, without any event.
    refetchInterval: 60_000,
  })
}
