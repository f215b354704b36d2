import type { FastifyInstance } from 'fastify'
import { Refused } from './refused.ts'
import { adoptPolicy, changeOrganisation, openPolicyBundle, saveDraft } from '@shaotai/api'
import { MAX_DOCUMENT_VALUES, pointTo, refuse } from '@shaotai/core'

export const BODY_LIMIT = 1_048_576
export const DEPTH_LIMIT = 32
export const KEY_LIMIT = 20_000
/** A list of 5,000 items takes about 5 MB; the policy that comes of it has bounds of its own. */
export const DOCUMENT_LIMIT = 10_485_760

/** Reads JSON bodies within bounds: size by Fastify, depth, number of keys and storable text here. Nothing else is parsed. */
export function readJsonBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers()
  const whole = new Set<string>([saveDraft.path, adoptPolicy.path, openPolicyBundle.path, changeOrganisation.path])
  const holdsDocument = (url: string | undefined) => url !== undefined && whole.has(url)
  fastify.addHook('onRoute', (route) => {
    if (holdsDocument(route.url)) route.bodyLimit = DOCUMENT_LIMIT
  })
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (request, body, done) => {
    try {
      done(null, parseJson(body as Buffer, holdsDocument(request.routeOptions.url) ? MAX_DOCUMENT_VALUES : KEY_LIMIT))
    } catch (error) {
      done(error as Error)
    }
  })
}

/** Parses and bounds one JSON text. An empty body is `undefined`. */
export function parseJson(body: Buffer, keyLimit = KEY_LIMIT): unknown {
  if (body.length === 0) return undefined
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw new Refused(refuse('http.bad-json'))
  }
  assertBounded(value, keyLimit)
  return value
}

/** Refuses what is nested too deeply, has too many keys, could change a prototype, or holds text no database can keep; says where. */
export function assertBounded(root: unknown, keyLimit = KEY_LIMIT): void {
  let keys = 0
  const open: Place[] = [{ value: root, depth: 0 }]
  for (let place = open.pop(); place; place = open.pop()) {
    const { value, depth } = place
    if (typeof value === 'string' && !isStorable(value)) throw new Refused(refuse('http.bad-text', {}, { at: pointerOf(place) }))
    if (typeof value !== 'object' || value === null) continue
    if (depth >= DEPTH_LIMIT) throw new Refused(refuse('http.too-deep', { limit: DEPTH_LIMIT }, { at: pointerOf(place) }))
    for (const [key, child] of Object.entries(value)) {
      if (++keys > keyLimit) throw new Refused(refuse('http.too-many-keys', { limit: keyLimit }))
      if (key === '__proto__' || key === 'constructor' || key === 'prototype')
        throw new Refused(refuse('http.unknown-field', { field: key }, { at: pointerOf(place) }))
      if (!isStorable(key)) throw new Refused(refuse('http.bad-text', {}, { at: pointerOf(place) }))
      open.push({ value: child, depth: depth + 1, key, parent: place })
    }
  }
}

/** A value with the way to it; the pointer is written only when something is refused. */
type Place = { value: unknown; depth: number; key?: string; parent?: Place }

/** Pointers told of a refusal are no longer than this: the keys in them are whatever was sent. */
const POINTER_LIMIT = 300

function pointerOf(place: Place): string {
  const keys: string[] = []
  for (let one: Place | undefined = place; one?.key !== undefined; one = one.parent) keys.unshift(one.key)
  return keys.reduce(pointTo, '').slice(0, POINTER_LIMIT)
}

/** U+0000 cannot be stored by PostgreSQL, lone surrogates by nobody. */
function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}
