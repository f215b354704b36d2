import { definePlugin, t, type Permission } from '@shaotai/plugin'
import { PLUGIN } from '@shaotai/plugin/protocol'
import { describe, expect, it } from 'vitest'
import {
  askingOf,
  decideAct,
  decideApproval,
  decideUpload,
  stateAfterSwitch,
  waitingFor,
  type Installed,
  type Version,
} from './decide-lifecycle.ts'

const aVersion = (version: string, permissions: Permission[] = ['cases:read'], more: Partial<Version> = {}): Version => ({
  hash: `hash of ${version}`,
  manifest: definePlugin({
    id: 'cn.acme.a',
    version,
    api: 'shaotai/1',
    vendor: 'acme',
    title: '甲',
    permissions,
    config: t.object({ address: t.optional(t.string()) }),
  })[PLUGIN].manifest(),
  signedBy: 'the vendor',
  uploadedBy: 'admin',
  ...more,
})
const anInstalled = (more: Partial<Installed> = {}): Installed => ({
  state: 'enabled',
  current: aVersion('1.1.0'),
  configured: true,
  ...more,
})
const codeOf = (result: { ok: boolean; error?: { code: string }; value?: unknown }) => (result.ok ? result.value : result.error?.code)

describe('an upload', () => {
  it.each<[name: string, installed: Installed | undefined, next: Version, expected: string]>([
    ['the first time', undefined, aVersion('1.0.0'), 'install'],
    ['before anything was approved', anInstalled({ state: 'installed' }), aVersion('1.0.0'), 'replace'],
    ['of the same version', anInstalled(), aVersion('1.1.0'), 'plugin.version-known'],
    ['of the same version with other content', anInstalled(), aVersion('1.1.0', ['cases:read'], { hash: 'other' }), 'plugin.version-known'],
    ['of an older one', anInstalled(), aVersion('1.0.9'), 'plugin.version-older'],
    ['that asks for nothing new', anInstalled(), aVersion('1.2.0'), 'switch'],
    ['that asks for less', anInstalled(), aVersion('1.2.0', []), 'switch'],
    ['with another permission', anInstalled(), aVersion('1.2.0', ['cases:read', 'cases:create']), 'wait'],
    ['without the signature it had', anInstalled(), aVersion('1.2.0', ['cases:read'], { signedBy: undefined }), 'wait'],
    ['signed by another key', anInstalled(), aVersion('1.2.0', ['cases:read'], { signedBy: 'a stranger' }), 'wait'],
    [
      'signed for the first time',
      anInstalled({ current: aVersion('1.1.0', ['cases:read'], { signedBy: undefined }) }),
      aVersion('1.2.0'),
      'switch',
    ],
  ])('%s', (_name, installed, next, expected) => {
    expect(codeOf(decideUpload(installed, next))).toBe(expected)
  })
})

describe('an approval', () => {
  const waiting = aVersion('1.2.0', ['cases:read', 'cases:create'])
  const asked = (installed: Installed, by: string, otherApprovers: number, hash = waiting.hash) =>
    codeOf(decideApproval(installed, { hash, by, otherApprovers }))

  it('is given by another person where there is one', () => {
    const installed = anInstalled({ waiting })
    expect(asked(installed, 'reviewer', 1)).toBe(waiting)
    expect(asked(installed, 'admin', 1)).toBe('plugin.approve-own')
    expect(asked(installed, 'admin', 0)).toBe(waiting)
  })

  it('is of exactly what was read', () => {
    expect(asked(anInstalled({ waiting }), 'reviewer', 1, 'hash of 1.1.0')).toBe('plugin.changed-since')
    expect(asked(anInstalled(), 'reviewer', 1)).toBe('plugin.nothing-to-approve')
  })

  it('reads all of a first version and the difference of a later one', () => {
    const first = waitingFor(anInstalled({ state: 'installed' }))
    expect(first?.asking).toMatchObject({ needsApproval: true, lessTrusted: false })
    expect(first?.asking.changes.map(({ of }) => of)).toEqual(['cases:read'])
    expect(waitingFor(anInstalled({ waiting }))?.asking.changes.map(({ of }) => of)).toEqual(['cases:create'])
    expect(waitingFor(anInstalled())).toBeUndefined()
    expect(askingOf(waiting, { ...waiting, signedBy: undefined })).toMatchObject({ changes: [], lessTrusted: true, needsApproval: true })
  })
})

describe('an act on a plugin', () => {
  it.each([
    ['configure', anInstalled({ state: 'installed' }), 'plugin.not-approved'],
    ['configure', anInstalled(), 'enabled'],
    ['enable', anInstalled({ state: 'installed' }), 'plugin.not-approved'],
    ['enable', anInstalled({ state: 'approved', configured: false }), 'plugin.not-configured'],
    ['enable', anInstalled({ state: 'disabled' }), 'enabled'],
    ['disable', anInstalled(), 'disabled'],
    ['disable', anInstalled({ state: 'approved' }), 'plugin.not-enabled'],
    ['roll-back', anInstalled(), 'plugin.no-previous'],
    ['roll-back', anInstalled({ previous: aVersion('1.0.0') }), 'enabled'],
    ['uninstall', anInstalled(), 'plugin.still-enabled'],
    ['uninstall', anInstalled({ state: 'disabled' }), 'removed'],
    ['uninstall', anInstalled({ state: 'installed' }), 'removed'],
  ] as const)('%s', (act, installed, expected) => {
    expect(codeOf(decideAct(installed, act))).toBe(expected)
  })

  it('leaves what runs running after an upgrade, unless its configuration no longer fits', () => {
    expect(stateAfterSwitch('installed', false)).toBe('approved')
    expect(stateAfterSwitch('enabled', true)).toBe('enabled')
    expect(stateAfterSwitch('enabled', false)).toBe('disabled')
    expect(stateAfterSwitch('disabled', true)).toBe('disabled')
  })
})
