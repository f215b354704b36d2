import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Manifest } from '@shaotai/plugin'
import { bundlePlugin } from '../bundle/bundle-plugin.ts'
import type { HostedPlugin, Incident, LogLine, OpenOptions, PluginHost } from '../host.ts'
import { openPluginHost, type HostSetup } from '../open-host.ts'

const HERE = dirname(fileURLToPath(import.meta.url))
let bundle = ''
const hosts: PluginHost[] = []
const asked: { url: string; key: unknown }[] = []
const peer = createServer((request, response) => {
  asked.push({ url: request.url ?? '', key: request.headers['x-key'] })
  response.setHeader('content-type', 'application/json').end('{"hello":"世界"}')
})
let address = ''
beforeAll(async () => {
  bundle = (await bundlePlugin(join(HERE, 'moody-plugin.fixture.ts'), { conditions: ['@shaotai/source'] })).code
  await once(peer.listen(0, '127.0.0.1'), 'listening')
  address = `http://127.0.0.1:${(peer.address() as AddressInfo).port}`
}, 60_000)
afterEach(() => Promise.all(hosts.splice(0).map((host) => host.stop())))
afterAll(() => {
  peer.closeAllConnections()
  peer.close()
})

type Moody = { plugin: HostedPlugin; incidents: Incident[]; lines: LogLine[]; host: PluginHost; manifest: Manifest }

async function open(timing: HostSetup['timing'] = {}, more: Partial<OpenOptions> = {}, setup: HostSetup = {}): Promise<Moody> {
  const incidents: Incident[] = []
  const lines: LogLine[] = []
  const host = openPluginHost({ timing: { firstBackOff: 1, longestBackOff: 1, ...timing }, ...setup })
  hosts.push(host)
  const manifest = await host.manifestOf(bundle)
  const plugin = host.open({
    bundle,
    manifest,
    config: { peer: address },
    secrets: { key: 'the-secret-key' },
    county: { id: 'c', name: '某县', offset: '+08:00' },
    approved: ['127.0.0.1'],
    services: {
      kv: { get: async (key) => ({ value: `stored ${key}`, version: 3 }), list: async () => ['b'] },
      incident: (incident) => void incidents.push(incident),
      log: (line) => void lines.push(line),
    },
    ...more,
  })
  return { plugin, incidents, lines, host, manifest }
}

/** Asks the moody plugin to be in a mood. */
const feel = (plugin: HostedPlugin, mood: string, deadline = 20_000) =>
  plugin.call('action.run', { case: {}, user: {}, input: { mood } } as never, { contribution: 'feel', deadline })
const ask = (plugin: HostedPlugin) => plugin.call('field.check', { values: ['a'] }, { contribution: 'code' })

async function until(check: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 400; turn++) {
    if (await check()) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('it did not come to be')
}

describe('a plugin', () => {
  it('runs only when something is asked of it, calls its peer, keeps its secret, and says what it did', async () => {
    const { plugin, lines } = await open()
    expect(plugin.state().status).toBe('idle')
    const outcome = await feel(plugin, 'busy')
    expect(outcome).toEqual({
      ok: true,
      value: { toast: '世界 stored a' },
      effects: [{ kind: 'kv.set', key: 'b', value: 1 }],
    })
    expect(asked.at(-1)).toEqual({ url: '/hello', key: 'the-secret-key' })
    expect(lines).toMatchObject([
      { plugin: 'cn.acme.moody', level: 'info', message: 'busy', fields: { a: 1 }, contribution: 'action:feel' },
      { level: 'info', message: 'printed 1' },
    ])
    expect(plugin.state()).toMatchObject({ status: 'running', crashes: 0, open: {} })
    expect(plugin.usage()).toMatchObject({ calls: 1, failed: 0, requests: 1, logLines: 2, starts: 1 })
  })

  it('reaches its peer by fetch alike, and nobody else', async () => {
    const { plugin, incidents } = await open()
    expect(await feel(plugin, 'fetching')).toMatchObject({ ok: true, value: { toast: '200 世界' } })
    expect(await feel(plugin, 'wandering')).toMatchObject({ ok: false, error: { class: 'reject', name: 'EgressError' } })
    expect(incidents).toMatchObject([{ kind: 'denied', plugin: 'cn.acme.moody' }])
  })

  it.each([
    ['fs', 'a plugin has no files'],
    ['net', 'a plugin has no sockets'],
    ['left-pad', 'bundle it'],
  ])('is told what to do instead of %s', async (module, words) => {
    const { plugin } = await open()
    expect(await feel(plugin, `require ${module}`)).toMatchObject({
      ok: false,
      error: { class: 'fault', message: expect.stringContaining(words) },
    })
  })

  it('answers many at once, and more than it takes at once', async () => {
    const { plugin } = await open()
    const outcomes = await Promise.all(Array.from({ length: 200 }, () => feel(plugin, 'slow')))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(200)
    expect(plugin.usage().starts).toBe(1)
  })

  it('is refused calls beyond what may wait', async () => {
    const { plugin } = await open()
    const outcomes = await Promise.all(Array.from({ length: 400 }, () => feel(plugin, 'slow')))
    const refused = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error.class]))
    expect(new Set(refused)).toEqual(new Set(['unavailable']))
    expect(refused).toHaveLength(400 - 64 - 256)
  })

  it('is stopped when nothing was asked for a while, and started again', async () => {
    const { plugin } = await open({ idle: 50 })
    await ask(plugin)
    await until(() => plugin.state().status === 'idle')
    expect(await ask(plugin)).toMatchObject({ ok: true })
    expect(plugin.usage()).toMatchObject({ starts: 2, crashes: 0 })
  })

  it('that does not answer in time fails that call alone, and its signal says so', async () => {
    const { plugin, lines } = await open()
    await ask(plugin)
    const [late, fine] = await Promise.all([feel(plugin, 'patient', 200), ask(plugin)])
    expect(late).toMatchObject({ ok: false, error: { class: 'timeout' } })
    expect(fine).toMatchObject({ ok: true })
    await until(() => lines.some(({ message }) => message === 'aborted'))
    expect(plugin.usage().starts).toBe(1)
  })

  it('that leaves many calls unanswered is replaced', async () => {
    const { plugin } = await open({ abandoned: 3 })
    await ask(plugin)
    await Promise.all([1, 2, 3].map(() => feel(plugin, 'absent', 100)))
    expect(await ask(plugin)).toMatchObject({ ok: true })
    expect(plugin.usage()).toMatchObject({ starts: 2 })
  })

  it('that is given up by who asked aborts', async () => {
    const { plugin } = await open()
    const controller = new AbortController()
    const call = plugin.call('action.run', { case: {}, user: {}, input: { mood: 'patient' } } as never, {
      contribution: 'feel',
      signal: controller.signal,
    })
    setTimeout(() => controller.abort(), 300)
    expect(await call).toMatchObject({ ok: false, error: { class: 'timeout', message: expect.stringContaining('given up') } })
  })

  it('that hangs is killed and replaced; the administrator hears why', async () => {
    const { plugin, incidents } = await open({ ping: 200, missedPings: 5 })
    expect(await feel(plugin, 'looping')).toMatchObject({ ok: false, error: { class: 'crashed' } })
    expect(incidents).toMatchObject([{ kind: 'hang', contribution: 'action:feel' }])
    await until(async () => (await ask(plugin)).ok)
  })

  it('that grows beyond its limit is ended by the watchdog where the system sets no limit', async () => {
    const { plugin, incidents } = await open({ memory: 20 }, {}, { without: ['memory-limit'] })
    const outcome = await feel(plugin, 'growing')
    expect(outcome).toMatchObject({ ok: false, error: { class: 'crashed', message: expect.stringMatching(/MB are its limit/) } })
    expect(incidents).toMatchObject([{ kind: 'memory' }])
    expect(plugin.usage().highestMemory).toBeGreaterThan(128 * 2 ** 20)
  })
})

describe('a plugin that crashes', () => {
  it('waits longer each time before it is started again', async () => {
    let now = 1_000_000
    const { plugin } = await open({ firstBackOff: 1_000, longestBackOff: 4_000, crashes: 100 }, { services: { now: () => now } })
    const waits: number[] = []
    for (let turn = 0; turn < 4; turn++) {
      expect(await feel(plugin, 'dying')).toMatchObject({ ok: false, error: { class: 'crashed' } })
      const refused = await ask(plugin)
      if (!refused.ok) waits.push(refused.error.after ?? 0)
      expect(refused).toMatchObject({ ok: false, error: { class: 'unavailable' } })
      now += waits.at(-1) ?? 0
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 4_000])
  })

  it('again and again keeps that contribution away, and that one only', async () => {
    let now = 1_000_000
    const incidents: Incident[] = []
    const { plugin } = await open(
      { crashes: 3, breaker: 60_000 },
      { services: { now: () => now, incident: (incident) => void incidents.push(incident) } },
    )
    for (let turn = 0; turn < 3; turn++) {
      expect(await feel(plugin, 'dying')).toMatchObject({ ok: false, error: { class: 'crashed' } })
      now += 10
    }
    expect(await feel(plugin, 'calm')).toMatchObject({
      ok: false,
      error: { class: 'unavailable', message: expect.stringContaining('repeated crashes') },
    })
    expect(await ask(plugin)).toMatchObject({ ok: true })
    expect(plugin.state().open).toEqual({ 'action:feel': expect.stringContaining('ended') })
    expect(incidents.map(({ kind }) => kind)).toEqual(['crash', 'crash', 'crash', 'breaker'])
    now += 60_000
    expect(await feel(plugin, 'calm')).toMatchObject({ ok: true })
    expect(plugin.state().open).toEqual({})
  })

  it('is let in again when the administrator says so', async () => {
    const { plugin } = await open({ crashes: 1, breaker: 600_000 })
    await feel(plugin, 'dying')
    expect(await feel(plugin, 'calm')).toMatchObject({ ok: false, error: { class: 'unavailable' } })
    plugin.resume()
    expect(await feel(plugin, 'calm')).toMatchObject({ ok: true })
  })

  it('says its own last words', async () => {
    const { plugin, incidents } = await open()
    expect(await feel(plugin, 'throwing later')).toMatchObject({
      ok: false,
      error: { class: 'crashed', message: 'later than anybody waits' },
    })
    expect(incidents).toMatchObject([{ kind: 'crash', contribution: 'action:feel' }])
  })
})

describe('a bundle', () => {
  it.each([
    ['is no plugin', 'module.exports = {}', 'exports no plugin'],
    ['does not parse', 'this is (', 'Unexpected'],
    ['throws while it is loaded', 'throw new Error("not today")', 'not today'],
    ['wants a module it may not have', 'require("fs")', 'no files'],
    ['is empty', '', 'exports no plugin'],
    ['is only a path', '/etc/passwd', 'not its path'],
  ])('that %s is refused with its reason', async (_, code, reason) => {
    const { host } = await open()
    await expect(host.manifestOf(code)).rejects.toThrow(reason)
  })

  it('that never finishes loading is given up', async () => {
    const { host } = await open({ start: 1_500 })
    await expect(host.manifestOf('for (;;);')).rejects.toThrow(/not ready|did not answer/)
  })

  it('whose code declares another manifest than was installed does not run', async () => {
    const { host, manifest } = await open()
    const incidents: Incident[] = []
    const lying = host.open({
      bundle,
      manifest: { ...manifest, permissions: ['cases:read'] },
      config: {},
      secrets: {},
      county: { id: 'c', name: '某县', offset: '+08:00' },
      services: { incident: (incident) => void incidents.push(incident) },
    })
    expect(await ask(lying)).toMatchObject({
      ok: false,
      error: { class: 'unavailable', message: expect.stringContaining('another manifest') },
    })
    expect(lying.state().status).toBe('broken')
    await until(() => incidents.length > 0)
    expect(incidents).toMatchObject([{ kind: 'load' }])
  })
})
