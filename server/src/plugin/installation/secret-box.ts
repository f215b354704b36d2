import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Secrets } from '../../platform/config/secrets.ts'

/** For whom a secret is sealed: it opens nowhere else. */
type Place = { readonly county: string; readonly plugin: string; readonly field: string }

/** Seals a secret of a plugin's configuration. Whoever holds the database but not the server's keys reads nothing. */
export function sealSecret(secrets: Secrets, place: Place, secret: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secrets), iv)
  cipher.setAAD(Buffer.from(JSON.stringify([place.county, place.plugin, place.field])))
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64')
}

/** Opens a sealed secret. Throws when it was changed, moved to another field, or sealed with other keys. */
export function openSecret(secrets: Secrets, place: Place, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secrets), bytes.subarray(0, 12))
  decipher.setAAD(Buffer.from(JSON.stringify([place.county, place.plugin, place.field])))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
}

function keyOf({ lookupKey }: Secrets): Buffer {
  return Buffer.from(hkdfSync('sha256', lookupKey, '', 'shaotai plugin secrets/1', 32))
}
