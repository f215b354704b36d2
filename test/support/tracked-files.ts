import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.ts'
import { linesOf } from './run.ts'

/** Every file git knows or would take in, relative to the root. Deleted ones are left out. */
export function trackedFiles(): string[] {
  return linesOf('git', ['ls-files', '--cached', '--others', '--exclude-standard']).filter((path) => existsSync(join(root, path)))
}

/** The text of a tracked file; `undefined` for pictures and other binaries. */
export function readText(path: string): string | undefined {
  const bytes = readFileSync(join(root, path))
  return bytes.includes(0) ? undefined : bytes.toString('utf8')
}
