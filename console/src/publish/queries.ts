import type { Consultation, PolicyDraft, PolicyNews, TransitionPreview } from '@shaotai/api'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { request, type RequestFailed } from '../platform/http.ts'

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

export function useConsultation(id: string): Answer<Consultation> {
  return useQuery({
    queryKey: ['policy', 'consultations', id],
    queryFn: () => request<Consultation>('GET', `/consultations/${encodeURIComponent(id)}`),
  })
}
