import { sm2 } from 'sm-crypto-v2'
import { describe, expect, it } from 'vitest'
import type { SignAlgorithm } from '@shaotai/plugin'
import { sign } from './sign.ts'

/** Published vectors: RFC 2202, RFC 4231, GB/T 32905 (SM3 of "abc"), RFC 1321. */
const VECTORS: readonly [algorithm: SignAlgorithm, secret: string, data: string, hex: string][] = [
  ['hmac-md5', 'Jefe', 'what do ya want for nothing?', '750c783e6ab0b503eaa86e310a5db738'],
  ['hmac-sha1', 'Jefe', 'what do ya want for nothing?', 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79'],
  ['hmac-sha256', 'Jefe', 'what do ya want for nothing?', '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
  ['md5', '', 'abc', '900150983cd24fb0d6963f7d28e17f72'],
  ['sha256', '', 'abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['sm3', '', 'abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
  ['hmac-sm3', 'k', 'x', '6abcb6462d0523aa300a7d0e671bf56868b7357ce360afbcd4310acbb7b57616'],
]

describe('sign', () => {
  it.each(VECTORS)('%s gives the published result', (algorithm, secret, data, hex) => {
    expect(sign(algorithm, secret, data)).toBe(hex)
  })

  it('writes it as the peer wants it', () => {
    expect(sign('md5', '', 'abc', 'HEX')).toBe('900150983CD24FB0D6963F7D28E17F72')
    expect(sign('md5', '', 'abc', 'base64')).toBe('kAFQmDzST7DWlj99KOF/cg==')
    expect(sign('md5', '', 'abc', 'base64url')).toBe('kAFQmDzST7DWlj99KOF_cg')
  })

  it('signs Chinese text in UTF-8', () => {
    expect(sign('md5', '', '吹哨')).toBe(sign('md5', '', Buffer.from('吹哨').toString('utf8')))
  })

  it('signs by SM2 what anybody can verify', () => {
    const { privateKey, publicKey } = sm2.generateKeyPairHex()
    const signature = sign('sm2', privateKey, '办结')
    expect(sm2.doVerifySignature('办结', signature, publicKey, { hash: true })).toBe(true)
    expect(sm2.doVerifySignature('办理', signature, publicKey, { hash: true })).toBe(false)
  })

  it('says what a key for SM2 looks like', () => {
    expect(() => sign('sm2', 'password', 'x')).toThrow('64 hexadecimal digits')
  })
})
