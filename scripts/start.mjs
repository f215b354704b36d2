import { requireNode } from './node-version.mjs'

requireNode()
const { buildConsole, buildServer } = await import('./build-steps.mjs')
await buildServer()
buildConsole()
await import('../server/dist/main.js')
