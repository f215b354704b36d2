import type { Kv } from '../context.ts'
import type { Effect } from '../protocol/effect.ts'
import type { HostPort } from '../protocol/port.ts'
import { milliseconds } from '../schema/duration.ts'

/** The plugin's data, with the writes of this call laid over what is stored: a handler reads what it wrote. */
export function kvOf(port: HostPort, effects: Effect[]): Kv {
  const written = new Map<string, unknown>()
  const entry = async (key: string) => {
    if (written.has(key)) return { value: written.get(key), version: -1 }
    const { value, version } = await port.ask('kv.get', { key: keyOf(key) })
    return { value, version }
  }
  return {
    entry: entry as Kv['entry'],
    get: async <T>(key: string) => (await entry(key)).value as T | undefined,
    list: async (prefix, limit = 100) => {
      const stored = await port.ask('kv.list', { prefix, limit: limit + written.size })
      const keys = new Set(stored)
      for (const [key, value] of written) {
        if (!key.startsWith(prefix)) continue
        if (value === undefined) keys.delete(key)
        else keys.add(key)
      }
      return [...keys].sort().slice(0, limit)
    },
    set: async (key, value, { ttl, ifVersion } = {}) => {
      if (value === undefined) throw new TypeError('kv.set keeps JSON values; delete a key with kv.delete')
      const kept: unknown = JSON.parse(JSON.stringify(value))
      written.set(keyOf(key), kept)
      effects.push({
        kind: 'kv.set',
        key,
        value: kept,
        ...(ttl !== undefined && { ttl: milliseconds(ttl) }),
        ...(ifVersion !== undefined && { ifVersion }),
      })
    },
    delete: async (key) => {
      written.set(keyOf(key), undefined)
      effects.push({ kind: 'kv.delete', key })
    },
  }
}

function keyOf(key: string): string {
  if (typeof key !== 'string' || key.length === 0 || key.length > 256) throw new TypeError('A key of kv has 1 to 256 characters')
  return key
}
