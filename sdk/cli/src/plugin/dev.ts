import { existsSync, watch } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import type { Manifest } from '@shaotai/plugin'
import { openPluginHost, type HostedPlugin, type PluginHost } from '@shaotai/plugin-host'
import { hasErrors } from '@shaotai/plugin-host/package'
import { EXIT, type Exit } from '../exit.ts'
import { readJsonOf } from '../read-file.ts'
import type { Terminal } from '../terminal.ts'
import { buildProject } from './build.ts'
import { describeContributions, DevCounty, type Told } from './dev-county.ts'
import { play, PLAYER_HELP } from './event-player.ts'
import { openProject, type Project } from './project.ts'
import { isBuilt } from './validate.ts'

type DevConfig = {
  readonly config?: Record<string, unknown>
  readonly secrets?: Record<string, string>
  readonly approved?: readonly string[]
}
type Loaded = { readonly plugin: HostedPlugin; readonly manifest: Manifest }

/** `plugin dev`: the plugin in the real runner, swapped on every save, with events sent by hand. */
export async function devProject(args: string[], terminal: Terminal): Promise<Exit> {
  const options = { event: { type: 'string', multiple: true }, once: { type: 'boolean' }, json: { type: 'boolean' } } as const
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options })
  const project = openProject(positionals[0])
  let failed = false
  const tell = (told: Told) => {
    if (told.kind === 'failure' || told.kind === 'incident') failed = true
    terminal.print(values.json ? JSON.stringify(told) : painted(told, terminal))
  }
  const host = openPluginHost()
  const county = new DevCounty(tell)
  try {
    let now = await load({ project, host, county, tell })
    const player = () => ({ plugin: () => (now as Loaded).plugin, manifest: () => (now as Loaded).manifest, county, tell })
    for (const line of (values.event ?? []).map((name) => `event ${name}`)) if (now) await play(line, player())
    if (values.once) return now && !failed ? EXIT.fine : EXIT.found
    const swap = async () => {
      const next = await load({ project, host, county, tell, swapping: now !== undefined })
      if (!next) return
      const before = now
      now = next
      await before?.plugin.stop({ close: true })
    }
    if (process.stdin.isTTY) terminal.print(terminal.dim(PLAYER_HELP))
    await session(project, swap, async (line) => (now ? play(line, player()) : line.trim() !== 'quit'), tell)
    return EXIT.fine
  } finally {
    await host.stop()
  }
}

type LoadOptions = { project: Project; host: PluginHost; county: DevCounty; tell: (told: Told) => void; swapping?: boolean }

/** Builds and starts the plugin; what runs goes on running when that fails. */
async function load({ project, host, county, tell, swapping = false }: LoadOptions): Promise<Loaded | undefined> {
  const began = performance.now()
  const outcome = await buildProject(project, host)
  for (const { severity, place, zh, en } of outcome.findings.filter((one) => one.severity === 'error'))
    tell({ kind: 'failure', zh: `${severity === 'error' ? '错误' : '提示'} ${place}  ${zh}`, place, en })
  if (!isBuilt(outcome) || hasErrors(outcome.findings)) return undefined
  const { manifest } = outcome
  const { config = {}, secrets = {}, approved = [] } = devConfig(project)
  const plugin = host.open({
    bundle: outcome.bundle.code,
    manifest,
    config,
    secrets,
    approved,
    county: { id: 'dev', name: '开发县', offset: '+08:00' },
    services: county.services(),
  })
  // The first call starts the process; a health check that fails is told when it is asked for.
  await plugin.call('health', {})
  const milliseconds = Math.round(performance.now() - began)
  const what = `${manifest.title.zh} ${manifest.version}（${milliseconds} ms）`
  tell({
    kind: 'load',
    zh: swapping ? `已换上 ${what}` : `已载入 ${what}\n${describeContributions(manifest).join('\n')}`,
    swapped: swapping,
    milliseconds,
    version: manifest.version,
  })
  return { plugin, manifest }
}

function devConfig({ folder }: Project): DevConfig {
  const file = join(folder, 'dev.json')
  return existsSync(file) ? (readJsonOf(file) as DevConfig) : {}
}

/** Until the lines end or `quit`: each line is played, each save swaps, one after the other. */
function session(
  project: Project,
  swap: () => Promise<void>,
  act: (line: string) => Promise<boolean>,
  tell: (told: Told) => void,
): Promise<void> {
  return new Promise((resolve) => {
    let queue = Promise.resolve()
    let timer: NodeJS.Timeout | undefined
    const then = (work: () => Promise<void>) => {
      queue = queue.then(work).catch((error: unknown) => tell({ kind: 'failure', zh: (error as Error).message }))
    }
    const watcher = watch(join(project.folder, 'src'), { recursive: true }, () => {
      clearTimeout(timer)
      timer = setTimeout(() => then(swap), 20)
    })
    const lines = createInterface({ input: process.stdin })
    const end = () => {
      clearTimeout(timer)
      watcher.close()
      lines.close()
      void queue.then(resolve)
    }
    lines.on('line', (line) =>
      then(async () => {
        if (!(await act(line))) end()
      }),
    )
    lines.on('close', end)
    process.once('SIGINT', end)
  })
}

function painted({ kind, zh }: Told, terminal: Terminal): string {
  const paint = {
    load: terminal.green,
    effect: terminal.bold,
    log: terminal.dim,
    call: terminal.dim,
    result: terminal.green,
    failure: terminal.red,
    incident: terminal.red,
  }
  return paint[kind](zh)
}
