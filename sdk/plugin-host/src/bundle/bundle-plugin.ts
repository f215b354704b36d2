import { build } from 'esbuild'

/** A plugin as one file. */
export type Bundle = {
  readonly code: string
  readonly map: string
  readonly warnings: readonly string[]
  readonly modules: readonly string[]
}

/**
 * Makes one CommonJS file of a plugin and everything it imports, as the runner reads it: browser builds of libraries, modules of Node left
 * as they are. Throws with the compiler's own words.
 */
export async function bundlePlugin(
  entry: string,
  options: { readonly minify?: boolean; readonly conditions?: readonly string[] } = {},
): Promise<Bundle> {
  const { outputFiles, warnings, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    outdir: 'out',
    format: 'cjs',
    platform: 'browser',
    target: 'node26',
    mainFields: ['browser', 'module', 'main'],
    conditions: [...(options.conditions ?? []), 'worker', 'browser', 'import'],
    external: ['node:*'],
    minify: options.minify ?? false,
    keepNames: true,
    legalComments: 'none',
    sourcemap: 'external',
    metafile: true,
    logLevel: 'silent',
    charset: 'utf8',
  })
  const named = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? ''
  return {
    code: named('.js'),
    map: named('.js.map'),
    warnings: warnings.map(({ text, location }) => (location ? `${location.file}:${location.line}: ${text}` : text)),
    modules: Object.keys(metafile.inputs),
  }
}
