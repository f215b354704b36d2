import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { requireNode } from './node-version.mjs'

requireNode()
const { buildConsole, buildServer, root } = await import('./build-steps.mjs')

// `pnpm story NAME [--fresh]` starts the product with the settings of test/NAME/config.ts on data of its own, kept until `--fresh`.
const [name, ...options] = process.argv.slice(2)
const stories = readdirSync(join(root, 'test')).filter((folder) => existsSync(join(root, 'test', folder, 'config.ts')))
if (name === undefined || !stories.includes(name)) {
  console.error(`用法 / usage: pnpm story <name> [--fresh]; 有 / there are: ${stories.join(', ') || '-'}`)
  process.exit(2)
}
const data = join(root, 'test/.out', name)
if (options.includes('--fresh')) rmSync(data, { recursive: true, force: true })
mkdirSync(data, { recursive: true })
const { config } = await import(pathToFileURL(join(root, 'test', name, 'config.ts')).href)
await buildServer()
buildConsole()
Object.assign(process.env, config.env, { SHAOTAI_DATA: data })
await import('../server/dist/main.js')
