import type { PolicyUsage } from '@shaotai/api'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { request, type RequestFailed } from '../platform/http.ts'
import { hasAnyRole, useSession } from '../platform/session.ts'

/** How often last year's cases used each thing of the policy; counted once a day. Nothing for those who neither draft nor review. */
export function usePolicyUsage(): UseQueryResult<PolicyUsage, RequestFailed> {
  const session = useSession()
  return useQuery({
    queryKey: ['policy', 'usage'],
    queryFn: () => request<PolicyUsage>('GET', '/policy-usage'),
    enabled: session !== undefined && hasAnyRole(session, ['policy-admin', 'policy-reviewer']),
    staleTime: 600_000,
  })
}
