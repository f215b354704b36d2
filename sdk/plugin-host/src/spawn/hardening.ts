import type { IsolationMeasure } from '../host.ts'
import { programFile } from './program.ts'
import { toolPath, trial } from './tools.ts'

/** What this machine lets us put around a process. Found out by trying, never by guessing. */
export type Hardening = {
  readonly node: string
  /** Words before the program: limits, namespaces, identity. `$uid` and `$data` are filled in for each process. */
  readonly wrapper: readonly string[]
  /** Whether the program itself gives up its rights, because another user may not run our Node. */
  readonly dropsItself: boolean
  /** Whether the process we start only starts another: its child is the one to watch. */
  readonly forks: boolean
  readonly used: readonly IsolationMeasure[]
  readonly missing: readonly { readonly measure: IsolationMeasure; readonly reason: string }[]
}

/** Users of the range that systemd gives to services that come and go; each running plugin has one of its own. */
export const FIRST_UID = 61_184
export const UIDS = 4_000

/** Node reserves this much address space before it runs anything (512 MB of it for compiled code), and the system counts it. */
export const RESERVED_MB = 592

/** Flags of Node that deny files, network, processes, workers, addons, inspector and every module that goes round them. */
export function permissionFlags(program: string, heap: number): string[] {
  return [
    '--permission',
    `--allow-fs-read=${program}`,
    '--no-addons',
    '--no-experimental-sqlite',
    '--no-experimental-ffi',
    '--no-experimental-websocket',
    '--no-experimental-webstorage',
    '--disable-sigusr1',
    '--no-warnings',
    `--max-old-space-size=${heap}`,
  ]
}

/** Which Node runs plugins: ours, which is the one pinned by the workspace. */
export function nodeProgram(): string {
  return process.execPath
}

const found = new Map<string, Promise<Hardening>>()

/** What this machine allows, tried once in the life of this process. */
export function findHardening(node = nodeProgram(), exclude: readonly IsolationMeasure[] = []): Promise<Hardening> {
  const key = [node, ...exclude].join()
  const known = found.get(key) ?? tryHardening(node, exclude)
  found.set(key, known)
  return known
}

/** Tries every measure alone, then all of them together with the program itself. */
async function tryHardening(node: string, exclude: readonly IsolationMeasure[]): Promise<Hardening> {
  const program = await programFile('runner')
  const missing: { measure: IsolationMeasure; reason: string }[] = []
  const check = (prefix: readonly string[], ...args: string[]) =>
    trial([...fill(prefix, FIRST_UID, 384), node, ...permissionFlags(program, 96), program, '--check', ...args])
  const nothing = toolPath('true')
  if (process.platform !== 'linux' || nothing === undefined) {
    const reason = process.platform === 'linux' ? 'no `true` on this system' : `not on ${process.platform}`
    return {
      node,
      wrapper: [],
      dropsItself: false,
      forks: false,
      used: ['permission'],
      missing: OS_MEASURES.map((measure) => ({ measure, reason })),
    }
  }

  const layers: Layer[] = []
  for (const layer of await layersOf(nothing, check)) {
    const excluded = layer.measures.filter((measure) => exclude.includes(measure))
    if (layer.reason === undefined && excluded.length === 0) layers.push(layer)
    else for (const measure of layer.measures) missing.push({ measure, reason: layer.reason ?? 'switched off' })
  }
  // What works alone may not work together: the last measures go first, and each that goes is named.
  for (;;) {
    const made = assemble(node, layers, missing)
    const reason = layers.length === 0 ? undefined : await check(made.wrapper, ...(made.dropsItself ? [`--uid=${FIRST_UID}`] : []))
    if (reason === undefined) return made
    for (const measure of layers.pop()?.measures ?? []) missing.push({ measure, reason })
  }
}

const OS_MEASURES: readonly IsolationMeasure[] = ['memory-limit', 'network-namespace', 'own-user', 'no-new-privileges', 'no-capabilities']

type Layer = {
  readonly measures: readonly IsolationMeasure[]
  readonly words: readonly string[]
  readonly dropsItself?: boolean
  readonly forks?: boolean
  readonly reason?: string
}

async function layersOf(
  nothing: string,
  check: (prefix: readonly string[], ...args: string[]) => Promise<string | undefined>,
): Promise<Layer[]> {
  const [prlimit, unshare, setpriv] = ['prlimit', 'unshare', 'setpriv'].map(toolPath)
  const absent = (measures: readonly IsolationMeasure[], tool: string): Layer => ({
    measures,
    words: [],
    reason: `the tool ${tool} is not installed`,
  })
  const tried = async (layer: Layer, reason: Promise<string | undefined>): Promise<Layer> => ({ ...layer, ...reasonIn(await reason) })
  const isRoot = process.getuid?.() === 0

  const limits = prlimit && [prlimit, '--data=$data', '--core=0', '--fsize=0', '--nofile=256', '--cpu=3600']
  const memory = limits ? await tried({ measures: ['memory-limit'], words: limits }, check(limits)) : absent(['memory-limit'], 'prlimit')

  const network = await (async (): Promise<Layer> => {
    if (!unshare) return absent(['network-namespace'], 'unshare')
    const own = [unshare, '--net']
    if (isRoot && (await trial([...own, nothing])) === undefined) return { measures: ['network-namespace'], words: own }
    // Without rights of its own, a user namespace gives them; a process namespace then stands in for the user of its own.
    const mapped = [unshare, '--user', '--map-current-user', '--net', '--pid', '--fork', '--kill-child=SIGKILL']
    return tried({ measures: ['network-namespace'], words: mapped, forks: true }, trial([...mapped, nothing]))
  })()

  if (!setpriv) return [memory, network, absent(['own-user', 'no-new-privileges', 'no-capabilities'], 'setpriv')]
  const bare = [setpriv, '--no-new-privs', '--inh-caps=-all', '--pdeathsig=KILL']
  if (!isRoot || network.forks)
    return [
      memory,
      network,
      await tried({ measures: ['no-new-privileges'], words: [setpriv, '--no-new-privs'] }, trial([setpriv, '--no-new-privs', nothing])),
      {
        measures: ['own-user'],
        words: [],
        reason: isRoot ? 'not inside a user namespace' : 'only root may start processes of another user',
      },
    ]
  const identity: readonly IsolationMeasure[] = ['own-user', 'no-new-privileges', 'no-capabilities']
  const other = [...bare, '--bounding-set=-all', '--reuid=$uid', '--regid=$uid', '--clear-groups']
  if ((await check(other)) === undefined) return [memory, network, { measures: identity, words: other }]
  const self = [...bare, '--bounding-set=-all,+setuid,+setgid']
  return [memory, network, await tried({ measures: identity, words: self, dropsItself: true }, check(self, `--uid=${FIRST_UID}`))]
}

function reasonIn(reason: string | undefined): { reason?: string } {
  return reason === undefined ? {} : { reason }
}

function assemble(node: string, layers: readonly Layer[], missing: Hardening['missing']): Hardening {
  return {
    node,
    wrapper: layers.flatMap(({ words }) => words),
    dropsItself: layers.some(({ dropsItself }) => dropsItself === true),
    forks: layers.some(({ forks }) => forks === true),
    used: ['permission', ...layers.flatMap(({ measures }) => measures)],
    missing: [...missing],
  }
}

/** The wrapper for one process. */
export function fill(wrapper: readonly string[], uid: number, memory: number): string[] {
  return wrapper.map((word) => word.replace('$uid', String(uid)).replace('$data', String((memory + RESERVED_MB) * 1024 * 1024)))
}
