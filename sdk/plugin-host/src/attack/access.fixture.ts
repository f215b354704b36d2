import type { Targets } from './targets.fixture.ts'

/** Resolves with what it got when the attack works; throws when something stops it. */
export type Access = (targets: Targets) => unknown

/** A module of Node by any way there is. */
// oxlint-disable-next-line typescript/no-explicit-any -- an attacker has no types
type Any = any
function load(name: string): Any {
  const ways = [() => process.getBuiltinModule(name), () => require(`node:${name}`) as unknown, () => require(name) as unknown]
  let last: unknown
  for (const way of ways) {
    try {
      const found: unknown = way()
      if (found) return found
    } catch (error) {
      last = error
    }
  }
  throw last instanceof Error ? last : new Error(`no module ${name}`)
}
const fs = () => load('fs')

function connected(socket: Any): Promise<string> {
  return new Promise((resolve, reject) => {
    socket.on('connect', () => resolve('connected'))
    socket.on('error', reject)
  })
}

function listening(server: Any): Promise<string> {
  return new Promise((resolve, reject) => {
    server.on('listening', () => resolve('listening'))
    server.on('error', reject)
  })
}

function must(value: unknown, wanted: boolean): unknown {
  if (!wanted) throw new Error(`nothing of use: ${String(value).slice(0, 50)}`)
  return value
}

export const ACCESS: Readonly<Record<string, Access>> = {
  // Files.
  'read a file': () => fs().readFileSync('/etc/passwd', 'utf8'),
  'read a file, promised': () => fs().promises.readFile('/etc/passwd', 'utf8'),
  'read a file by descriptor': () => fs().readFileSync(fs().openSync('/etc/passwd', 'r'), 'utf8'),
  'read a file as a stream': () =>
    new Promise((resolve, reject) => fs().createReadStream('/etc/passwd').on('data', resolve).on('error', reject)),
  'read a file as a blob': async () => (await fs().openAsBlob('/etc/passwd')).text(),
  'read through /proc/self/root': () => fs().readFileSync(['/proc/self/root', 'etc/passwd'].join('/'), 'utf8'),
  'read by bytes of a path': () => fs().readFileSync(Buffer.from('/etc/passwd'), 'utf8'),
  'read by a file address': () => fs().readFileSync(new URL('file:///etc/passwd'), 'utf8'),
  'list a folder': () => fs().readdirSync('/').join(),
  'look at a file': () => fs().statSync('/etc/passwd').size,
  'watch a folder': ({ folder }) => fs().watch(folder) && 'watching',
  'own environment through /proc': () => must(fs().readFileSync('/proc/self/environ', 'utf8'), true),
  'environment of the host': ({ pid }) => fs().readFileSync(`/proc/${pid}/environ`, 'utf8'),
  'memory of the host': ({ pid }) => fs().openSync(`/proc/${pid}/mem`, 'r'),
  'descriptors of the host': ({ pid }) => fs().readdirSync(`/proc/${pid}/fd`).join(),
  'write a file': ({ folder }) => fs().writeFileSync(`${folder}/written`, 'x') ?? 'written',
  'write a file, promised': async ({ folder }) => (await fs().promises.writeFile(`${folder}/written-2`, 'x')) ?? 'written',
  'append to a file': ({ folder }) => fs().appendFileSync(`${folder}/canary`, 'x') ?? 'appended',
  'remove a file': ({ folder }) => fs().unlinkSync(`${folder}/canary`) ?? 'removed',
  'rename a file': ({ folder }) => fs().renameSync(`${folder}/canary`, `${folder}/moved`) ?? 'renamed',
  'make a folder': ({ folder }) => fs().mkdirSync(`${folder}/made`) ?? 'made',
  'make a link': ({ folder }) => fs().symlinkSync('/etc/passwd', `${folder}/link`) ?? 'linked',
  'copy a file': ({ folder }) => fs().cpSync('/etc/passwd', `${folder}/copy`) ?? 'copied',
  'change rights': ({ folder }) => fs().chmodSync(`${folder}/canary`, 0o777) ?? 'changed',
  'write a report': ({ folder }) => process.report.writeReport(`${folder}/report.json`),
  'write a heap snapshot': ({ folder }) => load('v8').writeHeapSnapshot(`${folder}/heap`),
  'write a database': ({ folder }) => {
    const { DatabaseSync } = load('sqlite')
    new DatabaseSync(`${folder}/written.db`).exec('create table t (x)')
    return 'written'
  },
  'write a database beside another': ({ folder }) => {
    const { DatabaseSync } = load('sqlite')
    new DatabaseSync(':memory:').exec(`attach '${folder}/attached.db' as other; create table other.t (x)`)
    return 'written'
  },
  'load settings from a file': () => {
    process.loadEnvFile('/etc/os-release')
    return 'loaded'
  },
  'keep something in the browser storage': () => {
    const { localStorage } = globalThis as Any
    localStorage.setItem('a', 'b')
    return localStorage.getItem('a')
  },

  // The environment and the machine.
  'secret in the environment': () => must(process.env['SECRET'], process.env['SECRET'] !== undefined),
  'any environment': () => must(Object.keys(process.env).join(), Object.keys(process.env).length > 0),
  'environment in a report': () => {
    const { environmentVariables } = process.report.getReport() as unknown as { environmentVariables: Record<string, string> }
    return must(JSON.stringify(environmentVariables), Object.keys(environmentVariables).length > 0)
  },

  // The network.
  tcp: ({ tcp }) => connected(load('net').connect({ host: '127.0.0.1', port: tcp })),
  'tcp over IPv6': ({ tcp }) => connected(load('net').connect({ host: '::ffff:127.0.0.1', port: tcp })),
  http: ({ tcp }) =>
    new Promise((resolve, reject) =>
      load('http')
        .get({ host: '127.0.0.1', port: tcp }, (answer: Any) => resolve(answer.statusCode))
        .on('error', reject),
    ),
  http2: ({ tcp }) => connected(load('http2').connect(`http://127.0.0.1:${tcp}`)),
  tls: ({ tcp }) =>
    new Promise((resolve, reject) => {
      const socket = load('tls').connect({ host: '127.0.0.1', port: tcp, rejectUnauthorized: false })
      // The listener speaks no TLS: having been let through to it is what counts.
      socket.on('connect', () => resolve('connected'))
      socket.on('error', reject)
    }),
  fetch: async ({ tcp }) => (await fetch(`http://127.0.0.1:${tcp}/`)).status,
  'web socket': ({ tcp }) =>
    new Promise((resolve, reject) => {
      const socket = new (globalThis as Any).WebSocket(`ws://127.0.0.1:${tcp}/`)
      socket.addEventListener('error', () => reject(new Error('refused')))
      socket.addEventListener('open', () => resolve('open'))
    }),
  udp: ({ udp }) =>
    new Promise((resolve, reject) => {
      const socket = load('dgram').createSocket('udp4')
      socket.on('error', reject)
      socket.send('x', udp, '127.0.0.1', (error: Error | null) => (error ? reject(error) : resolve('sent')))
    }),
  'a name': () => load('dns').promises.lookup('localhost.'),
  'a name server': () => load('dns').promises.resolve('gov.cn'),
  'a unix socket': ({ socket }) => connected(load('net').connect({ path: socket })),
  'an abstract socket': ({ abstract }) => connected(load('net').connect({ path: abstract })),
  listen: () => listening(load('net').createServer().listen(0, '127.0.0.1')),
  'listen on a unix socket': ({ folder }) => listening(load('net').createServer().listen(`${folder}/mine.sock`)),
  'listen for datagrams': () => listening(load('dgram').createSocket('udp4').bind(0, '127.0.0.1')),
  'the machinery below net': ({ tcp }) => {
    const { TCP, TCPConnectWrap, constants } = (process as Any).binding('tcp_wrap')
    const handle = new TCP(constants.SOCKET)
    return new Promise((resolve, reject) => {
      const request = new TCPConnectWrap()
      request.oncomplete = (status: number) => (status < 0 ? reject(new Error(`status ${status}`)) : resolve('connected'))
      const status = handle.connect(request, '127.0.0.1', tcp)
      if (status < 0) reject(new Error(`status ${status}`))
    })
  },
  'the class of the channel': ({ tcp }) => {
    // A patched prototype hands over the socket of the runner itself; from there to a connection of one's own.
    const events = load('events')
    return new Promise((resolve, reject) => {
      const { emit } = events.prototype
      setTimeout(() => reject(new Error('no socket passed by')), 1500)
      events.prototype.emit = function (this: Any, ...args: Any[]) {
        if (typeof this.connect === 'function') {
          events.prototype.emit = emit
          try {
            connected(new this.constructor().connect({ host: '127.0.0.1', port: tcp })).then(resolve, reject)
          } catch (error) {
            reject(error)
          }
        }
        return emit.apply(this, args)
      }
    })
  },

  // Other processes.
  'a command': () => load('child_process').execSync('id', { encoding: 'utf8' }),
  'a process': () => {
    const { error, status } = load('child_process').spawnSync('/bin/true')
    if (error) throw error
    return status
  },
  'a fork': () =>
    new Promise((resolve, reject) => {
      const child = load('child_process').fork('-e', ['0'])
      child.on('spawn', () => resolve('forked'))
      child.on('error', reject)
    }),
  'a cluster': () =>
    new Promise((resolve, reject) => {
      const { cluster } = { cluster: load('cluster') }
      const worker = cluster.fork()
      worker.on('online', () => resolve('online'))
      worker.on('error', reject)
    }),
  'a worker': () =>
    new Promise((resolve, reject) => {
      const worker = new (load('worker_threads').Worker)('0', { eval: true })
      worker.on('online', () => resolve('online'))
      worker.on('error', reject)
    }),
  'see whether the host lives': ({ pid }) => process.kill(pid, 0),
  'kill the host': ({ pid }) => process.kill(pid, 'SIGTERM'),
  'kill who started us': () => process.kill(process.ppid, 'SIGCONT'),
  'open the inspector of the host': ({ pid }) => (process as Any)._debugProcess(pid) ?? 'opened',
  'native code of a file': () => process.dlopen({ exports: {} }, '/lib/x86_64-linux-gnu/libc.so.6') ?? 'loaded',
  'native code without a file': () => Object.keys(load('ffi')).join(),
  'become root': () => {
    process.setuid?.(0)
    return must('root', process.getuid?.() === 0 && process.geteuid?.() === 0)
  },
  'become another group': () => {
    process.setgid?.(0)
    return must('group 0', process.getgid?.() === 0)
  },
  'take back groups': () => (process as Any).initgroups?.('root', 0) ?? 'taken',

  // Ways around.
  'the inspector': () => load('inspector').open(0) ?? 'open',
  'a session of the inspector': () => {
    const session = new (load('inspector').Session)()
    session.connect()
    return 'connected'
  },
  'a system interface for WASM': () => Object.keys(new (load('wasi').WASI)({ version: 'preview1', preopens: { '/': '/' } })).join(),
  'bindings of files': () => Object.keys((process as Any).binding('fs')).join(),
  'bindings of processes': () => (process as Any).binding('spawn_sync').spawn({ file: '/bin/true', args: ['true'] }) && 'spawned',
  'linked bindings': () => (process as Any)._linkedBinding('fs') && 'bound',
  'a file by import': () => import(String('file:///etc/os-release')),
  'a module by import': async () => (await import(String('node:fs'))).readFileSync('/etc/passwd', 'utf8'),
  'a file by require': () => load('module').createRequire('file:///')('/etc/os-release'),
  'hooks of the loader': () => load('module').register('data:text/javascript,export function resolve(){}') ?? 'registered',
  'a script with the default loader': async () => {
    const vm = load('vm')
    const script = new vm.Script('import("file:///etc/os-release")', {
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    })
    return script.runInThisContext()
  },
  'a trace file': ({ folder }) => {
    process.chdir(folder)
    const tracing = load('trace_events').createTracing({ categories: ['node'] })
    tracing.enable()
    tracing.disable()
    return must('file', fs().existsSync(`${folder}/node_trace.1.log`))
  },
  'a virtual file system': () => load('vfs') && 'mounted',
}
