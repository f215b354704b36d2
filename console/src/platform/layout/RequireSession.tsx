import { useIsAuthenticated } from '@refinedev/core'
import type { ReactNode } from 'react'
import { Navigate, useLocation } from 'react-router'
import { ErrorState } from '../feedback/ErrorState.tsx'
import { FirstSignIn } from '../account/FirstSignIn.tsx'
import { PageLoading } from '../feedback/Loading.tsx'
import { useSession } from '../session.ts'

/** Lets signed-in people through; sends others to sign in and back; a first password is changed before anything else. A server that is away is said to be away. */
export function RequireSession({ children }: { children: ReactNode }) {
  const { data, isPending, error, refetch } = useIsAuthenticated()
  const session = useSession()
  const { pathname, search } = useLocation()
  if (isPending) return <PageLoading full />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} full />
  if (!data?.authenticated) {
    const to = pathname === '/' ? '' : `?to=${encodeURIComponent(pathname + search)}`
    return <Navigate to={`/login${to}`} replace />
  }
  if (!session) return <PageLoading full />
  return session.mustChangePassword ? <FirstSignIn /> : children
}
