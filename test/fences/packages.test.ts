import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../support/root.ts'
import { readText, trackedFiles } from '../support/tracked-files.ts'

type Manifest = { name: string; license?: string } & Partial<
  Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>
>

const manifests = trackedFiles()
  .filter((path) => path === 'package.json' || path.endsWith('/package.json'))
  .map((path) => ({ path, manifest: JSON.parse(readText(path) ?? '{}') as Manifest }))

const dependencies = manifests.flatMap(({ path, manifest }) =>
  (['dependencies', 'devDependencies', 'optionalDependencies'] as const).flatMap((kind) =>
    Object.entries(manifest[kind] ?? {}).map(([name, version]) => ({ path, name, version })),
  ),
)

/** The directory a package of the console really lies in; with `through`, the copy that this other package of the console gets. */
function installed(name: string, through?: string): string {
  const own = join(root, 'console/node_modules')
  return realpathSync(
    join(through === undefined ? own : join(realpathSync(join(own, through)), ...through.split('/').map(() => '..')), name),
  )
}

describe('packages', () => {
  it('state exact versions', () => {
    const loose = dependencies.filter(
      ({ name, version }) => !(name.startsWith('@shaotai/') ? version === 'workspace:*' : /^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)),
    )
    expect(loose).toEqual([])
  })

  it('agree on the version of a dependency two of them share', () => {
    const versions = new Map<string, Set<string>>()
    for (const { name, version } of dependencies) versions.set(name, (versions.get(name) ?? new Set()).add(version))
    expect([...versions].filter(([, found]) => found.size > 1).map(([name]) => name)).toEqual([])
  })

  it('carry the licence of the project', () => {
    expect(manifests.filter(({ manifest }) => manifest.license !== 'Apache-2.0').map(({ path }) => path)).toEqual([])
  })

  it('depend on each other along the arrows only', () => {
    const arrows: Record<string, string[]> = {
      '@shaotai/core': [],
      '@shaotai/api': ['@shaotai/core', '@shaotai/plugin'],
      '@shaotai/office': ['@shaotai/core'],
      '@shaotai/plugin': [],
      '@shaotai/plugin-host': ['@shaotai/plugin'],
      '@shaotai/cli': ['@shaotai/api', '@shaotai/core', '@shaotai/office', '@shaotai/plugin', '@shaotai/plugin-host', '@shaotai/templates'],
      '@shaotai/server': ['@shaotai/api', '@shaotai/core', '@shaotai/plugin', '@shaotai/plugin-host', '@shaotai/templates'],
      '@shaotai/console': ['@shaotai/api', '@shaotai/core', '@shaotai/office', '@shaotai/plugin'],
      '@shaotai/templates': [],
    }
    for (const { manifest } of manifests.filter(({ manifest: { name } }) => name in arrows)) {
      const ours = Object.keys(manifest.dependencies ?? {}).filter((name) => name.startsWith('@shaotai/'))
      expect(
        ours.filter((name) => !arrows[manifest.name]?.includes(name)),
        manifest.name,
      ).toEqual([])
    }
    const dependenciesOf = (name: string) =>
      Object.keys(manifests.find(({ manifest }) => manifest.name === name)?.manifest.dependencies ?? {})
    expect(dependenciesOf('@shaotai/core')).toEqual(['typebox'])
    expect(dependenciesOf('@shaotai/plugin')).toEqual([])
  })

  it('of a plugin need the SDK and third parties only', () => {
    const plugins = manifests.filter(({ path }) => path.startsWith('plugins/'))
    const ours = plugins.flatMap(({ path, manifest }) =>
      Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
        .filter((name) => name.startsWith('@shaotai/') && name !== '@shaotai/plugin')
        .map((name) => `${path}: ${name}`),
    )
    expect(ours).toEqual([])
  })

  it('hold one antd, one React, one react-query', () => {
    for (const [name, through] of [
      ['antd', '@rjsf/antd'],
      ['react', '@rjsf/antd'],
      ['react', 'antd'],
      ['react', '@refinedev/core'],
      ['@tanstack/react-query', '@refinedev/core'],
    ] as const)
      expect(installed(name, through), `${name} through ${through}`).toBe(installed(name))
    const locked = readText('pnpm-lock.yaml') ?? ''
    expect(new Set([...locked.matchAll(/^ {2}antd@(\d+\.\d+\.\d+)/gm)].map((match) => match[1])).size).toBe(1)
    expect(new Set([...locked.matchAll(/^ {2}react@(\d+\.\d+\.\d+)/gm)].map((match) => match[1])).size).toBe(1)
  })
})
