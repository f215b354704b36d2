import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs a command of the workspace in the foreground; stops the whole script when it fails. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32', ...options })
  if (error) console.error(`无法运行 / cannot run ${command}: ${error.message}。请用 pnpm 运行 / run it through pnpm: npx -y pnpm@12 start`)
  if (status !== 0) process.exit(status ?? 1)
}

/** Compiles the packages that run on Node. Incremental: nothing to do takes a fraction of a second. */
export async function buildServer() {
  run('tsc', ['-b'])
  await buildPrograms()
}

/** Makes one file of each program that runs inside the process of a plugin. */
async function buildPrograms() {
  const from = join(root, 'sdk/plugin-host/dist')
  const { PROGRAMS } = await import(pathToFileURL(join(from, 'spawn/program.js')).href)
  for (const [name, entry] of Object.entries(PROGRAMS)) {
    const result = join(from, 'programs', `${name}.mjs`)
    if (
      existsSync(result) &&
      newest([
        'sdk/plugin-host/dist/frames',
        'sdk/plugin-host/dist/runner',
        'sdk/plugin-host/dist/probe',
        'sdk/plugin/dist',
        'pnpm-lock.yaml',
      ]) <= statSync(result).mtimeMs
    )
      continue
    const { buildProgram } = await import(pathToFileURL(join(from, 'spawn/build-program.js')).href)
    mkdirSync(join(from, 'programs'), { recursive: true })
    writeFileSync(result, await buildProgram(join(from, `${entry}.js`)))
  }
}

/** Builds the console unless its result is newer than every source it is made of. */
export function buildConsole({ force = false } = {}) {
  const result = join(root, 'console/dist/index.html')
  const sources = [
    'console/src',
    'console/public',
    'console/index.html',
    'console/vite.config.ts',
    'console/package.json',
    'sdk/core/src',
    'sdk/api/src',
    'sdk/office/src',
    'pnpm-lock.yaml',
  ]
  if (!force && existsSync(result) && newest(sources) <= statSync(result).mtimeMs) return
  console.log('正在构建控制台… building the console…')
  run('pnpm', ['--silent', '--filter', '@shaotai/console', 'run', 'build'])
}

function newest(paths) {
  return Math.max(...paths.map((path) => newestUnder(join(root, path))))
}

function newestUnder(path) {
  if (!existsSync(path)) return 0
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newestUnder(join(path, name))), 0)
}
