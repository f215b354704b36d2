import type { Consultation, PolicyDraft, PolicyNews, TransitionPreview } from '@shaotai/api'
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { request, type RequestFailed } from '../platform/http.ts'
import { useLive } from '../platform/live/use-live.ts'
import { hasAnyRole, useSession } from '../platform/session.ts'

type Answer<T> = UseQueryResult<T, RequestFailed>

/** What each way of treating running cases would do, computed on the cases themselves; asked for once for each content of a draft. */
export function useTransitionPreview({ id, hash }: Pick<PolicyDraft, 'id' | 'hash'>, enabled = true): Answer<TransitionPreview> {
  return useQuery({
    queryKey: ['policy-transition', id, hash],
    queryFn: () => request<TransitionPreview>('GET', `/policy-drafts/${encodeURIComponent(id)}/transition`),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    retry: false,
    enabled,
  })
}

/** What lately came, or soon comes, into force. */
export function usePolicyNews(enabled: boolean): PolicyNews {
  const { data } = useQuery({
    queryKey: ['policy', 'news'],
    queryFn: () => request<PolicyNews>('GET', '/policy-news'),
    staleTime: 300_000,
    retry: false,
    enabled,
  })
  return data ?? NOTHING
}
const NOTHING: PolicyNews = []

/** What units were asked about a draft, newest first. */
export function useDraftConsultations(draft: string): Answer<Consultation[]> {
  return useQuery({
    queryKey: ['policy', 'consultations', 'draft', draft],
    queryFn: () => request<Consultation[]>('GET', `/policy-drafts/${encodeURIComponent(draft)}/consultations`),
  })
}

/** What one's own unit was asked. */
export function useConsultations(): Answer<Consultation[]> {
  return useQuery({ queryKey: ['policy', 'consultations', 'mine'], queryFn: () => request<Consultation[]>('GET', '/consultations') })
}

/** How many consultations wait for an answer of one's own unit, and when the first of them ends; nothing for people who answer none. */
export function useConsultationsWaiting(): { count: number; dueAt: number | null } {
  const enabled = hasAnyRole(useSession(), ANSWERING)
  const client = useQueryClient()
  const queryKey = ['policy', 'consultations', 'waiting']
  // A draft that is saved asks nobody anything.
  useLive(
    ['policy', 'notice'],
    (change) => {
      if (change?.hint?.['kind'] === undefined) void client.invalidateQueries({ queryKey })
    },
    enabled,
  )
  const { data } = useQuery({
    queryKey,
    queryFn: () => request<{ count: number; dueAt: number | null }>('GET', '/consultations-waiting'),
    staleTime: 300_000,
    retry: false,
    enabled,
  })
  return data ?? NONE_WAITING
}
const NONE_WAITING = { count: 0, dueAt: null }
const ANSWERING = ['town-clerk', 'town-principal', 'dept-clerk', 'dept-leader'] as const

export function useConsultation(id: string): Answer<Consultation> {
  return useQuery({
    queryKey: ['policy', 'consultations', id],
    queryFn: () => request<Consultation>('GET', `/consultations/${encodeURIComponent(id)}`),
  })
}
