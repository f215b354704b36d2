import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'

/** HMAC-SM3 over values in a fixed order, each framed so that no two lists share bytes. In hex. */
export function seal(key: Buffer, ...parts: readonly unknown[]): string {
  return createHmac('sm3', key).update(canonicalJson(parts)).digest('hex')
}

/** Whether two seals are equal, in constant time. */
export function sealsEqual(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}

/** SM3 of bytes in hex: names attachments by content. */
export function sm3(bytes: Uint8Array | string): string {
  return createHash('sm3').update(bytes).digest('hex')
}
