import type { CaseView } from '@shaotai/api'
import type { CaseEvent } from '@shaotai/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../platform/http.ts'
import { useLive } from '../platform/live/use-live.ts'

const viewKey = (id: string) => ['case', id, 'view']
const eventsKey = (id: string) => ['case', id, 'events']

/** A case as this person may see it, kept up to date while it is on screen. */
export function useCase(id: string) {
  const client = useQueryClient()
  useLive(['case'], (change) => {
    if (change && change.id !== id) return
    const known = client.getQueryData<CaseView>(viewKey(id))
    // What this page has just done itself comes back as news.
    if (change && known && Number(change.hint?.['version'] ?? Number.POSITIVE_INFINITY) <= known.case.version) return
    void client.invalidateQueries({ queryKey: ['case', id] })
  })
  const view = useQuery({
    queryKey: viewKey(id),
    queryFn: () => request<CaseView>('GET', `/cases/${id}`),
    staleTime: 5_000,
    enabled: id !== '',
  })
  const events = useQuery({
    queryKey: eventsKey(id),
    queryFn: () => request<CaseEvent[]>('GET', `/cases/${id}/events`),
    staleTime: 5_000,
    enabled: id !== '',
  })
  return {
    view: view.data,
    error: view.error,
    events: events.data,
    eventsError: events.error,
    refetch: async () => {
      await Promise.all([view.refetch(), events.refetch()])
      return client.getQueryData<CaseEvent[]>(eventsKey(id))
    },
    /** Takes the answer of a command, so that the page moves on at once. */
    adopt: (next: CaseView) => {
      client.setQueryData(viewKey(id), next)
      void client.invalidateQueries({ queryKey: eventsKey(id) })
      void client.invalidateQueries({ queryKey: ['case-counts'] })
    },
  }
}
