import type { Manifest } from '@shaotai/plugin'
import { refused, writeArchive, type Read } from './archive.ts'
import { checksumsOf } from './checksums.ts'
import { finding } from './finding.ts'
import { PACKAGE_LIMITS, PACKAGE_NAMES } from './limits.ts'
import { sbomOf, type Component } from './sbom.ts'
import { openPackage } from './open-package.ts'
import { signChecksums, fingerprintOf, type SignatureRole } from './signature.ts'

export type PackOptions = {
  readonly manifest: Manifest
  /** The bundle, one CommonJS file, and its source map. */
  readonly bundle: string
  readonly map?: string
  /** Pages of widgets by their path, `ui/x.html`. */
  readonly pages?: ReadonlyMap<string, Uint8Array>
  readonly readme?: string
  /** What of others is in the bundle. */
  readonly components: readonly Component[]
}

/** One file out of everything a plugin consists of. The same input gives the same bytes. */
export async function packPlugin({ manifest, bundle, map, pages, readme, components }: PackOptions): Promise<Read<Uint8Array>> {
  const files = new Map<string, Uint8Array>([
    ['plugin.js', utf8(bundle)],
    ['manifest.json', json(manifest)],
    ['sbom.json', json(sbomOf(manifest, components))],
    ...(map === undefined ? [] : [['plugin.js.map', utf8(map)] as const]),
    ...(readme === undefined ? [] : [['README.md', utf8(readme)] as const]),
    ...(pages ?? []),
  ])
  const foreign = [...files.keys()].filter((name) => !PACKAGE_NAMES.test(name))
  if (foreign.length > 0) return refused(...foreign.map((name) => finding('bad-name', name, { name })))
  if (utf8(bundle).length > PACKAGE_LIMITS.bundle)
    return refused(finding('too-large', 'plugin.js', { size: utf8(bundle).length, limit: PACKAGE_LIMITS.bundle }))
  files.set('checksums.json', json(checksumsOf(files, { id: manifest.id, version: manifest.version })))
  const bytes = await writeArchive(files)
  const opened = await openPackage(bytes)
  return opened.ok ? { ok: true, value: bytes } : opened
}

/** The package with one more signature; one of the same key and role is replaced. */
export async function signPackage(bytes: Uint8Array, pem: string, by: { role: SignatureRole; signer: string }): Promise<Read<Uint8Array>> {
  const opened = await openPackage(bytes)
  if (!opened.ok) return opened
  const { files } = opened.value
  const signature = signChecksums(files.get('checksums.json') ?? new Uint8Array(), pem, by)
  const name = `signatures/${by.role}-${fingerprintOf(signature.key).slice(0, 16)}.json`
  return { ok: true, value: await writeArchive(new Map([...files, [name, json(signature)]])) }
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function json(value: unknown): Uint8Array {
  return utf8(`${JSON.stringify(value, undefined, 2)}\n`)
}
