import { createPrivateKey, createPublicKey, hkdfSync, sign, verify, type KeyObject } from 'node:crypto'
import { sm3, type BundleSigner, type BundleVerifier } from '@shaotai/core'
import type { Secrets } from '../platform/config/secrets.ts'

/** DER of an Ed25519 private key up to its 32 bytes of seed (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/**
 * The key a county signs its bundles with. It is derived from the secret of the installation, so that there is one for each county, the same on
 * every process and after every restart, and no second secret to keep.
 */
export function bundleKey({ auditKey }: Pick<Secrets, 'auditKey'>, county: string): BundleSigner & { pem: string } {
  const seed = Buffer.from(hkdfSync('sha256', auditKey, county, 'shaotai bundle key 1', 32))
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
  const publicKey: KeyObject = createPublicKey(key)
  return {
    key: sm3(publicKey.export({ type: 'spki', format: 'der' })),
    pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), key).toString('hex'),
  }
}

/** A public key somebody handed in; nothing for what is no Ed25519 key in PEM. */
export function readPublicKey(pem: string): BundleVerifier | undefined {
  const key = parseKey(pem)
  if (key?.asymmetricKeyType !== 'ed25519') return undefined
  return {
    key: sm3(key.export({ type: 'spki', format: 'der' })),
    verify: (text, signature) => verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'hex')),
  }
}

function parseKey(pem: string): KeyObject | undefined {
  // A private key in PEM would be taken as well, and nobody should hand one over.
  if (!pem.trim().startsWith('-----BEGIN PUBLIC KEY-----')) return undefined
  try {
    return createPublicKey(pem.trim())
  } catch {
    return undefined
  }
}
