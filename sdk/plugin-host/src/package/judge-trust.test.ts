import { describe, expect, it } from 'vitest'
import { aPackage, keys } from './a-package.fixture.ts'
import { judgeTrust } from './judge-trust.ts'
import { openPackage, type OpenedPackage } from './open-package.ts'
import { signPackage } from './pack-plugin.ts'
import { fingerprintOf, type SignatureRole } from './signature.ts'

const [vendor, other, county] = [keys('ed25519'), keys('ed25519'), keys('sm2')]

async function signedBy(...signers: (readonly [role: SignatureRole, secret: string])[]): Promise<OpenedPackage> {
  let bytes = await aPackage()
  for (const [role, secret] of signers) {
    const signed = await signPackage(bytes, secret, { role, signer: role })
    if (!signed.ok) throw new Error('not signed')
    bytes = signed.value
  }
  const opened = await openPackage(bytes)
  if (!opened.ok) throw new Error(JSON.stringify(opened.findings))
  return opened.value
}

describe('trust', () => {
  it.each<[what: string, signers: (readonly [SignatureRole, string])[], county: string[] | undefined, codes: string[]]>([
    ['nobody signed', [], undefined, ['unsigned']],
    ['a trusted vendor signed', [['vendor', vendor.secret]], undefined, []],
    ['somebody else signed', [['vendor', other.secret]], undefined, ['foreign-key']],
    [
      'one of two vendors is trusted',
      [
        ['vendor', other.secret],
        ['vendor', vendor.secret],
      ],
      undefined,
      [],
    ],
    ['the county has not signed', [['vendor', vendor.secret]], [county.open], ['not-countersigned']],
    [
      'the county signed, with SM2',
      [
        ['vendor', vendor.secret],
        ['county', county.secret],
      ],
      [county.open],
      [],
    ],
    [
      'another county signed',
      [
        ['vendor', vendor.secret],
        ['county', other.secret],
      ],
      [county.open],
      ['foreign-key'],
    ],
    ['the county alone signed', [['county', county.secret]], [county.open], ['unsigned']],
    [
      'the vendor signed as the county',
      [
        ['vendor', vendor.secret],
        ['county', vendor.secret],
      ],
      [county.open],
      ['foreign-key'],
    ],
  ])('%s', async (_, signers, countyKeys, codes) => {
    const found = judgeTrust(await signedBy(...signers), { vendors: [vendor.open], ...(countyKeys && { county: countyKeys }) })
    expect(found.map(({ code }) => code)).toEqual(codes)
  })

  it('signing twice with one key leaves one signature', async () => {
    const { signatures } = await signedBy(['vendor', vendor.secret], ['vendor', vendor.secret])
    expect(signatures.map(({ fingerprint, algorithm }) => [fingerprint, algorithm])).toEqual([[fingerprintOf(vendor.open), 'ed25519']])
  })
})
