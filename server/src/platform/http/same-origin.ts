import type { FastifyRequest } from 'fastify'
import type { Settings } from '../config/settings.ts'
import { refused } from './refused.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses changes that another site makes a browser send. A cookie alone never suffices: a change needs JSON or our header,
 * neither of which a foreign page can send without asking first, and an `Origin` must be our own.
 */
export function assertSameOrigin(request: FastifyRequest, { publicUrl }: Pick<Settings, 'publicUrl'>): void {
  if (SAFE.has(request.method) || !request.url.startsWith('/api')) return
  const { origin, host } = request.headers
  const site = request.headers['sec-fetch-site']
  if (origin !== undefined && !isOwn(String(origin), host, publicUrl)) refused('http.cross-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') refused('http.cross-site')
  const json = request.headers['content-type']?.toLowerCase().startsWith('application/json') ?? false
  if (!json && request.headers['x-requested-with'] !== 'shaotai') refused('http.cross-site')
}

function isOwn(origin: string, host: string | undefined, publicUrl: URL | undefined): boolean {
  if (publicUrl && origin === publicUrl.origin) return true
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host.toLowerCase()
}
