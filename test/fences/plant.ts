import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { root } from '../support/root.ts'

/** A directory that holds copies of the named configuration files and the planted sources, and nothing else. */
export function plant(
  configuration: readonly string[],
  sources: Readonly<Record<string, string>>,
): { directory: string; remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'shaotai-fence-'))
  for (const path of configuration) cpSync(join(root, path), at(directory, path))
  for (const [path, text] of Object.entries(sources)) writeFileSync(at(directory, path), text)
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) }
}

function at(directory: string, path: string): string {
  const file = join(directory, path)
  mkdirSync(dirname(file), { recursive: true })
  return file
}
