import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { writeArchive, type Files, type Read } from './archive.ts'
import { aPackage, BUNDLE, keys, MANIFEST } from './a-package.fixture.ts'
import { checksumsOf } from './checksums.ts'
import { PACKAGE_LIMITS } from './limits.ts'
import { openPackage } from './open-package.ts'
import { signPackage } from './pack-plugin.ts'

// Hundreds of archives are opened; a busy machine must not fail a test.
vi.setConfig({ testTimeout: 60_000 })

const bytes = (text: string) => new TextEncoder().encode(text)
const codes = (read: Read<unknown>) => (read.ok ? [] : read.findings.map(({ code, place }) => `${code} ${place}`))
const opened = async (given: Uint8Array) => {
  const read = await openPackage(given)
  if (!read.ok) throw new Error(codes(read).join())
  return read.value
}
/** A package whose files somebody changed, with the old list of checksums. */
const changed = async (change: (files: Map<string, Uint8Array>) => void) => {
  const files = new Map((await opened(await aPackage())).files)
  change(files)
  return writeArchive(files)
}
/** The same with a list that fits: what a forger does who can compute. */
const forged = (change: (files: Map<string, Uint8Array>) => void) =>
  changed((files) => {
    change(files)
    files.set('checksums.json', bytes(JSON.stringify(checksumsOf(files, { id: 'cn.acme.sms', version: '1.0.0' }))))
  })
/** Names as no writer of archives writes them: bytes of the finished archive are exchanged. */
const renamed = async (from: string, to: string, files?: Files) => {
  const archive = Buffer.from(await writeArchive(files ?? new Map([[from, bytes('x')]])))
  expect(from.length).toBe(to.length)
  for (let at = archive.indexOf(from); at >= 0; at = archive.indexOf(from, at + 1)) archive.write(to, at, 'latin1')
  return new Uint8Array(archive)
}

describe('a package', () => {
  it('opens to what was packed, and says what is in it', async () => {
    const { manifest, bundle, files, signatures } = await opened(await aPackage())
    expect(manifest).toEqual(MANIFEST)
    expect(bundle).toBe(BUNDLE)
    expect([...files.keys()]).toEqual(['checksums.json', 'manifest.json', 'plugin.js', 'sbom.json', 'ui/grid.html'])
    expect(signatures).toEqual([])
    expect(JSON.parse(Buffer.from(files.get('sbom.json') ?? []).toString())).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      components: [{ purl: 'pkg:npm/%40x/y@1.0.0', licenses: [{ license: { id: 'MIT' } }] }],
    })
  })

  it('is the same bytes every time, and carries SHA-256 and SM3 of every file', async () => {
    expect(Buffer.compare(await aPackage(), await aPackage())).toBe(0)
    const { checksums } = await opened(await aPackage())
    const sum = (algorithm: string) => createHash(algorithm).update(BUNDLE).digest('hex')
    expect(checksums.files['plugin.js']).toEqual({ size: BUNDLE.length, sha256: sum('sha256'), sm3: sum('sm3') })
    expect(sum('sm3')).toHaveLength(64)
  })
})

describe('refuses', () => {
  it.each<[what: string, make: () => Promise<Uint8Array>, findings: string[]]>([
    ['what is no archive', async () => bytes('PK no archive at all'), ['not-a-package package']],
    ['nothing', async () => new Uint8Array(), ['not-a-package package']],
    ['half of one', async () => (await aPackage()).slice(0, 900), ['not-a-package package']],
    ['50 MB', async () => new Uint8Array(50_000_000), ['too-large package']],
    ['a name that climbs out', () => renamed('ui/x/evil.js', '../../evil.js'.slice(0, 12)), ['not-a-package package']],
    ['an absolute name', () => renamed('ui/etc', '/ui/et'), ['not-a-package package']],
    ['a name of Windows', () => renamed('ui/a-b', 'ui\\a-b'), ['not-a-package package']],
    ['a file nobody knows', () => writeArchive(new Map([['.npmrc', bytes('x')]])), ['bad-name .npmrc']],
    ['a name with two dots in it', () => writeArchive(new Map([['ui/..x', bytes('x')]])), ['bad-name ui/..x']],
    [
      'a name twice',
      () =>
        renamed(
          'ui/b',
          'ui/a',
          new Map([
            ['ui/a', bytes('x')],
            ['ui/b', bytes('y')],
          ]),
        ),
      ['twice ui/a'],
    ],
    [
      'a bundle that unpacks to more than it may',
      () => writeArchive(new Map([['plugin.js', new Uint8Array(PACKAGE_LIMITS.bundle + 1)]])),
      ['bomb plugin.js'],
    ],
    [
      'a bomb spread over several files',
      () => writeArchive(new Map([1, 2, 3, 4, 5].map((n) => [`ui/${n}`, new Uint8Array(9_000_000)]))),
      ['bomb ui/5'],
    ],
    [
      'too many files',
      () => writeArchive(new Map(Array.from({ length: 201 }, (_, n) => [`ui/${n}`, bytes('')]))),
      ['too-many-files package'],
    ],
    [
      'a package without its parts',
      () => writeArchive(new Map([['plugin.js', bytes('')]])),
      ['missing-file manifest.json', 'missing-file sbom.json', 'missing-file checksums.json'],
    ],
    ['code that was changed', () => changed((files) => files.set('plugin.js', bytes('evil()'))), ['tampered plugin.js']],
    ['a file that was added', () => changed((files) => files.set('ui/evil.html', bytes('x'))), ['not-listed ui/evil.html']],
    ['a file that was taken out', () => changed((files) => files.delete('ui/grid.html')), ['missing-file ui/grid.html']],
    [
      'a list of checksums that is none',
      () => changed((files) => files.set('checksums.json', bytes('[]'))),
      ['bad-checksums checksums.json'],
    ],
    [
      'a list of another plugin',
      () => forged((files) => files.set('manifest.json', bytes('{"id":"cn.acme.other","version":"1.0.0"}'))),
      ['bad-checksums checksums.json › plugin'],
    ],
    ['a manifest that is no JSON', () => forged((files) => files.set('manifest.json', bytes('{'))), ['bad-json manifest.json']],
    ['code that is no text', () => forged((files) => files.set('plugin.js', new Uint8Array([0xff, 0xfe]))), ['not-text plugin.js']],
    [
      'a signature that is none',
      () => changed((files) => files.set('signatures/vendor-0123456789abcdef.json', bytes('{}'))),
      ['bad-signature-file signatures/vendor-0123456789abcdef.json'],
    ],
  ])('%s', async (_, make, findings) => {
    expect(codes(await openPackage(await make()))).toEqual(findings)
  })

  it('a signature over other content', async () => {
    const signed = await signPackage(await aPackage(), keys('ed25519').secret, { role: 'vendor', signer: 'acme' })
    const files = new Map((await opened(signed.ok ? signed.value : bytes(''))).files)
    files.set('plugin.js', bytes('evil()'))
    files.set('checksums.json', bytes(JSON.stringify(checksumsOf(files, { id: 'cn.acme.sms', version: '1.0.0' }))))
    expect(codes(await openPackage(await writeArchive(files)))).toEqual([expect.stringMatching(/^signature-invalid signatures\/vendor-/)])
  })

  it('says where and what, in both languages', async () => {
    const read = await openPackage(await changed((files) => files.set('plugin.js', bytes('evil()'))))
    expect(read).toMatchObject({
      findings: [{ zh: '内容与校验清单不符：打包之后被改动过', en: expect.stringContaining('changed after it was packed') }],
    })
  })
})

describe('whatever comes', () => {
  it('never throws, and opens nothing but what was packed', async () => {
    const archive = await aPackage()
    const { files } = await opened(archive)
    const content = (of: Files) => [...of].map(([name, value]) => `${name}:${Buffer.from(value).toString('hex')}`).join()
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(archive.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), async (flips) => {
        const hurt = new Uint8Array(archive)
        for (const [at, value] of flips) hurt[at] = value
        const read = await openPackage(hurt)
        // Times and rights of the archive itself are covered by nothing and read by nobody.
        if (read.ok) expect(content(read.value.files) === content(files)).toBe(true)
        else expect(read.findings.length).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
  })

  it('also of pieces moved about and cut off', async () => {
    const archive = await aPackage()
    await fc.assert(
      fc.asyncProperty(fc.nat(archive.length), fc.nat(archive.length), fc.uint8Array({ maxLength: 60 }), async (from, to, between) => {
        const read = await openPackage(Buffer.concat([archive.subarray(0, from), between, archive.subarray(to)]))
        expect(typeof read.ok).toBe('boolean')
      }),
      { numRuns: 200 },
    )
  })
})
