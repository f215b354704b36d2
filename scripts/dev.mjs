import { spawn } from 'node:child_process'
import { requireNode } from './node-version.mjs'

requireNode()
const { buildServer, root } = await import('./build-steps.mjs')
await buildServer()
const children = [
  ['tsc', ['-b', '--watch', '--preserveWatchOutput']],
  ['node', ['--watch-path=server/dist', '--watch-path=sdk/core/dist', '--watch-path=sdk/api/dist', 'server/dist/main.js']],
  ['pnpm', ['--silent', '--filter', '@shaotai/console', 'run', 'dev']],
].map(([command, args]) => spawn(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }))
const stop = () => children.forEach((child) => child.kill())
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
