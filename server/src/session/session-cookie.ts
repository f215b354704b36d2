import type { FastifyRequest } from 'fastify'
import type { Settings } from '../platform/config/settings.ts'

/**
 * Name of the cookie; under TLS the prefix makes browsers insist on Secure, no Domain and path `/`. An instance below a path of its
 * own has a cookie of its own that never leaves that path.
 */
export function cookieName({ publicUrl, mount }: Pick<Settings, 'publicUrl' | 'mount'>): string {
  const secure = publicUrl?.protocol === 'https:'
  if (mount !== '') return `${secure ? '__Secure-' : ''}shaotai_${mount.slice(1)}`
  return secure ? '__Host-shaotai' : 'shaotai_session'
}

/** The token a request carries. */
export function readSessionCookie(request: FastifyRequest, settings: Pick<Settings, 'publicUrl' | 'mount'>): string | undefined {
  const prefix = `${cookieName(settings)}=`
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim())
  const found = pairs.filter((pair) => pair.startsWith(prefix))
  const token = found.length === 1 ? found[0]!.slice(prefix.length) : undefined
  return token && /^[A-Za-z0-9_-]{43}$/.test(token) ? token : undefined
}

/** The header that stores a token; an empty token removes it. */
export function sessionCookie(token: string, settings: Pick<Settings, 'publicUrl' | 'mount' | 'sessionMaxMs'>): string {
  const secure = settings.publicUrl?.protocol === 'https:' ? '; Secure' : ''
  const age = token === '' ? 0 : Math.floor(settings.sessionMaxMs / 1000)
  return `${cookieName(settings)}=${token}; Path=${settings.mount || '/'}; HttpOnly; SameSite=Strict; Max-Age=${age}${secure}`
}
