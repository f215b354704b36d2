import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { StorageUnavailable } from '../platform/unit-of-work/unit-of-work.ts'

// argon2id is the library's default algorithm.
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const AT_ONCE = 2
const MOST_WAITING = 500

let running = 0
const waiting: (() => void)[] = []

/** argon2id of a password in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, OPTIONS))
}

/** Whether a password fits a hash. Without a hash (unknown account) the same work is done and the answer is no. */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  const known = stored ?? (await dummy())
  const fits = await inTurn(() => verify(known, password))
  return fits && stored !== undefined
}

/** What a new password must be; the reason it is not, or undefined. */
export function isStrongPassword(password: string, account: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password)).length
  const lower = password.toLowerCase()
  return (
    password.length >= PASSWORD_LENGTH &&
    kinds >= 3 &&
    !lower.includes(account.toLowerCase()) &&
    !/password|shaotai|qwerty|12345678|abc123/.test(lower)
  )
}

/** A password one can read aloud and type from paper: no characters that look alike. */
export function makePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz'
  const pick = (from: string, count: number) => Array.from({ length: count }, () => from[randomInt(from.length)]).join('')
  return `${pick(letters.toUpperCase(), 1)}${pick(letters, 4)}-${pick('23456789', 4)}-${pick(letters, 4)}`
}

/** Shortest password. */
export const PASSWORD_LENGTH = 10

let dummyHash: Promise<string> | undefined
function dummy(): Promise<string> {
  return (dummyHash ??= hash('nobody has this password', OPTIONS))
}

/** Hashing takes 17 ms and 19 MiB: two at once leave the processors and the memory to those who already work. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MOST_WAITING) throw new StorageUnavailable('overloaded')
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}
