import { useGetIdentity } from '@refinedev/core'
import type { Session as SignedIn } from '@shaotai/api'
import type { Role } from '@shaotai/core'
import { setCountyOffset } from './format/county-time.ts'
import { request, RequestFailed } from './http.ts'
import { setVocabulary } from './i18n.ts'
import { setServerTime } from './now.ts'

/** Who is signed in, for which unit, in which county; with the county's words and clock. */
export type Session = SignedIn

let known: Promise<Session | null> | undefined

/** The session, asked once and kept until sign-in, sign-out or a 401. Null when nobody is signed in; throws when the server is away. */
export function loadSession(): Promise<Session | null> {
  known ??= request<Session>('GET', '/session').then(adopt, (error: unknown) => {
    known = undefined
    if (error instanceof RequestFailed && error.statusCode === 401) return null
    throw error
  })
  return known
}

export async function signIn(account: string, password: string): Promise<void> {
  await request('POST', '/session', { account, password })
  forgetSession()
}

export async function signOut(): Promise<void> {
  forgetSession()
  await request('DELETE', '/session')
}

export function forgetSession(): void {
  known = undefined
}

/** The session inside pages; undefined only while it is loading. */
export function useSession(): Session | undefined {
  return useGetIdentity<Session>().data
}

export function hasAnyRole(session: Session | undefined, roles: readonly Role[] | undefined): boolean {
  if (!roles) return true
  return roles.some((role) => session?.roles.includes(role))
}

function adopt(session: Session): Session {
  setCountyOffset(session.utcOffsetMinutes)
  setVocabulary(session.vocabulary)
  setServerTime(session.now)
  return session
}
