import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { sm2 } from 'sm-crypto-v2'
import { digest } from './checksums.ts'

export type SignatureRole = 'vendor' | 'county'
/** Who signed, with what, over the list of checksums. */
export type PackageSignature = {
  readonly format: 'shaotai-signature/1'
  readonly role: SignatureRole
  readonly algorithm: 'ed25519' | 'sm2'
  /** Public key, SPKI in PEM. */
  readonly key: string
  readonly signer: string
  /** Base64. */
  readonly signature: string
}

/** DER of the object identifier of the curve SM2, 1.2.156.10197.1.301. */
const SM2 = Buffer.from('06082a811ccf5501822d', 'hex')

/** Signs a list of checksums, byte for byte. The role is signed too: a vendor's signature is never a county's. */
export function signChecksums(
  checksums: Uint8Array,
  pem: string,
  { role, signer }: { role: SignatureRole; signer: string },
): PackageSignature {
  const key = createPrivateKey(pem)
  const open = createPublicKey(key)
  const algorithm = algorithmOf(open)
  if (!algorithm) throw new Error('A key of Ed25519 or SM2 is needed, in PEM')
  const text = signedText(checksums, role, signer)
  const signature = (algorithm === 'sm2' ? signSm2(text, key) : sign(null, text, key)).toString('base64')
  return { format: 'shaotai-signature/1', role, algorithm, key: open.export({ type: 'spki', format: 'pem' }).toString(), signer, signature }
}

/** Whether the owner of the key in it signed exactly this. Says nothing about who that is. */
export function isGenuine({ role, signer, algorithm, key, signature }: PackageSignature, checksums: Uint8Array): boolean {
  try {
    const open = createPublicKey(key)
    if (algorithmOf(open) !== algorithm) return false
    const [text, given] = [signedText(checksums, role, signer), Buffer.from(signature, 'base64')]
    return algorithm === 'sm2' ? verifySm2(text, given, open) : verify(null, text, open, given)
  } catch {
    return false
  }
}

/** By what people compare keys: SM3 of the public key, as `shaotai policy keygen` prints it. */
export function fingerprintOf(pem: string): string {
  return digest('sm3', createPublicKey(pem).export({ type: 'spki', format: 'der' }))
}

export function readSignature(value: unknown): PackageSignature | undefined {
  const one = value as Partial<PackageSignature> | null
  if (typeof one !== 'object' || one === null || one.format !== 'shaotai-signature/1') return undefined
  if (one.role !== 'vendor' && one.role !== 'county') return undefined
  if (one.algorithm !== 'ed25519' && one.algorithm !== 'sm2') return undefined
  return [one.key, one.signer, one.signature].every((text) => typeof text === 'string' && text.length < 4000)
    ? (one as PackageSignature)
    : undefined
}

function signedText(checksums: Uint8Array, role: SignatureRole, signer: string): Buffer {
  return Buffer.from(
    `shaotai-signature/1\n${role}\n${JSON.stringify(signer)}\n${digest('sha256', checksums)}\n${digest('sm3', checksums)}\n`,
    'utf8',
  )
}

function algorithmOf(open: KeyObject): PackageSignature['algorithm'] | undefined {
  if (open.asymmetricKeyType === 'ed25519') return 'ed25519'
  return open.export({ type: 'spki', format: 'der' }).includes(SM2) ? 'sm2' : undefined
}

// Node's own crypto leaves the user's id out of SM2, and nobody else's tools verify that. The usual id is "1234567812345678", in DER.

function signSm2(text: Buffer, key: KeyObject): Buffer {
  const der = key.export({ type: 'pkcs8', format: 'der' }).toString('hex')
  // The private number: 32 bytes after the version of ECPrivateKey (RFC 5915).
  const secret = /0201010420([0-9a-f]{64})/.exec(der)?.[1]
  if (secret === undefined) throw new Error('A private key of SM2 in PKCS 8 is needed')
  return Buffer.from(sm2.doSignature(text, secret, { hash: true, der: true }), 'hex')
}

function verifySm2(text: Buffer, signature: Buffer, open: KeyObject): boolean {
  const point = open.export({ type: 'spki', format: 'der' }).subarray(-65).toString('hex')
  return sm2.doVerifySignature(text, signature.toString('hex'), point, { hash: true, der: true })
}
