import type { WebhookSignature } from '../contribution.ts'
import { toBase64, utf8 } from '../invoke/bytes.ts'
import type { WireIncoming } from '../protocol/verb.ts'
import { instantText } from './instant.ts'
import { signText } from './sign.ts'

/** A request as its sender makes it. A body that is neither text nor bytes is sent as JSON. */
export type RawRequest = {
  readonly method?: string
  readonly path?: string
  readonly query?: Readonly<Record<string, string | readonly string[]>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** What a peer calls this request by; the same again is a duplicate. */
  readonly id?: string
}
export type ManifestSignature = Omit<WebhookSignature, 'window'> & { readonly window?: number }

/** A request as it crosses to the plugin. */
export function wireIncoming(request: RawRequest, id: string, at: string): WireIncoming {
  const { method = 'POST', path = '/', query = {}, headers = {}, body } = request
  const json = body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array)
  const bytes = body instanceof Uint8Array ? body : utf8(json ? JSON.stringify(body) : ((body as string | undefined) ?? ''))
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  return {
    id,
    method,
    path,
    query,
    headers: { ...(json && { 'content-type': 'application/json' }), ...lower },
    base64: toBase64(bytes),
    receivedAt: at,
  }
}

/** Signs a request as its sender would, so that a test can send genuine ones. */
export function signRequest(request: RawRequest, signature: ManifestSignature, secret: string, now: number): RawRequest {
  const stamp = String(now)
  const stamped = signature.timestamp ? placed(request, signature.timestamp, stamp) : request
  const nonced = signature.nonce ? placed(stamped, signature.nonce, `n${now}`) : stamped
  const wire = wireIncoming(nonced, '', instantText(now, '+08:00'))
  return placed(wire2raw(nonced, wire), signature.in, expected(wire, signature, secret))
}

/** Why a webhook is refused before the plugin sees it; `undefined` if it is genuine and fresh. */
export function refusalOf(wire: WireIncoming, signature: ManifestSignature, secret: string, now: number): string | undefined {
  const given = readOf(wire, signature.in)
  if (given === undefined) return 'the signature is missing'
  if (given !== expected(wire, signature, secret)) return 'the signature is wrong'
  if (signature.window === undefined || !signature.timestamp) return undefined
  const stamp = Number(readOf(wire, signature.timestamp))
  const at = stamp < 1e12 ? stamp * 1000 : stamp
  return Math.abs(now - at) <= signature.window ? undefined : 'the request is too old'
}

function expected(wire: WireIncoming, { algorithm, over, encoding, ...places }: ManifestSignature, secret: string): string {
  const body = new TextDecoder().decode(Uint8Array.from(atob(wire.base64), (one) => one.charCodeAt(0)))
  const skip = 'query' in places.in ? places.in.query : undefined
  const query = Object.entries(wire.query)
    .filter(([name]) => name !== skip)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, value]) => (typeof value === 'string' ? [value] : value).map((one) => `${name}=${one}`))
    .join('&')
  const fill: Readonly<Record<string, string>> = {
    body,
    query,
    secret,
    timestamp: (places.timestamp && readOf(wire, places.timestamp)) ?? '',
    nonce: (places.nonce && readOf(wire, places.nonce)) ?? '',
  }
  const text = over.replaceAll(/\{(body|timestamp|nonce|query|secret)\}/g, (_, name: string) => fill[name] ?? '')
  return signText(secret, algorithm, text, encoding === undefined ? {} : { encoding })
}

type Place = WebhookSignature['in']

function readOf({ headers, query }: WireIncoming, place: Place): string | undefined {
  if ('header' in place) return headers[place.header.toLowerCase()]
  const value = query[place.query]
  return typeof value === 'string' ? value : value?.[0]
}

function placed(request: RawRequest, place: Place, value: string): RawRequest {
  return 'header' in place
    ? { ...request, headers: { ...request.headers, [place.header]: value } }
    : { ...request, query: { ...request.query, [place.query]: value } }
}

/** The body as it was signed, byte for byte. */
function wire2raw(request: RawRequest, wire: WireIncoming): RawRequest {
  return { ...request, headers: wire.headers, body: Uint8Array.from(atob(wire.base64), (one) => one.charCodeAt(0)) }
}
