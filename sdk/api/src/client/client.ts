import type { RefusalBody } from '../refusal/schema.ts'
import type { RouteDefinition, RouteInput, RouteOutput } from '../route/route.ts'

/** What a call needs of a route: only the parts its declaration has. */
export type CallInput<D extends RouteDefinition> = Partial<Pick<RouteInput<D>, 'params' | 'query' | 'body' | 'key'>>

export type Client = {
  /** Calls an endpoint; throws `CallRefused` when the server says no, and whatever `fetch` throws when it cannot be reached. */
  call<D extends RouteDefinition>(route: D, input?: CallInput<D>): Promise<RouteOutput<D>>
}

export type ClientOptions = {
  /** Address of the server, without a path. */
  url: string
  /** Headers of every call, for example the session cookie of a program that is no browser. */
  headers?: Readonly<Record<string, string>>
  fetch?: typeof fetch
}

/** The server refused: the whole refusal, with its sentence in the language asked for. */
export class CallRefused extends Error {
  readonly refusal: RefusalBody

  constructor(refusal: RefusalBody) {
    super(refusal.message.join(' '))
    this.name = 'CallRefused'
    this.refusal = refusal
  }
}

/** A client typed by the endpoints' own declarations: what it sends and gets is what the server validates and answers. */
export function createClient({ url, headers = {}, fetch: send = fetch }: ClientOptions): Client {
  return {
    async call<D extends RouteDefinition>(route: D, input: CallInput<D> = {}) {
      const response = await send(`${url}${addressOf(route, input)}`, {
        method: route.method,
        headers: {
          'x-requested-with': 'shaotai',
          ...headers,
          ...(input.body !== undefined && { 'content-type': 'application/json' }),
          ...(input.key !== undefined && { 'idempotency-key': input.key }),
        },
        ...(input.body !== undefined && { body: JSON.stringify(input.body) }),
      })
      if (!response.ok) throw new CallRefused((await response.json()) as RefusalBody)
      // The server answers by the same declaration the type comes from.
      return (response.status === 204 ? undefined : await response.json()) as RouteOutput<D>
    },
  }
}

/** Path and query of a call: `:name` parameters filled in and escaped. */
export function addressOf(route: Pick<RouteDefinition, 'path'>, { params, query }: { params?: unknown; query?: unknown }): string {
  const values = (params ?? {}) as Record<string, string | number>
  const path = route.path.replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(String(values[name])))
  const given = Object.entries((query ?? {}) as Record<string, string | number | boolean | undefined>)
  const search = new URLSearchParams(given.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])))
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}
