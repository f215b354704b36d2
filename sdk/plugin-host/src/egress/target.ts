import type { ManifestEgress } from '@shaotai/plugin'
import { isIP } from 'node:net'
import { EgressDenied } from './egress-failure.ts'

/** A declared endpoint with the address the administrator typed. */
export type BoundEndpoint = ManifestEgress & { readonly name: string; readonly base: URL }

/** The address of an endpoint as it is typed: `http` or `https`, a host, perhaps a port and a path; nothing that hides another host. */
export function parseBase(text: string): URL {
  const url = parseUrl(text)
  if (url.search !== '' || url.hash !== '') throw new EgressDenied('The address of an endpoint has no query and no fragment')
  return url
}

/** Binds the declared endpoints to the configuration; one whose field is empty is left out. */
export function bindEndpoints(
  egress: Readonly<Record<string, ManifestEgress>>,
  config: Readonly<Record<string, unknown>>,
): Map<string, BoundEndpoint> {
  const bound = new Map<string, BoundEndpoint>()
  for (const [name, endpoint] of Object.entries(egress)) {
    const typed = config[endpoint.from]
    if (typeof typed === 'string' && typed !== '') bound.set(name, { ...endpoint, name, base: parseBase(typed) })
  }
  return bound
}

/** The full address of a path below an endpoint. Everything is decided on what the parser made of it, never on the text. */
export function targetBelow({ base, name }: BoundEndpoint, path: string): URL {
  const url = parseUrl(`${base.origin}${basePath(base)}${path.startsWith('/') || path === '' || path.startsWith('?') ? '' : '/'}${path}`)
  if (!isBelow(url, base)) throw new EgressDenied(`${shown(url)} is not below the address of ${name}`)
  return url
}

/** The endpoint a full address belongs to: the one with the longest path. */
export function endpointOf(url: URL, endpoints: Iterable<BoundEndpoint>): BoundEndpoint | undefined {
  return [...endpoints].filter(({ base }) => isBelow(url, base)).sort((a, b) => b.base.pathname.length - a.base.pathname.length)[0]
}

/** An address as the parser understands it; refuses what only pretends to be simple. */
export function parseUrl(text: string): URL {
  // The parser forgives these silently; who writes them means to be misread.
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u0020\u007f\\]/.test(text)) throw new EgressDenied('An address has no blanks, control characters or backslashes')
  const url = URL.parse(text)
  if (!url) throw new EgressDenied(`${JSON.stringify(text.slice(0, 200))} is no address`)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new EgressDenied(`${url.protocol} is not called; http: and https: are`)
  if (url.username !== '' || url.password !== '') throw new EgressDenied('An address carries no user and no password')
  if (url.hostname === '' || url.hostname.endsWith('.')) throw new EgressDenied('The host of an address does not end with a dot')
  return url
}

/** The host of an address when it is an IP address, without brackets. */
export function literalAddress({ hostname }: URL): string | undefined {
  const bare = hostname.replace(/^\[|\]$/g, '')
  return isIP(bare) === 0 ? undefined : bare
}

function isBelow(url: URL, base: URL): boolean {
  const path = basePath(base)
  return url.origin === base.origin && (path === '' || url.pathname === path || url.pathname.startsWith(`${path}/`))
}

function basePath({ pathname }: URL): string {
  return pathname.replace(/\/+$/, '')
}

function shown({ host, pathname }: URL): string {
  return `${host}${pathname}`.slice(0, 200)
}
