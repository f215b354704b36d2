import { describe, expect, it } from 'vitest'
import type { Words } from './i18n.ts'

const zh = import.meta.glob<Words>('../*/words.zh.ts', { eager: true, import: 'words' })
const en = import.meta.glob<Words>('../*/words.en.ts', { eager: true, import: 'words' })
const sources = import.meta.glob<string>('../**/*.{ts,tsx}', { eager: true, query: '?raw', import: 'default' })

const placeholders = (sentence: string) =>
  [...sentence.matchAll(/\{\{([\w.]+)\}\}/g)].map((match) => match[1] ?? '').toSorted((a, b) => a.localeCompare(b))
const feature = (path: string) => path.split('/').at(-2)?.replace(/^\.$/, 'platform') ?? ''

describe.each(Object.entries(zh))('%s', (path, chinese) => {
  const english = en[path.replace('.zh.ts', '.en.ts')] ?? {}
  it('has the same keys in English', () => {
    expect(Object.keys(english).toSorted()).toEqual(Object.keys(chinese).toSorted())
  })
  it('fills the same values into both', () => {
    for (const [key, sentence] of Object.entries(chinese)) {
      const strip = (text: string) => placeholders(text).filter((name) => !name?.startsWith('term.'))
      expect({ key, values: strip(english[key] ?? '') }).toEqual({ key, values: strip(sentence) })
    }
  })
  it('leaves no sentence empty', () => {
    for (const [key, sentence] of [...Object.entries(chinese), ...Object.entries(english)]) expect(sentence.trim(), key).not.toBe('')
  })
})

describe('every key a page asks for exists', () => {
  const known = new Set(Object.entries(zh).flatMap(([path, words]) => Object.keys(words).map((key) => `${feature(path)}:${key}`)))
  const asked = Object.entries(sources)
    .filter(([path]) => !path.includes('.test.'))
    .flatMap(([path, text]) => {
      const own = /useTranslation\('([\w-]+)'\)/.exec(text)?.[1] ?? 'platform'
      const calls = [...text.matchAll(/\bt\(\s*'([^'$]+)'/g)].map((match) => match[1] ?? '')
      const names = [...text.matchAll(/\bname: '([\w-]+:[\w.-]+)'/g)].map((match) => match[1] ?? '')
      return [...calls, ...names].map((key) => ({ path, key: key.includes(':') ? key : `${own}:${key}` }))
    })
  it('asks for some', () => expect(asked.length).toBeGreaterThan(40))
  it('has them all', () => {
    expect(asked.filter(({ key }) => !known.has(key))).toEqual([])
  })
})
