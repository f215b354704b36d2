import type { Static, TSchema } from 'typebox'

/** What an endpoint promises: one value that the server validates by, the client is typed by and OpenAPI is written from. */
export type RouteDefinition = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path with `:name` parameters, from `/api`. */
  path: `/api/${string}`
  /** Groups pages of the reference: the feature's folder name. */
  tag: string
  summary: string
  description?: string
  params?: TSchema
  /** Query parameters. Lists that speak the nestjsx-crud protocol say `list` instead. */
  query?: TSchema
  /** The resource's list protocol: filter, search, sort, join, limit, page. */
  list?: boolean
  body?: TSchema
  /** Takes an `Idempotency-Key` header: the same key gives the same answer. */
  idempotent?: boolean
  response?: TSchema
  /** Status of success; 200, or 204 without a response. */
  status?: number
  /** Codes this endpoint may refuse with, beyond the general ones. */
  refusals?: readonly string[]
}

/** Declares an endpoint and keeps its exact type. */
export function route<const D extends RouteDefinition>(definition: D): D {
  return definition
}

type Part<D extends RouteDefinition, K extends 'params' | 'query' | 'body'> = D[K] extends TSchema ? Static<D[K]> : undefined

/** What a handler receives after validation, and a client must give. */
export type RouteInput<D extends RouteDefinition> = {
  params: Part<D, 'params'>
  query: D['list'] extends true ? Record<string, unknown> : Part<D, 'query'>
  body: Part<D, 'body'>
  /** The `Idempotency-Key` header, when the route takes one and it was sent. */
  key: string | undefined
}

/** What a handler answers. */
export type RouteOutput<D extends RouteDefinition> = D['response'] extends TSchema ? Static<D['response']> : void
