import { spawn, type ChildProcess } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundlePlugin } from '../bundle/bundle-plugin.ts'
import { buildProgram } from '../spawn/build-program.ts'
import { SECRET, type Targets } from './targets.fixture.ts'

const HERE = dirname(fileURLToPath(import.meta.url))

/** A place for attacks: things to reach, each of which notices being reached. */
export type Arena = {
  readonly targets: Targets
  /** The text of the hostile bundle, and the file it is in. */
  readonly bundle: string
  readonly bundleFile: string
  /** The runner without its guard. */
  readonly naked: string
  readonly folder: string
  /** What was reached or changed since the last question. */
  damage(): string[]
  close(): Promise<void>
}

const HTTP = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok'

export async function openArena(): Promise<Arena> {
  const folder = mkdtempSync(join(tmpdir(), 'shaotai-arena-'))
  chmodSync(folder, 0o755)
  const open = join(folder, 'open')
  mkdirSync(open)
  // Everybody may write here, so that nothing but the isolation stands in the way.
  chmodSync(open, 0o777)
  writeFileSync(join(open, 'canary'), 'untouched')

  const hits: string[] = []
  const sockets = new Set<Socket>()
  const listener = (name: string) =>
    createServer((socket) => {
      hits.push(name)
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.end(HTTP)
    })
  const abstract = `\0shaotai-arena-${process.pid}-${Date.now()}`
  const socket = join(folder, 'open.sock')
  const tcp = listener('tcp').listen(0, '::')
  const servers: Server[] = [tcp, listener('unix socket').listen(socket), listener('abstract socket').listen(abstract)]
  const udp = createSocket('udp4').bind(0, '127.0.0.1')
  udp.on('message', () => hits.push('udp'))
  await Promise.all([...servers.map((server) => once(server, 'listening')), once(udp, 'listening')])
  chmodSync(socket, 0o777)

  const victim = spawn(process.execPath, ['-e', 'process.stdout.write("up"); setInterval(() => {}, 1000)'], {
    env: { SECRET },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaints = ''
  victim.stderr.on('data', (text: Buffer) => (complaints += text.toString()))
  await once(victim.stdout, 'data')

  const bundleFile = join(folder, 'attack.cjs')
  const { code: bundle } = await bundlePlugin(join(HERE, 'attack-plugin.fixture.ts'), { conditions: ['@shaotai/source'] })
  writeFileSync(bundleFile, bundle)
  const naked = join(folder, 'naked.mjs')
  writeFileSync(naked, await buildProgram(join(HERE, '../runner/main.ts'), { './guard.ts': join(HERE, 'naked-guard.fixture.ts') }))

  const changed = () => {
    const found = readdirSync(open).filter((name) => name !== 'canary')
    const canary = readdirSync(open).includes('canary') ? readFileSync(join(open, 'canary'), 'utf8') : 'gone'
    return [...found.map((name) => `made ${name}`), ...(canary === 'untouched' ? [] : [`canary is ${canary}`])]
  }
  return {
    targets: {
      pid: victim.pid ?? 0,
      tcp: (tcp.address() as AddressInfo).port,
      udp: udp.address().port,
      socket,
      abstract,
      folder: open,
    },
    bundle,
    bundleFile,
    naked,
    folder,
    damage: () => [
      ...hits.splice(0),
      ...changed(),
      ...(isAlive(victim) ? [] : ['the host is dead']),
      ...(complaints.includes('Debugger') ? ['inspector opened'] : []),
    ],
    close: async () => {
      victim.kill('SIGKILL')
      udp.close()
      for (const one of sockets) one.destroy()
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function isAlive(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null
}
