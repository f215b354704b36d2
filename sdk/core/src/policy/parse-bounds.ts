import { pointTo } from '../shared/json-pointer.ts'
import type { Problem } from './parse-problems.ts'

/** Groups inside groups a document may hold. */
export const MAX_DOCUMENT_DEPTH = 64
/** Values a document may hold in all. */
export const MAX_DOCUMENT_VALUES = 500_000
/** UTF-16 units of all texts and keys together. */
export const MAX_DOCUMENT_CHARACTERS = 8_000_000

/** Keys that could reach a prototype somewhere downstream. */
const FORBIDDEN_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype']
/** Lone surrogates, and control characters other than tab and line ends: databases and UTF-8 cannot hold them. */
// oxlint-disable-next-line no-control-regex -- finding control characters is the point
const UNSTORABLE_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]|\p{Surrogate}/u

/** How much a document may hold: values, and UTF-16 units of its texts and keys. */
export type DocumentLimits = { readonly values: number; readonly characters: number }
const POLICY_LIMITS: DocumentLimits = { values: MAX_DOCUMENT_VALUES, characters: MAX_DOCUMENT_CHARACTERS }

/** The first thing that makes a value unfit to be read at all: not JSON, too deep, too big. Walks without recursion, so that depth cannot hurt. */
export function findBoundsProblem(root: unknown, limits: DocumentLimits = POLICY_LIMITS): Problem | undefined {
  const stack: { value: unknown; at: string; depth: number }[] = [{ value: root, at: '', depth: 0 }]
  let values = 0
  let characters = 0
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    const { value, at, depth } = entry
    if (++values > limits.values || characters > limits.characters) return problem('schema.document-too-big', '')
    if (depth > MAX_DOCUMENT_DEPTH) return problem('schema.document-too-deep', at, { most: MAX_DOCUMENT_DEPTH })
    if (typeof value === 'string') {
      characters += value.length
      if (UNSTORABLE_TEXT.test(value)) return problem('schema.text-unstorable', at)
    } else if (typeof value === 'object' && value !== null) {
      if (!Array.isArray(value) && !isPlain(value)) return problem('schema.not-json', at)
      for (const [key, item] of Object.entries(value)) {
        characters += key.length
        if (FORBIDDEN_KEYS.includes(key)) return problem('schema.key-forbidden', at, { key })
        if (UNSTORABLE_TEXT.test(key)) return problem('schema.text-unstorable', at)
        if (item !== undefined || Array.isArray(value)) stack.push({ value: item, at: pointTo(at, key), depth: depth + 1 })
      }
    } else if (value !== null && typeof value !== 'boolean' && !Number.isFinite(value)) return problem('schema.not-json', at)
  }
  return undefined
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function problem(code: string, at: string, params: Record<string, unknown> = {}): Problem {
  return { code, at, params }
}
