import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sm3Text } from '../shared/sm3.ts'
import { aPolicy } from '../testing/index.ts'
import { openBundle, packBundle, type Bundle } from './bundle.ts'
import { canonicalJson, policyHash } from './hash.ts'

// A stand-in for Ed25519 that signs by hashing with a secret: the rules of the bundle are tested here, the real keys in the command line.
const key = 'a'.repeat(64)
const sign = (text: string, secret = 'secret') => sm3Text(`${secret}1${text}`) + sm3Text(`${secret}2${text}`)
const signer = { key, sign: (text: string) => sign(text) }
const verifier = { key, verify: (text: string, signature: string) => signature === sign(text) }

const policy = aPolicy()
const packed = packBundle(policy, signer)
const open = (text: string) => {
  const opened = openBundle(text, verifier)
  return opened.ok ? 'opened' : opened.error.code
}
/** The bundle with some of it changed and everything but the signature made to fit again. */
function forged(change: (bundle: Record<string, unknown> & Bundle) => void): string {
  const bundle = JSON.parse(packed) as Record<string, unknown> & Bundle
  change(bundle)
  return canonicalJson(bundle)
}

describe('a bundle', () => {
  it('opens to exactly the policy that was packed', () => {
    const opened = openBundle(packed, verifier)
    expect(opened.ok && opened.value.policy).toEqual(policy)
    expect(opened.ok && opened.value.hash).toBe(policyHash(policy))
    expect(packBundle(structuredClone(policy), signer)).toBe(packed)
  })

  it.each<[string, string, string]>([
    ['a letter of the policy', packed.replace('东河', '西河').replace('"title":"', '"title":"改'), 'bundle.hash.differs'],
    [
      'a figure of the policy, with the hash made to fit',
      forged((bundle) => {
        Object.assign(bundle.policy.sla.clocks[0]?.goals[0] ?? {}, { amount: 999 })
        bundle.hash = policyHash(bundle.policy)
      }),
      'bundle.signature.wrong',
    ],
    ['the title on the outside', forged((bundle) => void (bundle.title = '别的制度')), 'bundle.invalid'],
    ['the hash', forged((bundle) => void (bundle.hash = '0'.repeat(64))), 'bundle.hash.differs'],
    ['the fingerprint of the key', forged((bundle) => void (bundle.signature.key = 'b'.repeat(64))), 'bundle.key.other'],
    ['the signature', forged((bundle) => void (bundle.signature.value = '0'.repeat(128))), 'bundle.signature.wrong'],
    ['the signature, to none', forged((bundle) => void (bundle.signature.value = '')), 'bundle.invalid'],
    ['the algorithm', forged((bundle) => void Object.assign(bundle.signature, { algorithm: 'none' })), 'bundle.invalid'],
    ['the format', forged((bundle) => void Object.assign(bundle, { format: 'zip' })), 'bundle.format.unknown'],
    ['the version', forged((bundle) => void Object.assign(bundle, { version: 2 })), 'bundle.version.unknown'],
    ['an extra file on the outside', forged((bundle) => void Object.assign(bundle, { 'run.sh': 'rm -rf /' })), 'bundle.invalid'],
    ['an extra file in the policy', forged((bundle) => void Object.assign(bundle.policy, { 'run.sh': '' })), 'policy.invalid'],
    ['an extra key of the signature', forged((bundle) => void Object.assign(bundle.signature, { also: '' })), 'bundle.invalid'],
    ['a missing signature', forged((bundle) => void delete (bundle as Partial<Bundle>).signature), 'bundle.invalid'],
    ['white space', packed.replace('{', '{ '), 'bundle.not-canonical'],
    ['a line end', `${packed}\n`, 'bundle.not-canonical'],
    ['an escape', packed.replace('"format"', '"\\u0066ormat"'), 'bundle.not-canonical'],
    [
      'a key written twice',
      packed.replace('"format":"shaotai-bundle"', '"format":"zip","format":"shaotai-bundle"'),
      'bundle.not-canonical',
    ],
    ['a prototype', packed.replace('{"format"', '{"__proto__":{},"format"'), 'bundle.invalid'],
    ['the end, cut off', packed.slice(0, -1), 'bundle.not-json'],
    ['everything', '', 'bundle.not-json'],
    ['everything, for a list', '[]', 'bundle.not-json'],
    [
      'everything, for nests',
      `{"format":"shaotai-bundle","version":1,"policy":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
      'bundle.invalid',
    ],
    ['its size', ' '.repeat(9_000_001), 'bundle.too-big'],
  ])('is refused when somebody changed %s', (_, text, code) => {
    expect(text).not.toBe(packed)
    expect(open(text)).toBe(code)
  })

  it('is refused whatever character is changed', () => {
    fc.assert(
      fc.property(fc.nat(packed.length - 1), fc.constantFrom('0', 'f', 'x', '"', '}', ',', ' ', '改'), (index, character) => {
        fc.pre(packed[index] !== character)
        expect(open(packed.slice(0, index) + character + packed.slice(index + 1))).not.toBe('opened')
      }),
      { numRuns: 300 },
    )
  })

  it('is refused when another signed it', () => {
    const other = packBundle(policy, { key, sign: (text) => sign(text, 'another') })
    expect(open(other)).toBe('bundle.signature.wrong')
  })
})
