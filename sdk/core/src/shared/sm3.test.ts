import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sm3, sm3Text } from './sm3.ts'

describe('sm3', () => {
  it.each([
    ['abc (GB/T 32905 A.1)', 'abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    ['abcd × 16 (GB/T 32905 A.2)', 'abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
    ['nothing', '', '1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b'],
  ])('%s', (_name, text, digest) => expect(sm3Text(text)).toBe(digest))

  it('agrees with OpenSSL on any bytes and any text', () => {
    const openssl = (data: Uint8Array | string) => createHash('sm3').update(data).digest('hex')
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => sm3(bytes) === openssl(bytes)))
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => sm3Text(text) === openssl(text)))
  })
})
