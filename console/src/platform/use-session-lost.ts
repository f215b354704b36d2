import { useCallback } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { RequestFailed } from './http.ts'
import { forgetSession } from './session.ts'

/** Sends a person whose session has ended to sign in and back to this page. Answers whether it did. */
export function useSessionLost(): (error: unknown) => boolean {
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  return useCallback(
    (error: unknown) => {
      if (!(error instanceof RequestFailed) || error.statusCode !== 401) return false
      forgetSession()
      void navigate(`/login?to=${encodeURIComponent(pathname + search)}`)
      return true
    },
    [navigate, pathname, search],
  )
}
