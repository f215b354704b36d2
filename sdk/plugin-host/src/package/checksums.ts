import { createHash } from 'node:crypto'
import type { Files } from './archive.ts'

/** What was packed: every file with its size and two digests, one for each world of signatures. */
export type Checksums = {
  readonly format: 'shaotai-plugin/1'
  readonly plugin: { readonly id: string; readonly version: string }
  readonly files: Readonly<Record<string, FileSum>>
}
export type FileSum = { readonly size: number; readonly sha256: string; readonly sm3: string }

/** Of all files but the list itself and the signatures over it. */
export function checksumsOf(files: Files, plugin: Checksums['plugin']): Checksums {
  const listed = [...files].filter(([name]) => isListed(name)).sort(([a], [b]) => (a < b ? -1 : 1))
  return { format: 'shaotai-plugin/1', plugin, files: Object.fromEntries(listed.map(([name, content]) => [name, sumOf(content)])) }
}

export function isListed(name: string): boolean {
  return name !== 'checksums.json' && !name.startsWith('signatures/')
}

export function sumOf(content: Uint8Array): FileSum {
  return { size: content.length, sha256: digest('sha256', content), sm3: digest('sm3', content) }
}

export function digest(algorithm: 'sha256' | 'sm3', content: Uint8Array | string): string {
  return createHash(algorithm).update(content).digest('hex')
}
