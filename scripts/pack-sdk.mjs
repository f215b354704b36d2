import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { requireNode } from './node-version.mjs'

// The SDK as files a vendor installs outside this workspace: pnpm sdk [folder]
requireNode()
const { buildServer, root, run } = await import('./build-steps.mjs')
await buildServer()
const folder = resolve(process.argv[2] ?? join(root, 'data/sdk'))
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const names = ['core', 'api', 'office', 'templates', 'plugin', 'plugin-host', 'cli']
const chosen = names.flatMap((name) => ['--filter', `@shaotai/${name}`])
run('npx', ['-y', 'pnpm@12', '--silent', '--recursive', ...chosen, 'pack', '--pack-destination', folder])
const files = readdirSync(folder).filter((file) => file.endsWith('.tgz'))
const packages = files.map((file) => [`@shaotai/${/^shaotai-([a-z-]+)-\d/.exec(file)[1]}`, `file:./${file}`])
const cli = Object.fromEntries(packages.filter(([name]) => name === '@shaotai/cli'))
writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ private: true, dependencies: cli }, undefined, 2)}\n`)
writeFileSync(
  join(folder, 'pnpm-workspace.yaml'),
  `allowBuilds:\n  esbuild: false\noverrides:\n${packages.map(([name, file]) => `  '${name}': ${file}\n`).join('')}`,
)
console.log(`${files.length} 个文件 / files: ${folder}`)
