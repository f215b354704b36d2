import { definePlugin, t } from '@shaotai/plugin'
import { PLUGIN } from '@shaotai/plugin/protocol'
import { describe, expect, it } from 'vitest'
import { checkAddresses, checkConfig } from './check-config.ts'
import { openSecret, sealSecret } from './secret-box.ts'

const manifest = definePlugin({
  id: 'cn.acme.a',
  version: '1.0.0',
  api: 'shaotai/1',
  vendor: 'acme',
  title: '甲',
  config: t.object({
    peer: t.endpoint({ title: '地址' }),
    key: t.secret(),
    areas: t.list(t.string({ pattern: '^\\d{9}$' })),
    level: t.int({ default: 2, min: 1, max: 4 }),
    note: t.optional(t.string()),
  }),
})[PLUGIN].manifest()
const good = { peer: 'https://a.example', areas: ['110105001'] }
const outcome = (config: Record<string, unknown>, secrets = ['key']) => {
  const checked = checkConfig(manifest, { config, secrets })
  return checked.ok ? checked.value : `${checked.error.code} ${checked.error.at ?? ''}`
}

describe('a configuration', () => {
  it.each([
    ['fits, defaults filled in', good, ['key'], { ...good, level: 2 }],
    ['without its secret', good, [], 'plugin.secret-missing /secrets/key'],
    ['with the secret among the plain fields', { ...good, key: 'x' }, ['key'], 'plugin.config /config/key'],
    ['with a field nobody declared', { ...good, other: 1 }, ['key'], 'plugin.config /config'],
    ['with a wrong value', { ...good, level: 9 }, ['key'], 'plugin.config /config/level'],
    ['against a pattern', { ...good, areas: ['x'] }, ['key'], 'plugin.config /config/areas/0'],
    ['with something missing', { areas: [] }, ['key'], 'plugin.config /config'],
  ])('%s', (_name, config, secrets, expected) => {
    expect(outcome(config, secrets)).toEqual(expected)
  })
})

describe('an address of an internal network', () => {
  it.each(['10.1.2.3', '192.168.4.0/24', '172.16.0.0/16', 'fd00:1::/48'])('may be %s', (address) => {
    expect(checkAddresses([address])).toEqual({ ok: true, value: [address] })
  })
  it.each([
    '127.0.0.1',
    '169.254.169.254',
    '0.0.0.0/0',
    '10.0.0.0/8',
    'localhost',
    '::1',
    'fe80::1',
    '10.1.2.3/24/8',
    '100.100.100.200',
    '',
  ])('is never %s', (address) => {
    expect(checkAddresses([address])).toMatchObject({ ok: false, error: { code: 'plugin.address' } })
  })
})

describe('a secret', () => {
  const keys = { auditKey: Buffer.alloc(32, 1), lookupKey: Buffer.alloc(32, 2) }
  const place = { county: 'T1', plugin: 'cn.acme.a', field: 'key' }

  it('opens where it was sealed and nowhere else', () => {
    const sealed = sealSecret(keys, place, '口令 pa55')
    expect(sealed).not.toContain('pa55')
    expect(openSecret(keys, place, sealed)).toBe('口令 pa55')
    expect(sealSecret(keys, place, '口令 pa55')).not.toBe(sealed)
    expect(() => openSecret(keys, { ...place, field: 'other' }, sealed)).toThrow()
    expect(() => openSecret(keys, { ...place, county: 'T2' }, sealed)).toThrow()
    expect(() => openSecret({ ...keys, lookupKey: Buffer.alloc(32, 3) }, place, sealed)).toThrow()
  })
})
