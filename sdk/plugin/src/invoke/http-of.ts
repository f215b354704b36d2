import type { FileRef } from '../case/view.ts'
import { EGRESS_CODES, EgressError, type EgressCode } from '../errors.ts'
import { METHODS, type Answer, type Method, type RequestOptions } from '../http.ts'
import type { HostPort } from '../protocol/port.ts'
import type { WireAnswer, WireBody, WirePart, WireRequest } from '../protocol/service.ts'
import { milliseconds } from '../schema/duration.ts'
import { fromBase64, toBase64, utf8 } from './bytes.ts'

/** The declared endpoints, with the declared methods. */
export function httpOf(
  egress: Readonly<Record<string, { readonly methods: readonly Method[] }>>,
  port: HostPort,
): Readonly<Record<string, object>> {
  return Object.fromEntries(
    Object.entries(egress).map(([endpoint, { methods }]) => [
      endpoint,
      Object.freeze({
        ...Object.fromEntries(methods.map((method) => [method.toLowerCase(), caller(endpoint, method, port)])),
        download: async (path: string, options: RequestOptions = {}): Promise<Answer<FileRef | undefined>> => {
          const { status, headers, file } = await send(port, { ...request(endpoint, 'GET', path, undefined, options), as: 'file' })
          return { status, headers, data: file }
        },
      }),
    ]),
  )
}

function caller(endpoint: string, method: Method, port: HostPort) {
  const takesBody = method !== 'GET' && method !== 'HEAD' && method !== 'DELETE'
  return async (path: string, ...rest: readonly unknown[]): Promise<Answer<unknown>> => {
    const [body, options = {}] = (takesBody ? rest : [undefined, ...rest]) as [unknown, RequestOptions | undefined]
    return answer(await send(port, request(endpoint, method, path, body, options)), options.as)
  }
}

function request(endpoint: string, method: Method, path: string, body: unknown, options: RequestOptions): WireRequest {
  return {
    endpoint,
    method,
    path: String(path),
    ...(options.query && { query: pairs(options.query) }),
    ...(options.headers && { headers: texts(options.headers) }),
    ...(body !== undefined && { body: bodyOf(body, options) }),
    ...(options.idempotencyKey !== undefined && { idempotencyKey: options.idempotencyKey }),
    ...(options.timeout !== undefined && { timeout: milliseconds(options.timeout) }),
    ...(options.charset !== undefined && { charset: options.charset }),
    as: options.as === 'bytes' ? 'bytes' : 'text',
  }
}

function bodyOf(body: unknown, { type = 'json', contentType }: RequestOptions): WireBody {
  switch (type) {
    case 'json':
      return { type: 'text', text: JSON.stringify(body), contentType: contentType ?? 'application/json; charset=utf-8' }
    case 'form':
      return {
        type: 'text',
        text: new URLSearchParams(pairs(body as Readonly<Record<string, unknown>>).map(([name, value]) => [name, value])).toString(),
        contentType: contentType ?? 'application/x-www-form-urlencoded; charset=utf-8',
      }
    case 'text':
      return { type: 'text', text: String(body), contentType: contentType ?? 'text/plain; charset=utf-8' }
    case 'bytes':
      return { type: 'bytes', base64: toBase64(body as Uint8Array), contentType: contentType ?? 'application/octet-stream' }
    case 'multipart':
      return {
        type: 'multipart',
        parts: Object.entries(body as Readonly<Record<string, unknown>>).map(([name, value]) => partOf(name, value)),
      }
  }
}

function partOf(name: string, value: unknown): WirePart {
  const file = value as Partial<FileRef> | null
  if (typeof file === 'object' && file !== null && typeof file.id === 'string' && typeof file.size === 'number')
    return { name, file: file as FileRef }
  return { name, text: String(value) }
}

/** `{ a: 1, b: [2, 3] }` as pairs; what is undefined or null is left out. */
function pairs(query: Readonly<Record<string, unknown>>): (readonly [string, string])[] {
  return Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).filter((one) => one !== undefined && one !== null).map((one) => [name, String(one)] as const),
  )
}

function texts(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}

async function send(port: HostPort, wire: WireRequest): Promise<WireAnswer> {
  try {
    return await port.ask('http.request', wire)
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown }
    if (EGRESS_CODES.includes(code as EgressCode)) throw new EgressError(code as EgressCode, String(message))
    throw error
  }
}

function answer({ status, headers, text, base64 }: WireAnswer, as: RequestOptions['as']): Answer<unknown> {
  if (as === 'bytes') return { status, headers, data: fromBase64(base64 ?? '') }
  const body = text ?? ''
  if (as === 'text') return { status, headers, data: body }
  const json = as === 'json' || /[/+]json\b/i.test(headers['content-type'] ?? '') || /^\s*[[{]/.test(body)
  if (!json) return { status, headers, data: body }
  try {
    return { status, headers, data: body === '' ? undefined : JSON.parse(body) }
  } catch (error) {
    // A peer in trouble answers an error page: its status says more than its body.
    if (as !== 'json' || status >= 400) return { status, headers, data: body }
    throw new EgressError('network', `The answer is no JSON: ${(error as Error).message.slice(0, 100)}`)
  }
}

/** `fetch` over the same broker, for libraries. The host finds the endpoint an address belongs to. */
export function fetchOver(port: HostPort): (url: string | URL | Request, init?: RequestInit) => Promise<Response> {
  return async (url, init) => {
    const asked = new Request(url, init)
    if (!METHODS.includes(asked.method as Method)) throw new EgressError('denied', `No ${asked.method} through the host`)
    const bytes = new Uint8Array(await asked.arrayBuffer())
    const headers = Object.fromEntries(asked.headers)
    const {
      status,
      headers: received,
      base64,
    } = await send(port, {
      path: asked.url,
      method: asked.method as Method,
      headers,
      ...(bytes.length > 0 && { body: wireBody(bytes, headers['content-type'] ?? 'application/octet-stream') }),
      as: 'bytes',
    })
    const empty = status === 204 || status === 205 || status === 304
    return new Response(empty ? null : fromBase64(base64 ?? ''), { status, headers: received })
  }
}

/** Text stays text, so that the placeholders of secrets in it are found. */
function wireBody(bytes: Uint8Array, contentType: string): WireBody {
  const text = new TextDecoder().decode(bytes)
  const back = utf8(text)
  const same = back.length === bytes.length && back.every((byte, index) => byte === bytes[index])
  return same ? { type: 'text', text, contentType } : { type: 'bytes', base64: toBase64(bytes), contentType }
}
