import { fail, ok, refuse, type Result } from '@shaotai/core'
import { compareVersions, diffManifest, type Manifest, type ManifestChange } from '@shaotai/plugin'
import type { InstallationState } from '../../platform/db/plugin-tables.ts'

/** One version of a plugin as a county has it. */
export type Version = {
  readonly hash: string
  readonly manifest: Manifest
  /** Fingerprint of the vendor's key; undefined without a signature. */
  readonly signedBy: string | undefined
  /** Who brought it: somebody else approves it, where the county has somebody else. */
  readonly uploadedBy: string
}

/** A plugin in a county, as far as its life depends on it. */
export type Installed = {
  readonly state: InstallationState
  readonly current: Version
  /** A newer version that asks for more and waits for approval. */
  readonly waiting?: Version | undefined
  readonly previous?: Version | undefined
  /** The configuration fits and passed the plugin's own test. */
  readonly configured: boolean
}

/** What a version asks beyond what was approved, and whether it is signed by the hand that was trusted. */
export type Asking = { readonly changes: readonly ManifestChange[]; readonly lessTrusted: boolean; readonly needsApproval: boolean }

/** What approving would allow: all of it for the first version, the difference for a later one. */
export function askingOf(approved: Version | undefined, next: Version): Asking {
  const changes = diffManifest(approved?.manifest, next.manifest)
  const lessTrusted = approved?.signedBy !== undefined && next.signedBy !== approved.signedBy
  return { changes, lessTrusted, needsApproval: approved === undefined || lessTrusted || changes.some((one) => one.needsApproval) }
}

/** What waits for approval, and against what it is read. */
export function waitingFor({ state, current, waiting }: Installed): { readonly version: Version; readonly asking: Asking } | undefined {
  if (waiting) return { version: waiting, asking: askingOf(state === 'installed' ? undefined : current, waiting) }
  return state === 'installed' ? { version: current, asking: askingOf(undefined, current) } : undefined
}

/** Where an uploaded version goes: `install` and `replace` wait for their first approval, `wait` for another one, `switch` runs at once. */
export type UploadDecision = 'install' | 'replace' | 'wait' | 'switch'

/** Decides an upload. Refusals: `plugin.version-known`, `plugin.version-older`. */
export function decideUpload(installed: Installed | undefined, next: Version): Result<UploadDecision> {
  if (!installed) return ok('install')
  const { state, current } = installed
  const [running, uploaded] = [current.manifest.version, next.manifest.version]
  if (state === 'installed') return ok('replace')
  if (next.hash === current.hash || uploaded === running) return fail(refuse('plugin.version-known', { version: uploaded }))
  if (compareVersions(uploaded, running) < 0) return fail(refuse('plugin.version-older', { current: running, version: uploaded }))
  return ok(askingOf(current, next).needsApproval ? 'wait' : 'switch')
}

/**
 * Decides an approval of exactly what was read. `otherApprovers` counts those who could approve besides who uploaded it: with nobody else a
 * county of one administrator goes on. Refusals: `plugin.nothing-to-approve`, `plugin.changed-since`, `plugin.approve-own`.
 */
export function decideApproval(
  installed: Installed,
  { hash, by, otherApprovers }: { readonly hash: string; readonly by: string; readonly otherApprovers: number },
): Result<Version> {
  const waits = waitingFor(installed)
  if (!waits) return fail(refuse('plugin.nothing-to-approve'))
  if (waits.version.hash !== hash) return fail(refuse('plugin.changed-since'))
  if (waits.version.uploadedBy === by && otherApprovers > 0) return fail(refuse('plugin.approve-own'))
  return ok(waits.version)
}

export type LifecycleAct = 'configure' | 'enable' | 'disable' | 'roll-back' | 'uninstall'

/**
 * The state after an act, or why not. Refusals: `plugin.not-approved`, `plugin.not-configured`, `plugin.not-enabled`, `plugin.no-previous`,
 * `plugin.still-enabled`.
 */
export function decideAct({ state, configured, previous }: Installed, act: LifecycleAct): Result<InstallationState | 'removed'> {
  switch (act) {
    case 'configure':
      return state === 'installed' ? fail(refuse('plugin.not-approved')) : ok(state)
    case 'enable':
      if (state === 'installed') return fail(refuse('plugin.not-approved'))
      return configured ? ok('enabled') : fail(refuse('plugin.not-configured'))
    case 'disable':
      return state === 'enabled' ? ok('disabled') : fail(refuse('plugin.not-enabled'))
    case 'roll-back':
      return previous ? ok(state) : fail(refuse('plugin.no-previous'))
    case 'uninstall':
      return state === 'enabled' ? fail(refuse('plugin.still-enabled')) : ok('removed')
  }
}

/** The state of a plugin whose version changed: one that ran goes on if its configuration still fits, else it waits to be configured. */
export function stateAfterSwitch(state: InstallationState, configFits: boolean): InstallationState {
  if (state === 'installed') return 'approved'
  return state === 'enabled' && !configFits ? 'disabled' : state
}
