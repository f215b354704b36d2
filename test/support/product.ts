import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { root } from './root.ts'
import { runNode, type Ran } from './run.ts'

/** Password of every demo account of a product that a test started. */
export const DEMO_PASSWORD = 'stories-drive-the-product'

/** A running product: the built server and console, as a county would run them. */
export type Product = {
  readonly url: string
  readonly dataDir: string
  readonly pid: number
  /** From starting the process to the first healthy answer, in ms. */
  readonly startedInMs: number
  /** What the process has printed so far. */
  output(): string
  /** Asks it to end, waits for that, and removes the data directory if this call made it. */
  stop(): Promise<void>
  /** Ends it between two instructions, as a power cut would. The data directory stays for the next start. */
  kill9(): Promise<void>
  /** Runs a command that works on the database, such as `audit verify`, on the data directory of this product. */
  command(...args: string[]): Ran
}

export type StartOptions = {
  /** Directory to start on; a fresh one that `stop` removes, unless given. */
  data?: string
  /** Settings beyond the usual ones; an empty string takes one away. */
  env?: Readonly<Record<string, string>>
  /** How long it may take to become healthy, in ms. Seeding a large county takes longer. */
  patienceMs?: number
}

/** Starts the real server on a free port and waits until `/api/health` says that it is ready. */
export async function startProduct({ data, env = {}, patienceMs = 60_000 }: StartOptions = {}): Promise<Product> {
  const dataDir = data ?? mkdtempSync(join(tmpdir(), 'shaotai-story-'))
  const entry = join(root, 'server/dist/main.js')
  if (!existsSync(entry)) throw new Error('The server is not built: run "pnpm build" first')
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const settings = { ...withoutSettings(process.env), ...settingsFor(dataDir, port), ...env }
  const began = performance.now()
  const child = spawn(process.execPath, [entry], { cwd: root, env: settings, stdio: ['ignore', 'pipe', 'pipe'] })
  const printed = collect(child)
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  await untilHealthy(url, child, patienceMs).catch(async (error: unknown) => {
    child.kill('SIGKILL')
    await ended
    throw new Error(`The product did not start: ${String(error)}\n${printed()}`)
  })
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await ended
  }
  return {
    url,
    dataDir,
    pid: child.pid ?? 0,
    startedInMs: performance.now() - began,
    output: printed,
    stop: async () => {
      const impatience = setTimeout(() => child.kill('SIGKILL'), 15_000)
      await end('SIGTERM')
      clearTimeout(impatience)
      if (data === undefined) rmSync(dataDir, { recursive: true, force: true })
    },
    kill9: () => end('SIGKILL'),
    command: (...args) => runNode('server/dist/command/main.js', args, { env: settings }),
  }
}

function settingsFor(dataDir: string, port: number): Record<string, string> {
  return {
    PORT: String(port),
    HOST: '127.0.0.1',
    SHAOTAI_DATA: dataDir,
    SHAOTAI_DEMO_PASSWORD: DEMO_PASSWORD,
    SHAOTAI_LOG_LEVEL: 'warn',
  }
}

/** The environment of this machine without settings somebody may have exported for their own server. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(SHAOTAI_|DATABASE_URL$|PORT$|HOST$|NODE_OPTIONS$|VITEST)/.test(name)),
  )
}

function collect(child: ChildProcess): () => string {
  let text = ''
  const keep = (chunk: Buffer) => {
    text = (text + chunk.toString('utf8')).slice(-200_000)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  return () => text
}

async function untilHealthy(url: string, child: ChildProcess, patienceMs: number): Promise<void> {
  const deadline = performance.now() + patienceMs
  while (performance.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`it ended with ${child.exitCode ?? child.signalCode}`)
    const answer = await fetch(`${url}/api/health`).catch(() => undefined)
    const body = answer?.ok ? ((await answer.json()) as { status?: string }) : undefined
    if (body?.status === 'ok') return
    await answer?.body?.cancel().catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`it was not healthy after ${patienceMs} ms`)
}
