import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { UsageError } from '../exit.ts'

/** A plugin as its author has it on disk. */
export type Project = {
  readonly folder: string
  /** `src/plugin.ts`, the file with the default export. */
  readonly entry: string
  readonly name: string
}

/** The project in a folder, the working directory unless said. */
export function openProject(path = '.'): Project {
  const folder = resolve(path)
  const entry = ['src/plugin.ts', 'src/plugin.js', 'src/plugin.mjs'].map((name) => join(folder, name)).find((one) => existsSync(one))
  if (entry === undefined)
    throw new UsageError(
      `${folder} 里没有 src/plugin.ts；先运行 shaotai plugin create / has no src/plugin.ts: begin with shaotai plugin create`,
    )
  return { folder, entry, name: nameOf(folder) }
}

/** Pages of the plugin's own widgets: everything under `ui`. */
export function readPages({ folder }: Project): Map<string, Uint8Array> {
  const root = join(folder, 'ui')
  if (!existsSync(root)) return new Map()
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => join(root, name))
  return new Map(
    files.filter((file) => statSync(file).isFile()).map((file) => [relative(folder, file).replaceAll('\\', '/'), readFileSync(file)]),
  )
}

export function readReadme({ folder }: Project): string | undefined {
  const file = join(folder, 'README.md')
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

function nameOf(folder: string): string {
  try {
    const { name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name?: string }
    return name ?? 'plugin'
  } catch {
    return 'plugin'
  }
}
