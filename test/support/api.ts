import { randomUUID } from 'node:crypto'
import { DEMO_PASSWORD } from './product.ts'

/** An answer of the product, read to its end. */
export type Answer<T = unknown> = { readonly status: number; readonly headers: Headers; readonly body: T }

export type RequestOptions = {
  body?: unknown
  /** Sent as `Idempotency-Key`; every POST without one gets a fresh key. */
  key?: string
  headers?: Readonly<Record<string, string>>
}

/** A person at the wire: keeps the session cookie and sends what the console would send. */
export type Client = {
  readonly account: string
  request<T = unknown>(method: string, path: string, options?: RequestOptions): Promise<Answer<T>>
  get<T = unknown>(path: string): Promise<Answer<T>>
  post<T = unknown>(path: string, body?: unknown, key?: string): Promise<Answer<T>>
  /** Gives a command on a case; fails with the product's own words unless it was accepted. */
  act<T = unknown>(id: string, command: string, data?: Record<string, unknown>, expectedVersion?: number): Promise<T>
  /** Uploads a picture and returns what a form's photo field holds. */
  upload(bytes: Uint8Array<ArrayBuffer>, name: string, type?: string): Promise<Photo>
  signOut(): Promise<void>
}

/** A stored picture, as forms carry it. */
export type Photo = { id: string; name: string; type: string; size: number }

/** Talks HTTP to a running product. */
export function api(url: string): { signIn(account: string, password?: string): Promise<Client>; anonymous(): Client } {
  return {
    anonymous: () => client(url, '', undefined),
    signIn: async (account, password = DEMO_PASSWORD) => {
      const answer = await send(url, 'POST', '/api/v1/session', { body: { account, password } })
      if (answer.status >= 300) throw new Error(`${account} could not sign in: ${answer.status} ${JSON.stringify(answer.body)}`)
      return client(url, account, cookieOf(answer.headers))
    },
  }
}

function client(url: string, account: string, cookie: string | undefined): Client {
  const request: Client['request'] = <T>(method: string, path: string, options: RequestOptions = {}) =>
    send<T>(url, method, path, { ...options, headers: { ...(cookie && { cookie }), ...options.headers } })
  return {
    account,
    request,
    get: (path) => request('GET', path),
    post: (path, body = {}, key = randomUUID()) => request('POST', path, { body, key }),
    act: async <T>(id: string, command: string, data: Record<string, unknown> = {}, expectedVersion?: number) => {
      const path = `/api/v1/cases/${encodeURIComponent(id)}/commands/${command}`
      const body = { data, ...(expectedVersion !== undefined && { expectedVersion }) }
      const answer = await request<T>('POST', path, { body, key: randomUUID() })
      if (answer.status >= 300) throw new Error(`${account}: ${command} was answered ${answer.status} ${JSON.stringify(answer.body)}`)
      return answer.body
    },
    upload: async (bytes, name, type = 'image/png') => {
      const form = new FormData()
      form.set('file', new Blob([bytes], { type }), name)
      const headers = { 'x-requested-with': 'shaotai', 'idempotency-key': randomUUID(), ...(cookie && { cookie }) }
      const answer = await fetch(`${url}/api/v1/attachments`, { method: 'POST', headers, body: form })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${account}: the picture was answered ${answer.status} ${text}`)
      return JSON.parse(text) as Photo
    },
    signOut: async () => {
      await request('DELETE', '/api/v1/session')
    },
  }
}

async function send<T>(url: string, method: string, path: string, { body, key, headers }: RequestOptions): Promise<Answer<T>> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      accept: 'application/json',
      'x-requested-with': 'shaotai',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: parse(text) as T }
}

function cookieOf(headers: Headers): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

function parse(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
