import type { Manifest } from '@shaotai/plugin'
import { checkBundle } from './check-bundle.ts'
import { checkManifest } from './check-manifest.ts'
import { finding, type Finding } from './finding.ts'
import type { OpenedPackage } from './open-package.ts'

/** Reads what the code itself declares, in a sandbox: `PluginHost.manifestOf`. Throws when it cannot be loaded. */
export type DeriveManifest = (bundle: string) => Promise<Manifest>
export type Plugged = { readonly manifest: unknown; readonly bundle: string; readonly files: ReadonlyMap<string, Uint8Array> }

/**
 * Everything an upload checks of what is in a package, and `shaotai plugin validate` and `pack` before it: the shape and sense of the
 * manifest, what in the bundle cannot run, and that the manifest is what the code declares.
 */
export async function validatePackage({ manifest, bundle, files }: OpenedPackage | Plugged, derive: DeriveManifest): Promise<Finding[]> {
  const still = [...checkManifest(manifest, [...files.keys()]), ...checkBundle(bundle)]
  return [...still, ...(await proveManifest(manifest, bundle, derive))]
}

async function proveManifest(packed: unknown, bundle: string, derive: DeriveManifest): Promise<Finding[]> {
  let derived: Manifest
  try {
    derived = await derive(bundle)
  } catch (error) {
    return [finding('manifest-unproved', 'plugin.js', { reason: (error as Error).message })]
  }
  return firstDifferences(packed, derived, 'manifest.json')
}

/** Where two JSON values differ, at most ten places. */
function firstDifferences(packed: unknown, derived: unknown, place: string): Finding[] {
  if (isObject(packed) && isObject(derived)) {
    const keys = new Set([...Object.keys(packed), ...Object.keys(derived)])
    return [...keys]
      .flatMap((key) => firstDifferences(own(packed, key), own(derived, key), `${place}${place === 'manifest.json' ? ' › ' : '.'}${key}`))
      .slice(0, 10)
  }
  const [left, right] = [JSON.stringify(packed) ?? '（无 nothing）', JSON.stringify(derived) ?? '（无 nothing）']
  return left === right ? [] : [finding('manifest-lies', place, { packed: left.slice(0, 120), derived: right.slice(0, 120) })]
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function own(value: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined
}
