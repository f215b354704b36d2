import type { PersonRow, PolicyTemplate, PolicyTemplateDocument } from '@shaotai/api'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { request, type RequestFailed } from '../platform/http.ts'

/** The policies that come with the product. They change only with it. */
export function useTemplates(): UseQueryResult<PolicyTemplate[], RequestFailed> {
  return useQuery({
    queryKey: ['templates'],
    queryFn: () => request<PolicyTemplate[]>('GET', '/policy-templates'),
    staleTime: Infinity,
  })
}

/** One of them whole. */
export function useTemplate(id: string): UseQueryResult<PolicyTemplateDocument, RequestFailed> {
  return useQuery({
    queryKey: ['templates', id],
    queryFn: () => request<PolicyTemplateDocument>('GET', `/policy-templates/${encodeURIComponent(id)}`),
    staleTime: Infinity,
  })
}

/** Who may review a draft, of the people the asking person may see. */
export function useReviewers(): UseQueryResult<PersonRow[], RequestFailed> {
  return useQuery({
    queryKey: ['people', 'policy-reviewer'],
    queryFn: async () => {
      const { data } = await request<{ data: PersonRow[] }>('GET', '/people', undefined, { query: { limit: 200, page: 1, sort: 'id,ASC' } })
      return data.filter((person) => person.roles.includes('policy-reviewer'))
    },
    staleTime: 300_000,
    retry: false,
  })
}

/** The public key our bundles are signed with. */
export function useBundleKey(): UseQueryResult<{ fingerprint: string; pem: string }, RequestFailed> {
  return useQuery({ queryKey: ['bundle-key'], queryFn: () => request('GET', '/policy-bundle-key'), staleTime: Infinity })
}
