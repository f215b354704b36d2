import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Programs that run inside hardened processes, each one file. */
export const PROGRAMS = { runner: 'runner/main', probe: 'probe/attempts-main' } as const
export type ProgramName = keyof typeof PROGRAMS

const HERE = fileURLToPath(new URL('..', import.meta.url))

/** The one file of a program: built with the package, or, when the sources themselves run, built into the cache of the workspace. */
export async function programFile(name: ProgramName): Promise<string> {
  const built = join(HERE, 'programs', `${name}.mjs`)
  if (!import.meta.url.endsWith('.ts')) {
    if (existsSync(built)) return built
    throw new Error(`${built} is missing: build the workspace first`)
  }
  const { buildProgram } = await import('./build-program.ts')
  const code = await buildProgram(join(HERE, `${PROGRAMS[name]}.ts`))
  const folder = join(HERE, '../node_modules/.cache')
  const file = join(folder, `${name}-${createHash('sha256').update(code).digest('hex').slice(0, 16)}.mjs`)
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true })
    const whole = `${file}.${process.pid}`
    writeFileSync(whole, code)
    renameSync(whole, file)
  }
  return file
}

/** The text of a program, for those who hand it on. */
export async function programText(name: ProgramName): Promise<string> {
  return readFileSync(await programFile(name), 'utf8')
}
