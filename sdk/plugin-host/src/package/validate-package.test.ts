import type { Manifest } from '@shaotai/plugin'
import { describe, expect, it } from 'vitest'
import { BUNDLE, MANIFEST } from './a-package.fixture.ts'
import { checkBundle } from './check-bundle.ts'
import { checkManifest } from './check-manifest.ts'
import { validatePackage } from './validate-package.ts'

const PAGES = ['ui/grid.html']
const found = (manifest: unknown, pages = PAGES) => checkManifest(manifest, pages).map(({ code, place }) => `${code} ${place}`)
const { contributions, egress } = MANIFEST
const gateway = egress['gateway'] as Manifest['egress'][string]

describe('a manifest', () => {
  it('without fault', () => {
    expect(found(MANIFEST)).toEqual([])
  })

  it.each<[what: string, change: object, findings: string[]]>([
    ['of no shape', { permissions: 'all' }, ['manifest-shape manifest.json › permissions']],
    ['with a permission nobody knows', { permissions: ['cases:delete'] }, ['manifest-shape manifest.json › permissions.0']],
    ['with an id that is none', { id: 'sms' }, ['manifest-shape manifest.json › id']],
    ['of another protocol', { api: 'shaotai/9' }, ['manifest-shape manifest.json › api']],
    [
      'that asks for more memory than there is',
      { limits: { ...MANIFEST.limits, heap: 99_999 } },
      ['manifest-shape manifest.json › limits.heap'],
    ],
    [
      'whose endpoint has no field',
      { egress: { gateway: { ...gateway, from: 'nowhere' } } },
      ['unknown-field manifest.json › egress.gateway.from'],
    ],
    [
      'whose endpoint is a secret',
      { egress: { gateway: { ...gateway, from: 'key' } } },
      ['not-an-endpoint manifest.json › egress.gateway.from'],
    ],
    [
      'whose endpoint sends what is no secret',
      { egress: { gateway: { ...gateway, secrets: ['day'] } } },
      ['not-a-secret manifest.json › egress.gateway'],
    ],
    ['that hides a secret', { secrets: [] }, ['not-a-secret manifest.json › secrets', 'not-a-secret manifest.json › egress.gateway']],
    [
      'that sends personal data nowhere it declares',
      { personalData: { phone: { to: ['elsewhere'], purpose: 'x' } } },
      ['unknown-endpoint manifest.json › personalData.phone'],
    ],
    [
      'that keeps personal data',
      { personalData: { phone: { to: [], purpose: 'x' } } },
      ['personal-data-without-endpoint manifest.json › personalData.phone'],
    ],
    [
      'with an intake that may create nothing and asks nobody',
      { contributions: { ...contributions, intake: [{ id: 'a', title: { zh: 'a' }, source: 'a' }] } },
      ['permission-missing manifest.json › contributions.intake.a', 'intake-without-source manifest.json › contributions.intake.a'],
    ],
    [
      'with an empty calendar',
      { contributions: { ...contributions, calendars: [{ id: 'c', title: { zh: 'c' }, year: false, read: false }] } },
      ['calendar-empty manifest.json › contributions.calendars.c'],
    ],
    [
      'with a schedule that never comes',
      { contributions: { ...contributions, schedules: [{ id: 's', title: { zh: 's' }, timeout: 1000 }] } },
      ['schedule-without-time manifest.json › contributions.schedules.s'],
    ],
    ['that does nothing', { contributions: { ...contributions, events: [], fields: [] } }, ['nothing-to-do manifest.json › contributions']],
    [
      'with a field no form draws',
      { config: { ...MANIFEST.config, properties: { ...(MANIFEST.config['properties'] as object), x: { type: 'colour' } } } },
      ['config-field manifest.json › config.x'],
    ],
    [
      'without health and description',
      { health: false, description: undefined },
      ['no-health manifest.json', 'no-description manifest.json'],
    ],
  ])('%s', (_, change, findings) => {
    expect(found(JSON.parse(JSON.stringify({ ...MANIFEST, ...change })))).toEqual(findings)
  })

  it('whose page is not in the package', () => {
    expect(found(MANIFEST, [])).toEqual(['unknown-page manifest.json › contributions.fields.grid'])
  })

  it.each([[null], ['text'], [[]], [{}]])('that is %j', (value) => {
    expect(found(value).length).toBeGreaterThan(0)
  })
})

describe('a bundle', () => {
  it.each<[what: string, code: string, findings: string[]]>([
    ['computes', `const { createHash } = require("node:crypto"); require('util/types')`, []],
    ['reads files', `"use strict";\nvar fs = require("node:fs/promises");`, ['denied-module plugin.js:2']],
    ['opens sockets', `require('net')`, ['denied-module plugin.js:1']],
    ['loads files', `import("./other.js")`, ['eval-import plugin.js:1']],
    ['only talks of it', `log("never require a file"); mod.require("fs2x"); x.import("./a")`, []],
  ])('%s', (_, code, findings) => {
    expect(checkBundle(code).map(({ code: name, place }) => `${name} ${place}`)).toEqual(findings)
  })

  it('says what to use instead', () => {
    expect(checkBundle(`require("node:fs")`)).toMatchObject([
      { zh: expect.stringContaining('数据放 kv'), en: expect.stringContaining('keep data in kv') },
    ])
  })
})

describe('a package', () => {
  const files = new Map(PAGES.map((name) => [name, new Uint8Array()]))
  const validate = (derive: () => Promise<Manifest>) => validatePackage({ manifest: MANIFEST, bundle: BUNDLE, files }, derive)

  it('whose manifest is what the code declares', async () => {
    expect(await validate(async () => structuredClone(MANIFEST))).toEqual([])
  })

  it('whose manifest lies', async () => {
    const honest = { ...MANIFEST, permissions: ['cases:read', 'cases:note'] as const, egress: {} }
    expect(await validate(async () => honest)).toMatchObject([
      { code: 'manifest-lies', place: 'manifest.json › egress.gateway', zh: expect.stringContaining('代码里是 （无 nothing）') },
      { code: 'manifest-lies', place: 'manifest.json › permissions.0', en: expect.stringContaining('"cases:read"') },
      { code: 'manifest-lies', place: 'manifest.json › permissions.1' },
    ])
  })

  it('whose code cannot be loaded', async () => {
    expect(await validate(() => Promise.reject(new Error('x is not defined')))).toMatchObject([
      { code: 'manifest-unproved', zh: expect.stringContaining('x is not defined') },
    ])
  })
})
