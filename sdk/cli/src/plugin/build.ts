import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { isBuiltin } from 'node:module'
import type { Manifest } from '@shaotai/plugin'
import { openPluginHost, type PluginHost } from '@shaotai/plugin-host'
import { bundlePlugin, type Bundle } from '@shaotai/plugin-host/bundle'
import { checkBundle, validatePackage, type Component, type Finding } from '@shaotai/plugin-host/package'
import { readPages, type Project } from './project.ts'

export type Built = { readonly bundle: Bundle; readonly manifest: Manifest; readonly findings: readonly Finding[] }
export type BuildOutcome = Built | { readonly bundle: undefined; readonly findings: readonly Finding[] }

/** Conditions this process resolves packages by, so that a bundle is made of the same files. */
const CONDITIONS = process.execArgv.flatMap((argument) => /^(?:--conditions|-C)=(.+)$/.exec(argument)?.[1] ?? [])

/** Bundles the project and reads in a sandbox what it declares; with everything an upload would say of it. */
export async function buildProject(project: Project, host: Pick<PluginHost, 'manifestOf'>): Promise<BuildOutcome> {
  let bundle: Bundle
  try {
    bundle = await bundlePlugin(project.entry, { conditions: CONDITIONS })
  } catch (error) {
    return { bundle: undefined, findings: compilerFindings(error, project) }
  }
  const denied = checkBundle(bundle.code)
  if (denied.length > 0) return { bundle: undefined, findings: denied }
  let manifest: Manifest
  try {
    manifest = await host.manifestOf(bundle.code)
  } catch (error) {
    return {
      bundle: undefined,
      findings: [compileFinding('src/plugin.ts', `无法装载：${(error as Error).message}`, `Cannot be loaded: ${(error as Error).message}`)],
    }
  }
  const derived = async () => manifest
  return { bundle, manifest, findings: await validatePackage({ manifest, bundle: bundle.code, files: readPages(project) }, derived) }
}

/** Runs something with a host of plugins, and ends the host whatever happens. */
export async function withHost<T>(run: (host: PluginHost) => Promise<T>): Promise<T> {
  const host = openPluginHost()
  try {
    return await run(host)
  } finally {
    await host.stop()
  }
}

/** Packages of others that are in a bundle, by the files it was made of. */
export function componentsOf({ modules }: Bundle, project: Project): Component[] {
  const found = new Map<string, Component>()
  for (const module of modules) {
    const component = componentOf(resolve(module), project.folder)
    if (component) found.set(`${component.name}@${component.version}`, component)
  }
  return [...found.values()]
}

function componentOf(file: string, own: string): Component | undefined {
  for (let folder = dirname(file); folder !== own && folder !== dirname(folder); folder = dirname(folder)) {
    const description = join(folder, 'package.json')
    if (!existsSync(description)) continue
    const { name, version, license } = JSON.parse(readFileSync(description, 'utf8')) as {
      name?: string
      version?: string
      license?: unknown
    }
    if (name !== undefined && version !== undefined) return { name, version, ...(typeof license === 'string' && { licence: license }) }
  }
  return undefined
}

type Message = { readonly text: string; readonly location?: { readonly file: string; readonly line: number } | null }

/** What the compiler says, with the fix where a library wants what a plugin does not have. */
function compilerFindings(error: unknown, { folder }: Project): Finding[] {
  const messages = (error as { errors?: readonly Message[] }).errors ?? [{ text: (error as Error).message }]
  return messages.map(({ text, location }) => {
    const place = location ? `${relative(folder, resolve(location.file))}:${location.line}` : 'src/plugin.ts'
    const module = /Could not resolve "([^"]+)"/.exec(text)?.[1]
    const [denied] = module !== undefined && isBuiltin(module) ? checkBundle(`require("${module}")`) : []
    if (denied) return { ...denied, place }
    return compileFinding(place, text, text)
  })
}

function compileFinding(place: string, zh: string, en: string): Finding {
  return { code: 'manifest-unproved', severity: 'error', place, zh, en }
}
