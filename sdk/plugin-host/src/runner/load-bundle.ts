import { compileFunction } from 'node:vm'
import { PLUGIN, type PluginDefinition } from '@shaotai/plugin/protocol'
import { moduleFor } from './guard.ts'

/** Runs the bundle, one CommonJS file, and gives what it exports. `import()` and `require` of files do not exist for it. */
export function loadBundle(source: string): { readonly [PLUGIN]: PluginDefinition } {
  const bundle: { exports: Record<PropertyKey, unknown> } = { exports: {} }
  const run = compileFunction(source, ['module', 'exports', 'require'], { filename: 'plugin.js' }) as (...given: unknown[]) => void
  run(bundle, bundle.exports, moduleFor)
  const exported = bundle.exports[PLUGIN] ? bundle.exports : (bundle.exports['default'] as Record<PropertyKey, unknown> | undefined)
  if (typeof exported !== 'object' || exported === null || !exported[PLUGIN])
    throw new Error('The bundle exports no plugin: write `export default definePlugin({ … })`')
  return exported as { readonly [PLUGIN]: PluginDefinition }
}
