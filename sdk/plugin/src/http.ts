import type { FileRef } from './case/view.ts'
import type { Duration } from './schema/duration.ts'

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] as const
export type Method = (typeof METHODS)[number]

/** How a body is written. `json` unless said; `multipart` takes `FileRef`s beside texts. */
export type BodyType = 'json' | 'form' | 'text' | 'bytes' | 'multipart'

export type RequestOptions = {
  readonly query?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, unknown>>
  /** How the body is written. */
  readonly type?: BodyType
  readonly contentType?: string
  /** Sent as `Idempotency-Key`, so that a repeated delivery does not act twice. */
  readonly idempotencyKey?: string
  readonly timeout?: Duration
  /** How the answer is read: by its content type unless said. */
  readonly as?: 'json' | 'text' | 'bytes'
  /** Character set of the answer when the peer does not say it, e.g. `gbk`. */
  readonly charset?: string
}

/** An answer of a peer, whatever its status: only a call that got no answer throws (`EgressError`). */
export type Answer<T> = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly data: T }

/** A declared endpoint: paths are relative to the address the administrator typed. */
export type HttpEndpoint<M extends Method = Method> = {
  readonly [K in M as Lowercase<K>]: K extends 'GET' | 'HEAD' | 'DELETE'
    ? <T = unknown>(path: string, options?: RequestOptions) => Promise<Answer<T>>
    : <T = unknown>(path: string, body?: unknown, options?: RequestOptions) => Promise<Answer<T>>
} & {
  /** Fetches a file into the host's store without passing it through the plugin. Needs `files:write`. */
  readonly download: (path: string, options?: Omit<RequestOptions, 'as' | 'charset'>) => Promise<Answer<FileRef | undefined>>
}
