import type { LedgerEntryView } from '@shaotai/api'
import type { EntryEvent } from '@shaotai/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../platform/http.ts'
import { useLive } from '../platform/live/use-live.ts'

/** An entry as this person may see it, kept up to date while it is on screen. */
export function useEntry(id: string) {
  const client = useQueryClient()
  const viewKey = ['ledger-entry', id, 'view']
  useLive(['ledger'], (change) => {
    if (change && change.id !== id) return
    const known = client.getQueryData<LedgerEntryView>(viewKey)
    // What this page has just done itself comes back as news.
    if (change && known && Number(change.hint?.['version'] ?? Number.POSITIVE_INFINITY) <= known.entry.version) return
    void client.invalidateQueries({ queryKey: ['ledger-entry', id] })
  })
  const view = useQuery({ queryKey: viewKey, queryFn: () => request<LedgerEntryView>('GET', `/ledger-entries/${id}`), staleTime: 5_000 })
  const events = useQuery({
    queryKey: ['ledger-entry', id, 'events'],
    queryFn: () => request<EntryEvent[]>('GET', `/ledger-entries/${id}/events`),
    staleTime: 5_000,
  })
  return {
    view: view.data,
    error: view.error,
    events: events.data,
    eventsError: events.error,
    refetch: async () => {
      await Promise.all([view.refetch(), events.refetch()])
    },
    /** Takes the answer of a command, so that the page moves on at once. */
    adopt: (next: LedgerEntryView) => {
      client.setQueryData(viewKey, next)
      void client.invalidateQueries({ queryKey: ['ledger-entry', id, 'events'] })
      void client.invalidateQueries({ queryKey: ['ledger-round'] })
    },
  }
}
