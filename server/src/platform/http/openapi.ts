import { describeRefusal, refusalBodySchema, REFUSAL_MESSAGES, type RouteDefinition } from '@shaotai/api'
import type { TSchema } from 'typebox'
import { statusOf } from './refusal-status.ts'
import type { ServedRoute } from './assert-routes-declared.ts'

/** Refusals any route may answer with. */
const GENERAL = ['http.invalid', 'http.unknown-field', 'http.missing-field', 'http.internal', 'storage.overloaded']
const SIGNED_IN = ['access.not-signed-in', 'access.not-allowed']

type Json = Record<string, unknown>

/** The OpenAPI 3.1 document of everything served: the same schemas that validate. */
export function describeApi(routes: readonly ServedRoute[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const route of routes.toSorted((a, b) => (a.definition.path < b.definition.path ? -1 : 1))) {
    const path = route.definition.path.replace(/:(\w+)/g, '{$1}')
    ;(paths[path] ??= {})[route.definition.method.toLowerCase()] = describeRoute(route)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '哨台 Shaotai',
      version,
      description: 'Changes need a session cookie and `content-type: application/json` or `X-Requested-With: shaotai`.',
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Refusal: refusalBodySchema },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'shaotai_session' } },
    },
  }
}

function describeRoute({ definition, access }: ServedRoute): Json {
  const { tag, summary, description, body, response, method, path } = definition
  const roles = typeof access === 'string' ? [] : access
  return {
    operationId: `${method.toLowerCase()}${path.replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [tag],
    summary,
    ...(description && { description }),
    ...(access !== 'public' && { security: [{ session: [] }] }),
    ...(roles.length > 0 && { 'x-roles': roles }),
    parameters: [...parametersOf(definition)],
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: { [String(definition.status ?? (response ? 200 : 204))]: success(response), ...refusalsOf(definition, access === 'public') },
  }
}

function success(response: TSchema | undefined): Json {
  return response ? { description: 'OK', content: { 'application/json': { schema: response } } } : { description: 'OK' }
}

function* parametersOf({ params, query, list, idempotent }: RouteDefinition): Generator<Json> {
  yield* properties(params, 'path', true)
  yield* properties(query, 'query', false)
  if (list) {
    for (const [name, text] of LIST_PARAMETERS) yield { name, in: 'query', schema: { type: 'string' }, description: text }
  }
  if (idempotent) yield { name: 'Idempotency-Key', in: 'header', schema: { type: 'string', minLength: 8, maxLength: 128 } }
}

const LIST_PARAMETERS = [
  ['s', 'JSON search: `{"$and":[{"title":{"$contL":"…"}}]}`'],
  ['filter', '`field||$operator||value`, repeatable'],
  ['or', '`field||$operator||value`, repeatable'],
  ['sort', '`field,ASC`, repeatable'],
  ['join', 'relation, repeatable'],
  ['fields', 'comma separated'],
  ['limit', 'rows a page'],
  ['offset', 'rows to skip'],
  ['page', 'from 1'],
] as const

function* properties(schema: TSchema | undefined, place: 'path' | 'query', required: boolean): Generator<Json> {
  const { properties: all = {}, required: needed = [] } = (schema ?? {}) as { properties?: Record<string, Json>; required?: string[] }
  for (const [name, property] of Object.entries(all)) {
    yield { name, in: place, required: required || needed.includes(name), schema: property }
  }
}

function refusalsOf({ refusals = [], idempotent, list }: RouteDefinition, open: boolean): Record<string, Json> {
  const codes = [
    ...refusals,
    ...GENERAL,
    ...(open ? [] : SIGNED_IN),
    ...(idempotent ? ['idempotency.key-reused'] : []),
    ...(list ? ['list.unknown-field', 'list.bad-query'] : []),
  ]
  const byStatus = Map.groupBy(new Set(codes), (code) => String(statusOf(code)))
  return Object.fromEntries(
    [...byStatus].map(([status, some]) => [
      status,
      {
        description: some
          .map((code) => `\`${code}\`${REFUSAL_MESSAGES[code] ? ` ${describeRefusal({ code, params: {} })}` : ''}`)
          .join('\n\n'),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
      },
    ]),
  )
}
