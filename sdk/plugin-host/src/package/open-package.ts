import type { Manifest } from '@shaotai/plugin'
import { readArchive, refused, type Files, type Read } from './archive.ts'
import { isListed, sumOf, type Checksums } from './checksums.ts'
import { finding, type Finding } from './finding.ts'
import { PACKAGE_LIMITS, REQUIRED_NAMES } from './limits.ts'
import { fingerprintOf, isGenuine, readSignature, type PackageSignature } from './signature.ts'

/** A package whose content is what its list of checksums says. Nothing else is said by that: see `judgeTrust` and `validatePackage`. */
export type OpenedPackage = {
  readonly manifest: Manifest
  /** The bundle, as the runner loads it. */
  readonly bundle: string
  readonly files: Files
  readonly checksums: Checksums
  readonly signatures: readonly OpenedSignature[]
}
/** A signature that fits; `fingerprint` is that of its key. */
export type OpenedSignature = PackageSignature & { readonly fingerprint: string }

/** Opens a package of any origin. Never throws: what is wrong comes back with its place. */
export async function openPackage(bytes: Uint8Array): Promise<Read<OpenedPackage>> {
  const archive = await readArchive(bytes)
  if (!archive.ok) return archive
  const files = archive.value
  const missing = REQUIRED_NAMES.filter((name) => !files.has(name))
  if (missing.length > 0) return refused(...missing.map((name) => finding('missing-file', name)))
  const checksums = readChecksums(files)
  if (!checksums.ok) return checksums
  const manifest = readJson(files, 'manifest.json')
  if (!manifest.ok) return manifest
  const bundle = readText(files, 'plugin.js')
  if (!bundle.ok) return bundle
  const { id, version } = (manifest.value ?? {}) as Partial<Manifest>
  const { plugin } = checksums.value
  if (plugin.id !== id || plugin.version !== version) return refused(finding('bad-checksums', 'checksums.json › plugin'))
  const signatures = readSignatures(files)
  const findings = [...differences(files, checksums.value), ...(signatures.ok ? [] : signatures.findings)]
  if (findings.length > 0 || !signatures.ok) return refused(...findings)
  return {
    ok: true,
    value: {
      manifest: manifest.value as Manifest,
      bundle: bundle.value,
      files,
      checksums: checksums.value,
      signatures: signatures.value,
    },
  }
}

function differences(files: Files, { files: listed }: Checksums): Finding[] {
  const found: Finding[] = []
  for (const [name, content] of files) {
    if (!isListed(name)) continue
    const said = Object.hasOwn(listed, name) ? listed[name] : undefined
    const sum = sumOf(content)
    if (!said) found.push(finding('not-listed', name))
    else if (said.size !== sum.size || said.sha256 !== sum.sha256 || said.sm3 !== sum.sm3) found.push(finding('tampered', name))
  }
  for (const name of Object.keys(listed)) if (!files.has(name)) found.push(finding('missing-file', name.slice(0, 200)))
  return found
}

function readChecksums(files: Files): Read<Checksums> {
  const read = readJson(files, 'checksums.json')
  if (!read.ok) return read
  const { format, plugin, files: listed } = (read.value ?? {}) as Partial<Checksums>
  const sound =
    format === 'shaotai-plugin/1' &&
    typeof plugin?.id === 'string' &&
    typeof plugin.version === 'string' &&
    typeof listed === 'object' &&
    listed !== null
  return sound ? { ok: true, value: read.value as Checksums } : refused(finding('bad-checksums', 'checksums.json'))
}

function readSignatures(files: Files): Read<OpenedSignature[]> {
  const checksums = files.get('checksums.json') ?? new Uint8Array()
  const names = [...files.keys()].filter((name) => name.startsWith('signatures/'))
  if (names.length > PACKAGE_LIMITS.signatures)
    return refused(finding('too-many-files', 'signatures', { limit: PACKAGE_LIMITS.signatures }))
  const signatures: OpenedSignature[] = []
  for (const name of names) {
    const json = readJson(files, name)
    if (!json.ok) return json
    const signature = readSignature(json.value)
    if (!signature) return refused(finding('bad-signature-file', name))
    if (!isGenuine(signature, checksums)) return refused(finding('signature-invalid', name))
    signatures.push({ ...signature, fingerprint: fingerprintOf(signature.key) })
  }
  return { ok: true, value: signatures }
}

function readJson(files: Files, name: string): Read<unknown> {
  const text = readText(files, name)
  if (!text.ok) return text
  try {
    return { ok: true, value: JSON.parse(text.value) as unknown }
  } catch (error) {
    return refused(finding('bad-json', name, { reason: (error as Error).message }))
  }
}

function readText(files: Files, name: string): Read<string> {
  try {
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(files.get(name)) }
  } catch {
    return refused(finding('not-text', name))
  }
}
