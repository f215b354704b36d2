import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HostedPlugin, PluginHost } from '../host.ts'
import { openPluginHost, type HostSetup } from '../open-host.ts'
import { ACCESS } from './access.fixture.ts'
import { openArena, type Arena } from './arena.fixture.ts'
import { SECRET } from './targets.fixture.ts'

/** What only the system can stop: where it gives no other user and no process namespace, the guard is all there is, and the level says so. */
const BY_SYSTEM = [
  'see whether the host lives',
  'kill the host',
  'kill who started us',
  'open the inspector of the host',
  'become root',
  'become another group',
  'take back groups',
]
const { level, used } = await openPluginHost().isolation()
const systemHelps = level === 'L3' || used.includes('own-user')
const NAMES = Object.keys(ACCESS).filter((name) => systemHelps || !BY_SYSTEM.includes(name))

/** What an ordinary process gives away. An attack that does not even work there proves nothing when it fails here. */
const REAL = [
  'read a file',
  'read a file by descriptor',
  'read through /proc/self/root',
  'own environment through /proc',
  'environment of the host',
  'descriptors of the host',
  'write a file',
  'make a link',
  'copy a file',
  'write a report',
  'write a database',
  'secret in the environment',
  'environment in a report',
  'tcp',
  'tcp over IPv6',
  'http',
  'fetch',
  'udp',
  'a unix socket',
  'an abstract socket',
  'listen',
  'listen for datagrams',
  'the machinery below net',
  'a command',
  'a process',
  'a worker',
  'see whether the host lives',
  'open the inspector of the host',
  'bindings of files',
  'a module by import',
] as const

let arena: Arena
const hosts: PluginHost[] = []
const open = async () => {
  arena = await openArena()
}
const close = async () => {
  await Promise.all(hosts.splice(0).map((host) => host.stop()))
  await arena.close()
}

async function attacker(setup: HostSetup): Promise<HostedPlugin> {
  const host = openPluginHost(setup)
  hosts.push(host)
  const manifest = await host.manifestOf(arena.bundle)
  return host.open({
    bundle: arena.bundle,
    manifest,
    config: {},
    secrets: {},
    county: { id: 'c', name: '某县', offset: '+08:00' },
    services: {},
  })
}

/** Runs one attack inside; `undefined` when it was stopped. */
async function attack(plugin: HostedPlugin, name: string): Promise<unknown> {
  const order = { access: name, targets: arena.targets }
  const outcome = await plugin.call('migrate', order as never, { deadline: 30_000 })
  // A process that did not survive its attack was stopped too; the next one starts anew.
  if (!outcome.ok) {
    plugin.resume()
    return undefined
  }
  return (outcome.value as { got?: string }).got
}

describe('the control, a process with nothing around it', () => {
  beforeAll(open, 60_000)
  afterAll(close)

  it('gives in to the attacks that matter', async () => {
    const results = await new Promise<Record<string, { got?: string }>>((resolve, reject) => {
      execFile(
        process.execPath,
        [fileURLToPath(new URL('control.fixture.ts', import.meta.url)), arena.bundleFile, JSON.stringify(arena.targets), ...REAL],
        { env: { SECRET }, timeout: 60_000 },
        (error, out) => (error ? reject(error) : resolve(JSON.parse(out) as Record<string, { got?: string }>)),
      )
    })
    expect(REAL.filter((name) => results[name]?.got === undefined).map((name) => [name, results[name]])).toEqual([])
    expect(arena.damage()).toEqual(
      expect.arrayContaining(['tcp', 'udp', 'unix socket', 'abstract socket', 'made written', 'inspector opened']),
    )
  })
})

describe.each<[what: string, setup: () => HostSetup]>([
  ['the shipped runner', () => ({})],
  ['the process alone, without the guard', () => ({ program: async () => arena.naked })],
])('%s', (_, setup) => {
  let plugin: HostedPlugin
  beforeAll(async () => {
    await open()
    plugin = await attacker(setup())
  }, 60_000)
  afterAll(close)

  it.each(NAMES)('keeps out: %s', async (name) => {
    expect(await attack(plugin, name), name).toBeUndefined()
    expect(arena.damage()).toEqual([])
  })

  it('still does its work afterwards', async () => {
    expect(await plugin.call('migrate', { targets: arena.targets } as never)).toMatchObject({ ok: true, value: { fine: true } })
  })
})
