import { useIsAuthenticated } from '@refinedev/core'
import type { ReactNode } from 'react'
import { Navigate, useLocation } from 'react-router'
import { ErrorState } from '../feedback/ErrorState.tsx'
import { PageLoading } from '../feedback/Loading.tsx'

/** Lets signed-in people through; sends others to sign in and back. A server that is away is said to be away. */
export function RequireSession({ children }: { children: ReactNode }) {
  const { data, isPending, error, refetch } = useIsAuthenticated()
  const { pathname, search } = useLocation()
  if (isPending) return <PageLoading full />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} full />
  if (!data?.authenticated) {
    const to = pathname === '/' ? '' : `?to=${encodeURIComponent(pathname + search)}`
    return <Navigate to={`/login${to}`} replace />
  }
  return children
}
