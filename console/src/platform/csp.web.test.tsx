import { afterEach, describe, expect, it } from 'vitest'
import { pageNonce } from './csp.ts'

afterEach(() => document.head.replaceChildren())

describe('pageNonce', () => {
  it.each([
    ['what the server put there', 'nJQc0YN_zhIh6Tib81_Q', 'nJQc0YN_zhIh6Tib81_Q'],
    ['a nonce that happens to begin like the placeholder', '__nJQc0YN_zhIh6Tib81_Q', '__nJQc0YN_zhIh6Tib81_Q'],
    ['the placeholder itself, in development', '__CSP_NONCE__', undefined],
  ])('%s', (_, put, expected) => {
    const meta = document.createElement('meta')
    meta.setAttribute('property', 'csp-nonce')
    meta.nonce = put
    document.head.append(meta)
    expect(pageNonce()).toBe(expected)
  })
})
