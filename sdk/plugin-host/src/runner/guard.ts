import { format } from 'node:util'

/** Modules of Node a plugin may use: computing only. */
export const MODULES = [
  'assert',
  'async_hooks',
  'buffer',
  'crypto',
  'diagnostics_channel',
  'events',
  'path',
  'perf_hooks',
  'punycode',
  'querystring',
  'stream',
  'string_decoder',
  'timers',
  'url',
  'util',
  'zlib',
  'constants',
] as const

/** What to use instead, for what people miss most. */
const INSTEAD: Readonly<Record<string, string>> = {
  fs: 'a plugin has no files; keep data in ctx.kv, attachments in ctx.files',
  http: 'call declared endpoints with ctx.http, or use fetch',
  https: 'call declared endpoints with ctx.http, or use fetch',
  http2: 'call declared endpoints with ctx.http, or use fetch',
  net: 'a plugin has no sockets; call declared endpoints with ctx.http',
  tls: 'a plugin has no sockets; call declared endpoints with ctx.http',
  dgram: 'a plugin has no sockets; call declared endpoints with ctx.http',
  dns: 'the host resolves names',
  child_process: 'a plugin is one process; do the work in the peer behind an endpoint',
  worker_threads: 'a plugin is one thread',
  os: 'a plugin knows nothing of the machine',
  sqlite: 'keep data in ctx.kv',
}

const builtin = process.getBuiltinModule.bind(process)

/** `require` for the bundle: the allowed modules, and for every other one the sentence that says what to do. */
export function moduleFor(name: string): unknown {
  const plain = String(name).replace(/^node:/, '')
  const [family = ''] = plain.split('/')
  if ((MODULES as readonly string[]).includes(family)) return builtin(plain === 'punycode' ? 'punycode' : `node:${plain}`)
  throw new Error(`A plugin cannot use ${JSON.stringify(String(name))}: ${INSTEAD[family] ?? 'bundle it, or do without it'}`)
}

/** What of `process` a library may look at. */
const KEPT = new Set([
  'version',
  'versions',
  'platform',
  'arch',
  'release',
  'env',
  'argv',
  'execArgv',
  'hrtime',
  'nextTick',
  'cwd',
  'uptime',
  'memoryUsage',
  'emitWarning',
  'on',
  'once',
  'off',
  'emit',
  'removeListener',
  'addListener',
  'listeners',
  'listenerCount',
  'browser',
  'stdout',
  'stderr',
  'features',
  'exitCode',
  'pid',
  'title',
  'config',
])

const INNER = new Set(['_debugProcess', '_debugEnd', '_kill', '_linkedBinding', '_rawDebug', '_getActiveHandles', '_getActiveRequests'])

/** Puts the ordinary doors out of sight, so that an honest mistake is told so. It is not what keeps a hostile plugin in. */
export function guard(host: {
  readonly fetch: (url: string | URL | Request, init?: RequestInit) => Promise<Response>
  readonly log: (level: 'debug' | 'info' | 'warn' | 'error', message: string) => void
}): void {
  for (const name of Object.getOwnPropertyNames(process)) {
    // What begins with an underscore is Node's own machinery, all but these.
    if (KEPT.has(name) || (name.startsWith('_') && !INNER.has(name))) continue
    const value: unknown = Reflect.get(process, name)
    replace(process, name, typeof value === 'function' ? refuse(`process.${name}`) : undefined)
  }
  for (const name of ['WebSocket', 'EventSource', 'XMLHttpRequest', 'Worker', 'navigator', 'localStorage', 'sessionStorage'])
    replace(globalThis, name, undefined)
  replace(globalThis, 'fetch', host.fetch)
  const say =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (...values: unknown[]) =>
      host.log(level, format(...values))
  replace(globalThis, 'console', {
    ...globalThis.console,
    log: say('info'),
    info: say('info'),
    debug: say('debug'),
    trace: say('debug'),
    warn: say('warn'),
    error: say('error'),
    dir: say('info'),
  })
}

function refuse(what: string): () => never {
  return () => {
    throw new Error(`A plugin cannot use ${what}`)
  }
}

function replace(on: object, name: string, value: unknown): void {
  try {
    Object.defineProperty(on, name, { value, writable: true, configurable: true, enumerable: false })
  } catch {
    // What cannot be put away stays: the process around us is what counts.
  }
}
