import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from './start-error.ts'

/** Keys of one installation. Made at the first start, never shipped: a copy of the program knows nothing about them. */
export type Secrets = {
  /** Seals the audit log and the event chains (HMAC-SM3). Whoever holds the database but not this key cannot forge a line. */
  auditKey: Buffer
  /** Keyed hashes of things that must not be guessable from the database: throttle keys, blind indexes. */
  lookupKey: Buffer
}

/** Reads `<data>/secrets.json`, or makes it with mode 0600. Two processes starting at once agree on one file. */
export function loadSecrets(dataDir: string): Secrets {
  const path = join(dataDir, 'secrets.json')
  const stored = readStored(path) ?? createSecrets(path)
  return { auditKey: Buffer.from(stored.auditKey, 'base64'), lookupKey: Buffer.from(stored.lookupKey, 'base64') }
}

type Stored = { auditKey: string; lookupKey: string }

function createSecrets(path: string): Stored {
  const made: Stored = { auditKey: randomBytes(32).toString('base64'), lookupKey: randomBytes(32).toString('base64') }
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(draft, JSON.stringify(made, null, 2), { mode: 0o600, flag: 'wx', flush: true })
  try {
    // A hard link appears whole or not at all and never replaces another process's file.
    linkSync(draft, path)
    return made
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return readStored(path) ?? made
  } finally {
    unlinkSync(draft)
  }
}

function readStored(path: string): Stored | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const wrong = new StartError(
    `密钥文件 ${path} 已损坏，请从备份恢复；系统不会另造新钥。`,
    `The key file ${path} is damaged; restore it from a backup. New keys are not made in its place.`,
  )
  try {
    const parsed = JSON.parse(text) as Partial<Stored>
    if (isKey(parsed.auditKey) && isKey(parsed.lookupKey)) return { auditKey: parsed.auditKey, lookupKey: parsed.lookupKey }
  } catch {
    throw wrong
  }
  throw wrong
}

function isKey(text: unknown): text is string {
  return typeof text === 'string' && Buffer.from(text, 'base64').length >= 32
}
