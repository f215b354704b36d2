import { finding, type Finding } from './finding.ts'
import type { OpenedPackage, OpenedSignature } from './open-package.ts'
import { fingerprintOf } from './signature.ts'

/** Whom an installation believes: public keys in PEM. */
export type Trust = {
  readonly vendors: readonly string[]
  /** The county's own keys; given, the package must be countersigned by one of them. */
  readonly county?: readonly string[]
}

/** What is wrong with who signed a package; nothing if a trusted vendor did, and the county where that is asked for. */
export function judgeTrust({ signatures }: OpenedPackage, { vendors, county }: Trust): Finding[] {
  const byVendors = signatures.filter(({ role }) => role === 'vendor')
  const byCounty = signatures.filter(({ role }) => role === 'county')
  if (byVendors.length === 0) return [finding('unsigned', 'signatures')]
  const found: Finding[] = []
  if (!byVendors.some(isOneOf(vendors))) found.push(finding('foreign-key', 'signatures', { key: keysOf(byVendors) }))
  if (county && !byCounty.some(isOneOf(county)))
    found.push(
      byCounty.length === 0 ? finding('not-countersigned', 'signatures') : finding('foreign-key', 'signatures', { key: keysOf(byCounty) }),
    )
  return found
}

function isOneOf(keys: readonly string[]) {
  const trusted = new Set(keys.map(fingerprintOf))
  return ({ fingerprint }: OpenedSignature) => trusted.has(fingerprint)
}

function keysOf(signatures: readonly OpenedSignature[]): string {
  return signatures.map(({ signer, fingerprint }) => `${signer} ${fingerprint.slice(0, 16)}`).join(', ')
}
