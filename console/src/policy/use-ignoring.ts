import type { IgnoredFinding } from '@shaotai/api'
import { useQuery } from '@tanstack/react-query'
import { request } from '../platform/http.ts'
import { hasAnyRole, useSession } from '../platform/session.ts'

/** What is ignored in the county, and whether this person may ignore more. `draft`: where the findings shown come from. */
export type Ignoring = { readonly ignored: readonly IgnoredFinding[]; readonly may: boolean; readonly draft?: string }

export const IGNORED_KEY = ['policy', 'ignored']

/** Findings that are ignored now; nothing for those who neither draft nor review. */
export function useIgnoring(draft?: string): Ignoring {
  const session = useSession()
  const { data } = useQuery({
    queryKey: IGNORED_KEY,
    queryFn: () => request<IgnoredFinding[]>('GET', '/policy-findings/ignored'),
    enabled: hasAnyRole(session, ['policy-admin', 'policy-reviewer']) && session !== undefined,
  })
  return { ignored: data ?? NOTHING, may: hasAnyRole(session, ['policy-admin']), ...(draft !== undefined && { draft }) }
}

const NOTHING: readonly never[] = []
