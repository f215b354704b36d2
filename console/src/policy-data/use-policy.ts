import type { PolicyDocument } from '@shaotai/api'
import type { Policy } from '@shaotai/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../platform/http.ts'
import { useLive } from '../platform/live/use-live.ts'

/** A published policy with its version: what names, forms and rules on screen come from. */
export type PublishedPolicy = Omit<PolicyDocument, 'document'> & { policy: Policy }

const key = (hash: string | undefined) => ['policy-data', hash ?? 'current']

/**
 * The policy in force, or the version of a hash: a case is read by the version it is pinned to. A version never changes, so it is asked once;
 * the one in force is asked again when somebody publishes.
 */
export function usePolicy(hash?: string) {
  const client = useQueryClient()
  useLive(['policy'], () => void client.invalidateQueries({ queryKey: key(undefined) }), hash === undefined)
  const query = useQuery({
    queryKey: key(hash),
    queryFn: async () => {
      const published = read(await request<PolicyDocument>('GET', `/policies/${hash ?? 'current'}`))
      client.setQueryData(key(published.hash), published)
      return published
    },
    staleTime: hash === undefined ? 300_000 : Number.POSITIVE_INFINITY,
    gcTime: 3_600_000,
  })
  return { published: query.data, policy: query.data?.policy, error: query.error, refetch: query.refetch }
}

function read({ document, ...version }: PolicyDocument): PublishedPolicy {
  // The server publishes only what the core has parsed.
  return { ...version, policy: document as unknown as Policy }
}
