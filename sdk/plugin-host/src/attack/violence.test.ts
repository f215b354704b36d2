import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallFailure, HostedPlugin, Incident, LogLine, PluginHost } from '../host.ts'
import { openPluginHost } from '../open-host.ts'
import { openArena, type Arena } from './arena.fixture.ts'
import { VIOLENCE } from './violence.fixture.ts'

type Class = CallFailure['class']

/** What a call may come to. More than one where a crash and a watchdog race; none where the call itself is harmless. */
const OUTCOMES: Readonly<Record<string, readonly Class[]>> = {
  'never answers': ['timeout'],
  // Where the system sets the limit, asking for more fails; where the watchdog does, the process ends.
  'fills memory with buffers': ['crashed', 'fault'],
  'fills memory with arrays': ['crashed', 'fault'],
  'fills memory through WASM': ['crashed', 'fault'],
  'unpacks a bomb': ['crashed', 'fault'],
  'nests a hundred thousand deep': ['timeout', 'crashed'],
  'floods its complaints': ['timeout', 'crashed', 'fault'],
  'floods the log with lines': ['timeout'],
  'throws what is no error': ['fault'],
  'calls itself for ever': ['fault'],
  'acts without permission': ['reject'],
  'acts in ways nobody knows': ['fault'],
  'acts with what is no act': ['fault'],
  'acts with no list': ['fault'],
  'fails in a class nobody knows': ['fault'],
  'fails without a reason': ['fault'],
  'asks what it may not': ['fault'],
  'asks what nobody offers': ['fault'],
  'asks with nothing': ['fault'],
  'asks for a secret it was not given': ['fault'],
  'calls where it may not': ['fault', 'reject'],
}
/** Those that may also end well. */
const HARMLESS = ['floods the log with lines', 'answers 200 MB', 'floods its complaints', 'pollutes the host', 'answers twice']
/** Those whose process need not survive; everybody else's must. */
const SURVIVED = [
  'never answers',
  'acts without permission',
  'fails without a reason',
  'asks what it may not',
  'calls where it may not',
  'throws what is no error',
]

let arena: Arena
let host: PluginHost
beforeAll(async () => {
  arena = await openArena()
  // No patience at all between attacks; the watchdog's own is short but generous against a busy machine.
  host = openPluginHost({
    program: async () => arena.naked,
    timing: { memory: 50, ping: 250, missedPings: 6, firstBackOff: 1, longestBackOff: 1, crashes: 1000 },
  })
}, 60_000)
afterAll(async () => {
  await host.stop()
  await arena.close()
})

async function open(): Promise<{ plugin: HostedPlugin; incidents: Incident[]; lines: LogLine[] }> {
  const incidents: Incident[] = []
  const lines: LogLine[] = []
  const plugin = host.open({
    bundle: arena.bundle,
    manifest: await host.manifestOf(arena.bundle),
    config: {},
    secrets: { key: 'the-secret' },
    county: { id: 'c', name: '某县', offset: '+08:00' },
    services: {
      kv: { get: async () => ({ version: 0 }), list: async () => [] },
      incident: (incident) => void incidents.push(incident),
      log: (line) => void lines.push(line),
    },
  })
  return { plugin, incidents, lines }
}

const ordinary = (plugin: HostedPlugin) => plugin.call('migrate', { targets: arena.targets } as never, { deadline: 30_000 })

describe('a plugin that', () => {
  it.concurrent.each(Object.keys(VIOLENCE))(
    '%s',
    async (name) => {
      const { plugin, lines } = await open()
      const before = process.memoryUsage().rss
      expect(await ordinary(plugin)).toMatchObject({ ok: true })
      const first = plugin.state().process
      const outcome = await plugin.call('migrate', { violence: name, targets: arena.targets } as never, { deadline: 8_000 })
      if (!outcome.ok) expect(OUTCOMES[name] ?? ['crashed'], JSON.stringify(outcome.error)).toContain(outcome.error.class)
      else expect(HARMLESS).toContain(name)
      // The host goes on: the same plugin answers again, in a new process where the old one is gone.
      plugin.resume()
      await until(async () => (await ordinary(plugin)).ok)
      if (SURVIVED.includes(name)) expect(plugin.state().process).toBe(first)
      expect(plugin.usage().highestMemory).toBeLessThan(600 * 2 ** 20)
      expect(process.memoryUsage().rss - before).toBeLessThan(400 * 2 ** 20)
      expect(lines.length).toBeLessThan(10_000)
      expect(Object.keys(Object.prototype)).toEqual([])
      expect(({} as { polluted?: number }).polluted).toBeUndefined()
      expect(arena.damage()).toEqual([])
      await plugin.stop({ close: true })
    },
    120_000,
  )
})

async function until(check: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 200; turn++) {
    if (await check()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('it did not come to be')
}
