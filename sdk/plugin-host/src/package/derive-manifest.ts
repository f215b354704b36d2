import type { Manifest } from '@shaotai/plugin'
import type { PluginHost } from '../host.ts'

/** Reads in a sandbox what the code of a bundle declares. Throws when it cannot be loaded. */
export function deriveManifestWith(host: Pick<PluginHost, 'manifestOf'>): (code: string) => Promise<Manifest> {
  return (code) => host.manifestOf(code)
}
