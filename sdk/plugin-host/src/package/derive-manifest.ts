import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Manifest } from '@shaotai/plugin'
import type { PluginHost } from '../host.ts'

/** Reads in a sandbox what the code of a bundle declares. Throws when it cannot be loaded. */
export function deriveManifestWith(host: Pick<PluginHost, 'manifestOf'>): (code: string) => Promise<Manifest> {
  return async (code) => {
    const folder = await mkdtemp(join(tmpdir(), 'shaotai-manifest-'))
    try {
      const file = join(folder, 'plugin.js')
      await writeFile(file, code)
      return await host.manifestOf(file)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}
