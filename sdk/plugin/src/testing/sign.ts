import { createHash, createHmac, createPrivateKey, sign as signBytes } from 'node:crypto'
import type { SignAlgorithm, SignOptions } from '../context.ts'

/** Signs as the host signs. For digests (`md5`, `sm3`, `sha256`) the text already holds the secret. */
export function signText(secret: string, algorithm: SignAlgorithm, data: string, { encoding = 'hex' }: SignOptions = {}): string {
  const bytes = signedBytes(secret, algorithm, data)
  if (encoding === 'HEX') return bytes.toString('hex').toUpperCase()
  return bytes.toString(encoding)
}

function signedBytes(secret: string, algorithm: SignAlgorithm, data: string): Buffer {
  if (algorithm === 'sm2') return signBytes('sm3', Buffer.from(data, 'utf8'), createPrivateKey(secret))
  if (algorithm.startsWith('hmac-')) return createHmac(algorithm.slice(5), secret).update(data, 'utf8').digest()
  return createHash(algorithm).update(data, 'utf8').digest()
}
