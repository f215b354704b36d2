import { afterAll, describe, expect, it } from 'vitest'
import type { IsolationMeasure, PluginHost } from '../host.ts'
import { openPluginHost } from '../open-host.ts'

const hosts: PluginHost[] = []
const host = (without: readonly IsolationMeasure[] = []) => {
  const opened = openPluginHost({ without })
  hosts.push(opened)
  return opened
}
afterAll(() => Promise.all(hosts.map((one) => one.stop())))

/** What Node denies by itself on every machine. */
const BY_NODE = [
  'read-file',
  'write-file',
  'environment',
  'tcp',
  'fetch',
  'unix-socket',
  'udp',
  'listen',
  'other-process',
  'worker',
  'inspector',
  'sqlite',
  'native-code',
]

describe('the probe', () => {
  it('says what held on this machine, whatever the machine is', async () => {
    const { level, attempts, used, missing, node } = await host().isolation()
    console.log(
      `isolation here: ${level}; used ${used.join(', ')}; missing ${missing.map(({ measure, reason }) => `${measure} (${reason})`).join(', ') || 'nothing'}`,
    )
    expect(node).toBe(process.versions.node)
    expect(attempts.filter(({ contained, attack }) => !contained && BY_NODE.includes(attack))).toEqual([])
    // The highest level is claimed exactly when everything was there and everything was stopped.
    const all =
      (['network-namespace', 'memory-limit'] as const).every((measure) => used.includes(measure)) &&
      attempts.every(({ contained }) => contained)
    expect(level).toBe(all ? 'L3' : 'L2')
    expect(new Set([...used, ...missing.map(({ measure }) => measure)]).size).toBe(6)
  }, 60_000)

  it('says so when the system gives nothing: Node alone is the second level, and memory is left to the watchdog', async () => {
    const { level, attempts, used, missing } = await host([
      'memory-limit',
      'network-namespace',
      'own-user',
      'no-new-privileges',
      'no-capabilities',
    ]).isolation()
    expect(level).toBe('L2')
    expect(used).toEqual(['permission'])
    expect(missing).toHaveLength(5)
    expect(attempts.find(({ attack }) => attack === 'memory')).toMatchObject({ contained: false, how: 'not contained' })
    expect(attempts.filter(({ contained, attack }) => !contained && BY_NODE.includes(attack))).toEqual([])
  }, 60_000)

  it.each<[measure: IsolationMeasure]>([['network-namespace'], ['memory-limit']])(
    'without %s is not the highest level',
    async (measure) => {
      const { level, missing } = await host([measure]).isolation()
      expect(level).toBe('L2')
      expect(missing.map((one) => one.measure)).toContain(measure)
    },
    60_000,
  )
})
