import { build } from 'esbuild'

/** Makes one file of a program that runs inside a hardened process: modules of Node stay outside, everything else goes in. `replaced` puts files of a test in the place of imports. */
export async function buildProgram(entry: string, replaced: Readonly<Record<string, string>> = {}): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node26',
    conditions: import.meta.url.endsWith('.ts') ? ['@shaotai/source'] : [],
    plugins: [
      {
        name: 'replaced',
        setup: ({ onResolve }) =>
          onResolve({ filter: /./ }, ({ path }) => (Object.hasOwn(replaced, path) ? { path: replaced[path] } : undefined)),
      },
    ],
    legalComments: 'none',
    logLevel: 'silent',
    charset: 'utf8',
  })
  return outputFiles[0]?.text ?? ''
}
