import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { REFUSAL_MESSAGES } from '@shaotai/api'
import { expect, test } from 'vitest'
import { statusOf } from './refusal-status.ts'

const root = new URL('../../../../', import.meta.url).pathname

/** Every code that stands in a source as `refuse('…')`, `refused('…')` or in the `refusals` of a route. */
function codesInSources(): Map<string, string> {
  const found = new Map<string, string>()
  for (const file of globSync('{sdk,server}/**/src/**/*.ts', {
    cwd: root,
    exclude: (path) => path.includes('node_modules') || path.includes('dist'),
  })) {
    if (file.endsWith('.test.ts')) continue
    const text = readFileSync(join(root, file), 'utf8')
    for (const [, code] of text.matchAll(/\brefused?\(\s*'([a-z][\w.-]*\.[\w.-]+)'/g)) found.set(code!, file)
    for (const [, list] of text.matchAll(/\brefusals: \[([^\]]*)\]/g))
      for (const [, code] of list!.matchAll(/'([\w.-]+)'/g)) found.set(code!, file)
  }
  return found
}

test('every refusal code has a sentence in both languages', () => {
  const codes = codesInSources()
  expect(codes.size).toBeGreaterThan(20)
  const missing = [...codes].filter(([code]) => !Object.hasOwn(REFUSAL_MESSAGES, code)).map(([code, file]) => `${code} (${file})`)
  expect(missing).toEqual([])
})

test('no sentence is empty, and no sentence serves nobody', () => {
  for (const { zh, en } of Object.values(REFUSAL_MESSAGES)) {
    expect(zh).toMatch(/[\u4e00-\u9fff]/)
    expect(en.length).toBeGreaterThan(3)
  }
})

test.each([
  ['http.invalid', 400],
  ['access.not-signed-in', 401],
  ['access.not-allowed', 403],
  ['http.not-found', 404],
  ['idempotency.key-reused', 409],
  ['http.too-large', 413],
  ['session.locked', 429],
  ['http.internal', 500],
  ['storage.overloaded', 503],
  ['storage.full', 507],
  ['some.rule-of-the-policy', 422],
])('%s is answered with %i', (code, status) => {
  expect(statusOf(code)).toBe(status)
})
