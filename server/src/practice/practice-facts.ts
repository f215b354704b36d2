import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PracticeRoom } from '@shaotai/api'

/** What a practice environment keeps beside its database. */
export type PracticeFacts = {
  /** In real time. */
  startedAt: number
  policy: PracticeRoom['policy']
  /** By how many milliseconds its clock is ahead. */
  ahead: number
}

/** The facts kept in a directory; undefined where nobody has practised, or what is kept cannot be read. */
export function readFacts(directory: string): PracticeFacts | undefined {
  try {
    return JSON.parse(readFileSync(join(directory, 'practice.json'), 'utf8')) as PracticeFacts
  } catch {
    // Nothing of value is lost: whoever enters next begins anew.
    return undefined
  }
}

/** Keeps the facts; a crash leaves the old ones or the new ones. */
export function writeFacts(directory: string, facts: PracticeFacts): void {
  const draft = join(directory, 'practice.json.new')
  writeFileSync(draft, JSON.stringify(facts), { mode: 0o600, flush: true })
  renameSync(draft, join(directory, 'practice.json'))
}
