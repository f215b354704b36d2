import type {
  DraftClaim,
  DraftEdit,
  HistoryFindings,
  PersonRow,
  PolicyDocument,
  PolicyDraft,
  PolicyDraftDocument,
  PolicyVersion,
} from '@shaotai/api'
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { request, RequestFailed } from '../platform/http.ts'
import { stream } from '../platform/live/stream.ts'
import { useLive } from '../platform/live/use-live.ts'

type Answer<T> = UseQueryResult<T, RequestFailed>

/** Drafts and those waiting for review. */
export function useDrafts(enabled = true): Answer<PolicyDraft[]> {
  return useQuery({ queryKey: ['policy', 'drafts'], queryFn: () => request<PolicyDraft[]>('GET', '/policy-drafts'), enabled })
}

/** One draft. Under edit it is read again only when the stream says that somebody saved (`useLiveDraft`). */
export function useDraft(id: string, { editing = false, enabled = true } = {}): Answer<PolicyDraftDocument> {
  return useQuery({
    enabled,
    queryKey: draftKey(id),
    queryFn: () => request<PolicyDraftDocument>('GET', `/policy-drafts/${encodeURIComponent(id)}`),
    refetchOnMount: 'always',
    refetchOnWindowFocus: !editing,
    refetchOnReconnect: !editing,
  })
}

/** What last year's cases say about a draft as it stood at a hash; asked once for each, because the server reads a year for it. */
export function useHistoryFindings({ id, hash }: Pick<PolicyDraft, 'id' | 'hash'>): Answer<HistoryFindings> {
  return useQuery({
    queryKey: ['policy-history', id, hash],
    queryFn: () => request<HistoryFindings>('GET', `/policy-drafts/${encodeURIComponent(id)}/history-findings`),
    staleTime: 600_000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  })
}

export const draftKey = (id: string) => ['policy', 'draft', id]

export function useVersions(): Answer<PolicyVersion[]> {
  return useQuery({ queryKey: ['policy', 'versions'], queryFn: () => request<PolicyVersion[]>('GET', '/policies') })
}

/** The version in force; null before any was published. */
export function useCurrentPolicy(): Answer<PolicyDocument | null> {
  return useQuery({
    queryKey: ['policy', 'current'],
    queryFn: () =>
      request<PolicyDocument>('GET', '/policies/current').catch((error: unknown) => {
        if (error instanceof RequestFailed && error.code === 'policy.none') return null
        throw error
      }),
  })
}

/** One version whole. It never changes, so it is fetched once. */
export function usePolicy(hash: string | undefined): Answer<PolicyDocument> {
  return useQuery({
    queryKey: ['policy', 'version', hash],
    queryFn: () => request<PolicyDocument>('GET', `/policies/${hash}`),
    enabled: hash !== undefined && hash !== '',
    staleTime: Infinity,
  })
}

/** Who edits which part of a draft now. */
export function useDraftClaims(id: string): readonly DraftClaim[] {
  const client = useQueryClient()
  const queryKey = ['policy-claims', id]
  const { data } = useQuery({ queryKey, queryFn: () => request<DraftClaim[]>('GET', `/policy-drafts/${encodeURIComponent(id)}/claims`) })
  useLive(['policy-claim'], (change) => {
    if (!change || change.id === id) void client.invalidateQueries({ queryKey })
  })
  return data ?? NOTHING
}

/** Who changed what in a draft and when; read again whenever somebody saves it. */
export function useDraftEdits(id: string | undefined): Answer<DraftEdit[]> {
  const client = useQueryClient()
  const queryKey = ['policy-edits', id]
  useLive(['policy'], (change) => {
    if (!change || change.id === id) void client.invalidateQueries({ queryKey })
  })
  return useQuery({
    queryKey,
    queryFn: () => request<DraftEdit[]>('GET', `/policy-drafts/${encodeURIComponent(id ?? '')}/edits`),
    enabled: id !== undefined,
  })
}

/** Reads a draft under edit again when somebody else saved one of its documents. A save of this page is known without reading. */
export function useLiveDraft(id: string): void {
  const client = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useLive(['policy'], (change) => {
    if (change && change.id !== id) return
    const kind = change?.hint?.['kind']
    const revision = change?.hint?.['revision']
    const isKnown = () => {
      const known = client.getQueryData<PolicyDraftDocument>(draftKey(id))
      return typeof kind === 'string' && typeof revision === 'number' && (known?.revisions[kind] ?? 0) >= revision
    }
    // The stream may be faster than the answer to the save that it speaks of.
    setTimeout(() => {
      if (isKnown()) return
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void client.invalidateQueries({ queryKey: draftKey(id) }), SETTLE)
    }, SETTLE)
  })
}

const SETTLE = 250

/** Reads what concerns policies again when somebody saved, submitted or published; not the draft under edit. */
export function useLivePolicies({ editing = false } = {}): void {
  const client = useQueryClient()
  useEffect(
    () =>
      stream.onChange((change) => {
        if (change !== 'everything' && change.topic !== 'policy') return
        const id = change === 'everything' ? undefined : change.id
        // A save of a draft changes no version.
        const saved = change !== 'everything' && change.hint?.['kind'] !== undefined
        void client.invalidateQueries({
          queryKey: ['policy'],
          predicate: ({ queryKey: [, what, which] }) =>
            what === 'draft' ? !editing && (id === undefined || which === id) : what === 'drafts' || !saved,
        })
      }),
    [client, editing],
  )
}

/** People the asking person may see, for the names of authors. */
export function usePeople(): readonly PersonRow[] {
  return useAll<PersonRow>('people')
}

function useAll<T>(resource: string): readonly T[] {
  const { data } = useQuery({
    queryKey: ['all', resource],
    queryFn: async () => {
      const answer = await request<T[] | { data: T[] }>('GET', `/${resource}`, undefined, { query: { limit: 200, page: 1 } })
      return Array.isArray(answer) ? answer : answer.data
    },
    staleTime: 300_000,
    retry: false,
  })
  return data ?? NOTHING
}
const NOTHING: readonly never[] = []
