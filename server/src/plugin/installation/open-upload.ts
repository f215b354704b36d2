import { createHash } from 'node:crypto'
import { fail, ok, refuse, type Result } from '@shaotai/core'
import type { Manifest } from '@shaotai/plugin'
import { hasErrors, openPackage, validatePackage, type Finding } from '@shaotai/plugin-host/package'
import type { PluginRunner } from '../hosting/plugin-runner.ts'

/** A file that may be installed. */
export type Upload = {
  /** SM3 of the list of checksums: the same content, whoever signed it. */
  readonly hash: string
  readonly manifest: Manifest
  readonly bundle: string
  readonly file: Uint8Array
  readonly signedBy: string | undefined
  readonly countersignedBy: string | undefined
}

/**
 * Opens an uploaded file, trusting nothing: what is in it is what was packed, its manifest is what the code declares, and a signature that is
 * there fits. Refusals: `plugin.package` with all findings, `plugin.isolation`.
 */
export async function openUpload(file: Uint8Array, runner: PluginRunner): Promise<Result<Upload>> {
  const opened = await openPackage(file)
  if (!opened.ok) return fail(refused(opened.findings))
  const { manifest, bundle, files, signatures } = opened.value
  const findings = await validatePackage(opened.value, (code) => runner.manifestOf(code))
  if (hasErrors(findings)) return fail(refused(findings))
  const keyOf = (role: 'vendor' | 'county') => signatures.find((one) => one.role === role)?.fingerprint
  const { level } = await runner.isolation()
  if (level === 'L1' && keyOf('vendor') === undefined) return fail(refuse('plugin.isolation', { level }))
  const hash = createHash('sm3')
    .update(files.get('checksums.json') ?? '')
    .digest('hex')
  return ok({ hash, manifest, bundle, file, signedBy: keyOf('vendor'), countersignedBy: keyOf('county') })
}

function refused(findings: readonly Finding[]) {
  const first = findings.find(({ severity }) => severity === 'error')
  return refuse('plugin.package', { found: first ? `${first.zh}（${first.place}）` : '', findings: findings.slice(0, 20) })
}
