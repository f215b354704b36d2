import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { requireNode } from './node-version.mjs'

requireNode()
const { buildConsole, buildServer, root } = await import('./build-steps.mjs')

// `pnpm bench` runs all of test/bench one after the other; `pnpm bench creates lists` only those.
const all = readdirSync(join(root, 'test/bench'))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''))
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !all.includes(name))
if (unknown.length > 0) {
  console.error(`没有基准 / no such benchmark: ${unknown.join(', ')}; 有 / there are: ${all.join(', ')}`)
  process.exit(2)
}
await buildServer()
buildConsole()
const processors = cpus()
console.log(
  `${processors.length} × ${processors[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}, Node ${process.version}`,
)
let failed = 0
for (const name of asked.length > 0 ? asked : all) {
  console.log(`\n${name}`)
  const { status } = spawnSync(process.execPath, ['--conditions=@shaotai/source', join(root, 'test/bench', `${name}.bench.ts`)], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) failed++
}
process.exit(failed === 0 ? 0 : 1)
