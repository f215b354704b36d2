/**
 * The program of the probe: run in the place of the runner, with everything around it, it tries what a hostile plugin would try and says
 * what it got. What it may try stands in descriptor 4, what it got goes out on descriptor 3.
 */
import { once } from 'node:events'
import { readFileSync, writeSync } from 'node:fs'
import type { Socket } from 'node:net'
import { encodeFrame } from '../frames/frames.ts'
import { dropIdentity } from '../runner/drop-identity.ts'

/** Where the host set up something to be reached. */
export type Targets = {
  readonly port: number
  readonly udp: number
  readonly socket: string
  readonly folder: string
  readonly pid: number
  readonly memory: number
  /** Which attempts; all unless said. */
  readonly only?: readonly string[]
}

type Attempt = (targets: Targets) => unknown

function there<T>(module: T | undefined): T {
  if (!module) throw new Error('no such module')
  return module
}

/** Each ends well only if the attack does. */
const ATTEMPTS: Readonly<Record<string, Attempt>> = {
  'read-file': () => there(process.getBuiltinModule('node:fs')).readFileSync('/etc/passwd'),
  'write-file': ({ folder }) => there(process.getBuiltinModule('node:fs')).writeFileSync(`${folder}/written-${process.argv.length}`, 'x'),
  environment: () => {
    if (Object.keys(process.env).length === 0) throw new Error('empty')
  },
  tcp: ({ port }) => connected(there(process.getBuiltinModule('node:net')).connect({ host: '127.0.0.1', port })),
  fetch: ({ port }) => fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(2000) }),
  'unix-socket': ({ socket }) => connected(there(process.getBuiltinModule('node:net')).connect({ path: socket })),
  udp: async ({ udp }) => {
    const sender = there(process.getBuiltinModule('node:dgram')).createSocket('udp4')
    await new Promise<void>((resolve, reject) => {
      sender.on('error', reject)
      sender.send('x', udp, '127.0.0.1', (error) => (error ? reject(error) : resolve()))
    })
  },
  listen: () => {
    const server = there(process.getBuiltinModule('node:net')).createServer()
    server.listen(0, '127.0.0.1')
    return once(server, 'listening')
  },
  'other-process': () => {
    const { status, error } = there(process.getBuiltinModule('node:child_process')).spawnSync('/bin/true')
    if (error) throw error
    return status
  },
  worker: () => {
    const { Worker } = there(process.getBuiltinModule('node:worker_threads'))
    return new Worker('1', { eval: true })
  },
  signal: ({ pid }) => process.kill(pid, 0),
  'become-root': () => {
    process.setuid?.(0)
    if (process.getuid?.() !== 0) throw new Error('not root')
  },
  inspector: () => there(process.getBuiltinModule('node:inspector')).open(0),
  sqlite: ({ folder }) => {
    const { DatabaseSync } = there(process.getBuiltinModule('node:sqlite'))
    new DatabaseSync(`${folder}/written.db`).exec('create table t (x)')
  },
  'native-code': () => there(process.getBuiltinModule('node:ffi') as unknown),
  memory: ({ memory }) => {
    const held: Buffer[] = []
    // A quarter more than is allowed is enough to know.
    while (held.length * 16 < memory * 1.25) held.push(Buffer.alloc(16 * 1024 * 1024, 1))
    return held.length
  },
}

function connected(socket: Socket): Promise<unknown> {
  return new Promise((resolve, reject) => {
    socket.on('connect', resolve)
    socket.on('error', reject)
    setTimeout(() => reject(new Error('no answer')), 2000)
  })
}

dropIdentity(process.argv)
const targets = JSON.parse(readFileSync(4, 'utf8')) as Targets
const results: Record<string, string | null> = {}
// Some refusals come as errors nobody can catch where they were caused.
let refuse: (reason: unknown) => void = () => undefined
process.on('uncaughtException', (error) => refuse(error))
process.on('unhandledRejection', (error) => refuse(error))
const alive = setInterval(() => undefined, 1000)
for (const [name, attempt] of Object.entries(ATTEMPTS)) {
  if (targets.only && !targets.only.includes(name)) continue
  try {
    const refused = new Promise((_, reject) => {
      refuse = reject
      setTimeout(() => reject(new Error('no answer')), 3000)
    })
    await Promise.race([attempt(targets), refused])
    results[name] = null
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string }
    results[name] = code ?? message ?? 'failed'
  }
}
clearInterval(alive)
writeSync(3, encodeFrame(results))
// Stays until it has been looked at.
setTimeout(() => process.exit(0), 10_000)
