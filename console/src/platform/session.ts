import { useGetIdentity } from '@refinedev/core'
import type { Session as SignedIn } from '@shaotai/api'
import type { Role } from '@shaotai/core'
import { IN_PRACTICE } from './base.ts'
import { setCountyOffset } from './format/county-time.ts'
import { setPersonHere } from './login/who.ts'
import { request, RequestFailed } from './http.ts'
import { setVocabulary } from './i18n.ts'
import { setServerTime } from './now.ts'

/** Who is signed in, for which unit, in which county; with the county's words and clock. */
export type Session = SignedIn

let known: Promise<Session | null> | undefined

/** The session, asked once and kept until sign-in, sign-out or a 401. Null when nobody is signed in; throws when the server is away. */
export function loadSession(): Promise<Session | null> {
  known ??= request<{ session: Session | null }>('GET', '/session-if-any', undefined, { speakFor: false }).then(
    ({ session }) => {
      if (session) return adoptSession(session)
      known = undefined
      return null
    },
    (error: unknown) => {
      known = undefined
      // Practice has other reasons to let nobody in: not begun, not for this role, on another server. Its door says which.
      if (IN_PRACTICE && error instanceof RequestFailed && !error.offline) return null
      throw error
    },
  )
  return known
}

export async function signIn(account: string, password: string): Promise<void> {
  await request('POST', '/session', { account, password })
  forgetSession()
}

export async function signOut(): Promise<void> {
  // First: what is still under way must not ask a person who leaves to sign in again.
  forgetSession()
  await request('DELETE', '/session')
}

export function forgetSession(): void {
  known = undefined
  setPersonHere(undefined)
}

/** The session inside pages; undefined only while it is loading. */
export function useSession(): Session | undefined {
  return useGetIdentity<Session>().data
}

export function hasAnyRole(session: Session | undefined, roles: readonly Role[] | undefined): boolean {
  if (!roles) return true
  return roles.some((role) => session?.roles.includes(role))
}

/** Takes a session for this page's: its county's clock and words, and whom requests speak for. */
export function adoptSession(session: Session): Session {
  setPersonHere(session.person)
  setCountyOffset(session.utcOffsetMinutes)
  setVocabulary(session.vocabulary)
  setServerTime(session.now)
  return session
}
