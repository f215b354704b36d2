import { requireNode } from './node-version.mjs'

requireNode()
const { buildServer } = await import('./build-steps.mjs')
await buildServer()
// What touches the database belongs to the server; what touches files belongs to the command line of the SDK.
const DATABASE = ['demo', 'audit', 'history']
const command = process.argv[2] ?? ''
await import(DATABASE.includes(command) ? '../server/dist/command/main.js' : '../sdk/cli/dist/main.js')
