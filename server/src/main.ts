import { checkNode } from './platform/config/check-node.ts'

// Before anything native is loaded: a wrong Node dies there without a word.
const wrong = checkNode(process.versions.node)
if (wrong) {
  process.stderr.write(`${wrong}\n`)
  process.exit(1)
}
const { runServer } = await import('./run-server.ts')
await runServer()
