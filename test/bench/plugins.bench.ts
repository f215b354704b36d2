import { createServer } from 'node:http'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPluginHost, type HostedPlugin, type PluginHost } from '@shaotai/plugin-host'
import { bundlePlugin } from '@shaotai/plugin-host/bundle'
import { describeRuns, median, ratio, report } from './report.ts'

/** As many as a large county has. */
const PLUGINS = 30

const folder = mkdtempSync(join(tmpdir(), 'shaotai-bench-plugins-'))
const source = join(folder, 'plugin.ts')
const sdk = new URL('../../sdk/plugin/src/index.ts', import.meta.url).pathname
writeFileSync(
  source,
  `import { definePlugin, t } from ${JSON.stringify(sdk)}
export default definePlugin({
  id: 'cn.acme.bench', version: '1.0.0', api: 'shaotai/1', vendor: 'acme', title: 'bench',
  config: t.object({ peer: t.endpoint({ lan: true }) }),
  egress: { peer: { from: 'config.peer', methods: ['GET'], purpose: 'bench' } },
  limits: { requests: 200 },
})
  .scoring('score', { title: 's', params: t.object({}), score: (fact) => ({ points: fact.case.length, reason: 'r' }) })
  .action('ask', { title: 'a', where: 'case.toolbar', run: async (_act, { http }) => {
    const began = performance.now()
    for (let i = 0; i < 20; i++) await http.peer.get('/')
    return { toast: String(performance.now() - began) }
  } })
  .action('loop', { title: 'l', where: 'case.toolbar', run: async () => { for (;;); } })
  .action('heap', { title: 'h', where: 'case.toolbar', run: async () => { const held = []; for (;;) held.push([held.length]) } })
  .action('flood', { title: 'f', where: 'case.toolbar', run: async (_act, { log }) => { for (let i = 0; i < 100000; i++) log.info('x'.repeat(1000)); return undefined } })
`,
)
// Two megabytes of code a plugin might really bring along: functions, so that they have to be read.
const ballast = Array.from(
  { length: 12_000 },
  (_, i) =>
    `function f${i}(a, b) { return a + b * ${i} + "a text that makes the function as long as functions are, ${i}" + (a > b ? f${Math.max(0, i - 1)} : b); }`,
).join('\n')
const code = `${ballast}\n${(await bundlePlugin(source, { conditions: ['@shaotai/source'] })).code}`
const peer = createServer((_request, response) => response.setHeader('content-type', 'application/json').end('{"ok":true}'))
await once(peer.listen(0, '127.0.0.1'), 'listening')
const address = `http://127.0.0.1:${(peer.address() as AddressInfo).port}`

const host = openPluginHost({ timing: { firstBackOff: 1, longestBackOff: 1 } })
const { level, used } = await host.isolation()
report('isolation on this machine', `${level}: ${used.join(', ')}`)
report('bundle', `${(code.length / 2 ** 20).toFixed(1)} MB`)
const manifest = await host.manifestOf(code)
const open = (from: PluginHost = host): HostedPlugin =>
  from.open({
    bundle: code,
    manifest,
    config: { peer: address },
    secrets: {},
    county: { id: 'c', name: 'c', offset: '+08:00' },
    approved: ['127.0.0.1'],
    services: {},
  })
const fact = { kind: 'assignment', case: 'c', assignment: 'a', unit: 'u', town: 't', category: 'k' } as const
const score = (plugin: HostedPlugin) => plugin.call('scoring.score', { facts: [fact], params: {} }, { contribution: 'score' })
const act = (plugin: HostedPlugin, contribution: string, deadline = 30_000) =>
  plugin.call('action.run', { case: {}, user: {} } as never, { contribution, deadline })

const starts: number[] = []
const startProcessor: number[] = []
for (let turn = 0; turn < 15; turn++) {
  const plugin = open()
  const began = performance.now()
  const outcome = await score(plugin)
  starts.push(performance.now() - began)
  if (!outcome.ok) throw new Error(outcome.error.message)
  startProcessor.push(plugin.usage().processor)
  await plugin.stop({ close: true })
}
report('start to the first answer, p50 ms', describeRuns(starts))
report('  ratio to the 150 ms we are held to', ratio(median(starts), 150))
report('  processor time of it, ms', describeRuns(startProcessor))

const plugin = open()
for (let turn = 0; turn < 2000; turn++) await score(plugin)
const calls: number[] = []
for (let turn = 0; turn < 5000; turn++) {
  const began = performance.now()
  await score(plugin)
  calls.push(performance.now() - began)
}
const sorted = calls.toSorted((a, b) => a - b)
report('a call, one after the other, p50 / p99 ms', `${median(calls).toFixed(3)} / ${(sorted[4950] ?? 0).toFixed(3)}`)
report('  ratio to the 0.2 ms we are held to', ratio(median(calls), 0.2))
const began = performance.now()
for (let turn = 0; turn < 100; turn++) await Promise.all(Array.from({ length: 64 }, () => score(plugin)))
report('calls a second, 64 on their way', String(Math.round(6_400_000 / (performance.now() - began))))

// Limits of the plugin would be measured otherwise: pauses keep under its calls a second.
const brokered: number[] = []
const direct: number[] = []
for (let turn = 0; turn < 12; turn++) {
  const outcome = await act(plugin, 'ask')
  if (outcome.ok) brokered.push(Number(outcome.value?.toast) / 20)
  const before = performance.now()
  for (let i = 0; i < 20; i++) await (await fetch(address)).json()
  direct.push((performance.now() - before) / 20)
  await new Promise((resolve) => setTimeout(resolve, 200))
}
report('a call outside through the host, ms', median(brokered).toFixed(3))
report('the same by fetch in the host, ms', median(direct).toFixed(3))
report('  ratio', ratio(median(brokered), median(direct)))
await plugin.stop({ close: true })

// What a machine does to the host by itself comes first: only what exceeds it is the plugin's.
for (const violence of ['nothing', 'loop', 'heap', 'flood']) {
  const victim = open()
  await score(victim)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  if (violence === 'nothing') await new Promise((resolve) => setTimeout(resolve, 4_000))
  else await act(victim, violence, 6_000)
  delay.disable()
  report(`longest stall of the host while a plugin does: ${violence}, ms`, (delay.max / 1e6).toFixed(1))
  await victim.stop({ close: true })
}

const many = Array.from({ length: PLUGINS }, () => open())
const beganAll = performance.now()
await Promise.all(many.map(score))
report(`${PLUGINS} plugins up, ms`, (performance.now() - beganAll).toFixed(0))
await new Promise((resolve) => setTimeout(resolve, 2000))
const pss = many.map((one) => pssOf(one.state().process ?? 0))
report(`${PLUGINS} plugins, shared memory divided (PSS), MB`, (pss.reduce((sum, one) => sum + one, 0) / 1024).toFixed(0))
const processor = many.reduce((sum, one) => sum + one.usage().processor, 0)
await new Promise((resolve) => setTimeout(resolve, 5000))
report(
  'processor of all of them, idle, ms a second',
  ((many.reduce((sum, one) => sum + one.usage().processor, 0) - processor) / 5).toFixed(0),
)

await host.stop()
peer.closeAllConnections()
peer.close()
rmSync(folder, { recursive: true, force: true })

function pssOf(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
}
