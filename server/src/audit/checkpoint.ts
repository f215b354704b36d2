import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seal } from '../platform/crypto/seal.ts'

/** How far the audit chain had come, written outside the database: what a chain alone cannot show is that its end was cut off. */
export type Checkpoint = { seq: number; chainMac: string; at: number; mac: string }

/** Replaces the checkpoint of this data directory. Copy it out of the database owner's reach as often as the county likes. */
export function writeCheckpoint(dataDir: string, key: Buffer, { seq, chainMac, at }: Omit<Checkpoint, 'mac'>): void {
  const checkpoint: Checkpoint = { seq, chainMac, at, mac: seal(key, 'checkpoint', seq, chainMac, at) }
  const draft = join(dataDir, `.audit-checkpoint.${process.pid}`)
  try {
    writeFileSync(draft, JSON.stringify(checkpoint), { mode: 0o600 })
    renameSync(draft, checkpointPath(dataDir))
  } catch {
    // A full disk must not stop the sealing; verification then compares with the older checkpoint.
  }
}

/** The last checkpoint; `undefined` when there is none, `forged` when it was not written with this key. */
export function readCheckpoint(dataDir: string, key: Buffer): Checkpoint | 'forged' | undefined {
  try {
    const stored = JSON.parse(readFileSync(checkpointPath(dataDir), 'utf8')) as Checkpoint
    return stored.mac === seal(key, 'checkpoint', stored.seq, stored.chainMac, stored.at) ? stored : 'forged'
  } catch {
    return undefined
  }
}

function checkpointPath(dataDir: string): string {
  return join(dataDir, 'audit-checkpoint.json')
}
