import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const templates = dirname(fileURLToPath(import.meta.url))
const repository = join(templates, '..')

/** Rows of each document; ids run from 01. */
const ROWS = { S0: 30, S1: 39, S2: 30, S3: 33, S4: 23 } as const
const IDS = Object.entries(ROWS).flatMap(([seed, count]) =>
  Array.from({ length: count }, (_, index) => `${seed}-${String(index + 1).padStart(2, '0')}`),
)
const PLUGIN_KINDS = ['intake', 'events', 'channel', 'calendar', 'action', 'widget', 'score-input', 'panel']

const rows = readFileSync(join(templates, 'COVERAGE.md'), 'utf8')
  .split('\n')
  .map((line) => /^\| (S\d-\d\d)\s*\| (.*?)\s*\| (.*?)\s*\|$/.exec(line))
  .flatMap((match) => (match ? [{ id: match[1] ?? '', what: match[2] ?? '', where: match[3] ?? '' }] : []))

describe('coverage of the five documents', () => {
  it('has each of the 155 rows exactly once, in order', () => {
    expect(IDS).toHaveLength(155)
    expect(rows.map((row) => row.id)).toEqual(IDS)
  })

  it('leaves no row open', () => {
    expect(rows.filter((row) => row.where === 'open').map((row) => row.id)).toEqual([])
  })

  it.each(rows.map((row) => [row.id, row] as const))('%s says what and where, and the place is there', (_id, { what, where }) => {
    expect(what).not.toBe('')
    if (where === 'context only') return
    const places = [...where.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')
    expect(places).not.toEqual([])
    expect(places.flatMap((place) => problemOf(place) ?? [])).toEqual([])
  })
})

describe('a place of the table', () => {
  it.each([
    ['a template that is not there', 'nowhere/flows.json#/0', 'nowhere/flows.json: no such document'],
    ['a step that is not there', 'xiajin/flows.json#/xiajin/steps/no-such', 'xiajin/flows.json#/xiajin/steps/no-such: nothing at no-such'],
    ['an example that is not there', 'xiajin:no-such', 'xiajin:no-such: no such example'],
    ['a file that is not there', 'platform:sdk/none.ts', 'platform:sdk/none.ts: no such file'],
    ['a kind of plugin that is not there', 'plugin:magic', 'plugin:magic: no such kind of plugin'],
    ['words without a place', 'somewhere', 'somewhere: not a place'],
  ])('refuses %s', (_name, place, problem) => {
    expect(problemOf(place)).toBe(problem)
  })

  it.each(['xiajin/flows.json#/0', 'xiajin/flows.json#/xiajin/steps/submit', 'xiajin:ordinary', 'plugin:intake'])('takes %s', (place) => {
    expect(problemOf(place)).toBeUndefined()
  })
})

/** What is wrong with a place; nothing when it is there. */
function problemOf(place: string): string | undefined {
  const [, scheme = '', rest = ''] = /^([a-z-]+):(.*)$/.exec(place) ?? []
  if (scheme === 'platform') return existsSync(join(repository, rest)) ? undefined : `${place}: no such file`
  if (scheme === 'plugin') return PLUGIN_KINDS.includes(rest) ? undefined : `${place}: no such kind of plugin`
  if (scheme) return isMissing(step(document(`${scheme}/examples.json`), rest)) ? `${place}: no such example` : undefined
  const [path = '', pointer] = place.split('#')
  if (pointer === undefined) return `${place}: not a place`
  if (isMissing(document(path))) return `${path}: no such document`
  let value = document(path)
  for (const segment of pointer.split('/').slice(1)) {
    value = step(value, segment.replaceAll('~1', '/').replaceAll('~0', '~'))
    if (isMissing(value)) return `${place}: nothing at ${segment}`
  }
  return undefined
}

const documents = new Map<string, unknown>()

function document(path: string): unknown {
  if (!documents.has(path)) {
    const file = join(templates, path)
    documents.set(path, existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as unknown) : undefined)
  }
  return documents.get(path)
}

/** One step of a pointer; an element of an array is named by its id or its number. */
function step(value: unknown, segment: string): unknown {
  if (Array.isArray(value)) {
    const named = (value as { id?: unknown }[]).find((element) => element?.id === segment)
    return named ?? (/^\d+$/.test(segment) ? (value as unknown[])[Number(segment)] : undefined)
  }
  return typeof value === 'object' && value !== null && Object.hasOwn(value, segment)
    ? (value as Record<string, unknown>)[segment]
    : undefined
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null
}
