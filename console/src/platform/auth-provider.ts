import type { AuthProvider } from '@refinedev/core'
import { RequestFailed, toRequestFailed } from './http.ts'
import { forgetSession, loadSession, signIn, signOut } from './session.ts'

/** Sign-in by session cookie. `login` takes `{account, password, to?}`. */
export const authProvider: AuthProvider = {
  async login({ account, password, to }: { account: string; password: string; to?: string }) {
    try {
      await signIn(account, password)
      return { success: true, redirectTo: to ?? '/' }
    } catch (error) {
      return { success: false, error: toRequestFailed(error) }
    }
  },
  async logout() {
    // The page forgets the person even when the server cannot be told.
    await signOut().catch(() => undefined)
    return { success: true, redirectTo: '/login' }
  },
  async check() {
    const session = await loadSession()
    return session ? { authenticated: true } : { authenticated: false, redirectTo: '/login' }
  },
  async onError(error: unknown) {
    if (error instanceof RequestFailed && error.statusCode === 401) {
      forgetSession()
      return { logout: true, redirectTo: '/login' }
    }
    return {}
  },
  async getIdentity() {
    return loadSession()
  },
  async getPermissions() {
    return (await loadSession())?.roles ?? []
  },
}
