import { requireNode } from './node-version.mjs'

requireNode()
const { buildConsole, buildServer, run } = await import('./build-steps.mjs')
const { requireChromium } = await import('./chromium.mjs')

// `pnpm test` runs everything; `pnpm test <paths or vitest options>` only those.
const args = process.argv.slice(2)
process.env.CHROMIUM = requireChromium()
await buildServer()
buildConsole()
run('vitest', ['run', ...args])
