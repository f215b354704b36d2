import { SECRET, type Targets } from './targets.fixture.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- an attacker has no types
type Any = any

type Port = { ask(service: string, args: unknown): Promise<unknown>; log(entry: object): void }
type Call = { readonly id: number; readonly payload: { readonly targets: Targets } }
/** May answer with a message of its own; most never answer. */
export type Violence = (port: Port, call: Call) => unknown

const fs = () => process.getBuiltinModule('node:fs')
const raw = (bytes: Uint8Array) => fs().writeSync(3, bytes)
const frame = (message: unknown) => {
  const json = Buffer.from(JSON.stringify(message))
  const head = Buffer.alloc(4)
  head.writeUInt32BE(json.length)
  return Buffer.concat([head, json])
}
/** Writes all of it, waiting where the channel is full. */
const rawAll = async (bytes: Uint8Array) => {
  for (let at = 0; at < bytes.length;) {
    try {
      at += fs().writeSync(3, bytes, at, Math.min(bytes.length - at, 65_536))
    } catch (error) {
      if ((error as { code?: string }).code !== 'EAGAIN') throw error
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
  }
}
const never = () => new Promise<never>(() => undefined)
const result = (id: number, value: unknown, effects: unknown = []) => ({ t: 'result', id, ok: true, value, effects })

export const VIOLENCE: Readonly<Record<string, Violence>> = {
  // Time.
  'loops for ever': () => {
    for (;;);
  },
  'loops in promises': async () => {
    for (;;) await Promise.resolve()
  },
  'loops in the next tick': () => {
    const again = () => process.nextTick(again)
    again()
    return never()
  },
  'gets lost in a regular expression': () => /^(a+)+$/.test(`${'a'.repeat(40)}!`),
  'sleeps on shared memory': () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0),
  'never answers': never,
  'starts a million timers': () => {
    for (let i = 0; i < 1_000_000; i++) setInterval(() => undefined, 1)
    return never()
  },

  // Memory.
  'fills the heap with a list': () => {
    const list: unknown[] = []
    for (;;) list.push({ a: list.length, b: [list.length] })
  },
  'fills the heap with a map': () => {
    const map = new Map<number, string>()
    for (let i = 0; ; i++) map.set(i, `value ${i}`)
  },
  'fills the heap with text': () => {
    const texts: string[] = []
    for (let i = 0; ; i++) texts.push(`${i}`.repeat(1000).split('').join('-'))
  },
  'fills memory with buffers': () => {
    const held: Buffer[] = []
    for (;;) held.push(Buffer.alloc(8 * 1024 * 1024, 1))
  },
  'fills memory with arrays': () => {
    const held: Uint8Array[] = []
    for (;;) held.push(new Uint8Array(8 * 1024 * 1024).fill(1))
  },
  'fills memory through WASM': () => {
    const memory = new (globalThis as Any).WebAssembly.Memory({ initial: 1, maximum: 65_536 })
    for (;;) {
      memory.grow(512)
      new Uint8Array(memory.buffer).fill(1, memory.buffer.byteLength - 512 * 65_536)
    }
  },
  'unpacks a bomb': () => {
    const zlib = process.getBuiltinModule('node:zlib')
    const bomb = zlib.gzipSync(Buffer.alloc(64 * 1024 * 1024))
    const held: Buffer[] = []
    for (;;) held.push(zlib.gunzipSync(bomb))
  },
  'calls itself for ever': () => {
    const deeper = (n: number): number => deeper(n + 1) + 1
    return deeper(0)
  },

  // Its own end.
  'ends itself': () => (process as Any).reallyExit(0),
  'aborts itself': () => process.abort(),
  'kills itself': () => process.kill(process.pid, 'SIGKILL') && never(),
  'kills its whole group': () => process.kill(0, 'SIGKILL') && never(),
  'throws in a timer': () => {
    setTimeout(() => {
      throw new Error('later')
    }, 1)
    return never()
  },
  'leaves a rejection alone': () => {
    void Promise.reject(new Error('nobody listens'))
    return never()
  },
  'throws what is no error': () => {
    // oxlint-disable-next-line no-throw-literal -- that is the attack
    throw { toString: () => never() }
  },

  // The channel.
  'writes garbage': () => raw(Buffer.from('this is no frame at all, not even nearly\n')) && never(),
  'announces a giant': () => raw(Buffer.from([0xff, 0xff, 0xff, 0xff])) && never(),
  'begins a frame and stops': () => raw(Buffer.from([0, 0, 16, 0, 123])) && never(),
  'sends JSON that is none': () => raw(Buffer.from([0, 0, 0, 3, 123, 123, 123])) && never(),
  'sends a list': () => raw(frame([1, 2, 3])) && never(),
  'sends a message of no kind': () => raw(frame({ t: 'sudo', do: 'it' })) && never(),
  'answers calls nobody made': () => raw(frame(result(4_294_967_295, 'x'))) && never(),
  'answers twice': (_port, { id }) => raw(frame(result(id, { first: true }))) && raw(frame(result(id, { second: true }))) && never(),
  'nests a hundred thousand deep': async () => {
    const json = Buffer.from(`{"t":"log","level":"info","message":"x","fields":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)
    const head = Buffer.alloc(4)
    head.writeUInt32BE(json.length)
    await rawAll(Buffer.concat([head, json]))
    return never()
  },
  'answers 200 MB': async (_port, { id }) => {
    const text = 'x'.repeat(3_900_000)
    for (let i = 0; i < 50; i++) await rawAll(frame({ t: 'log', level: 'info', message: text }))
    return result(id, { text })
  },
  'asks a thousand things at once': async () => {
    for (let i = 0; i < 1000; i++) await rawAll(frame({ t: 'ask', id: 1_000_000 + i, service: 'kv.get', args: { key: 'a' } }))
    return never()
  },
  'asks without a number': () => raw(frame({ t: 'ask', service: 'kv.get', args: { key: 'a' } })) && never(),
  'says it died of another call': () => raw(frame({ t: 'fault', message: 'x', call: -1 })) && never(),
  'says it is broken': () => raw(frame({ t: 'broken', message: 'x' })) && never(),
  'is ready again, as another': () => raw(frame({ t: 'ready', protocol: 'shaotai/9', manifest: {} })) && never(),

  // Talking.
  'floods the log with lines': async (port, { id }) => {
    for (let i = 0; i < 200_000; i++) {
      port.log({ level: 'info', message: `line ${i}` })
      if (i % 1000 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    return result(id, { flooded: true })
  },
  'floods the channel with lines': async () => {
    const lines = Buffer.concat(Array.from({ length: 1000 }, (_, i) => frame({ t: 'log', level: 'info', message: `line ${i}` })))
    for (;;) await rawAll(lines)
  },
  'floods its complaints': () => {
    const line = Buffer.alloc(65_536, 'x')
    for (let i = 0; i < 1000; i++) {
      try {
        fs().writeSync(2, line)
      } catch {
        return 'full'
      }
    }
    return never()
  },

  // Lies that arrive in good form.
  'acts without permission': (_port, { id }) =>
    result(id, {}, [{ kind: 'case.intake', item: { kind: 'case', externalId: '1', title: SECRET } }]),
  'acts in ways nobody knows': (_port, { id }) => result(id, {}, [{ kind: 'case.delete', case: '1' }]),
  'acts with what is no act': (_port, { id }) => result(id, {}, [null, 7, 'x']),
  'acts with no list': (_port, { id }) => result(id, {}, { length: 1 }),
  'pollutes the host': (_port, { id }) =>
    raw(
      Buffer.concat([
        frame({ t: 'log', level: 'info', message: 'x' }),
        frame(
          JSON.parse(
            `{"t":"result","id":${id},"ok":true,"value":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}},"effects":[]}`,
          ),
        ),
      ]),
    ) && never(),
  'fails in a class nobody knows': (_port, { id }) => ({
    t: 'result',
    id,
    ok: false,
    error: { class: 'root', message: 'x'.repeat(1_000_000), after: -5, fix: 7 },
  }),
  'fails without a reason': (_port, { id }) => ({ t: 'result', id, ok: false }),
  'asks what it may not': (port) => port.ask('cases.get', { id: '1' }),
  'asks what nobody offers': (port) => port.ask('constructor', {}),
  'asks with nothing': (port) => port.ask('sign', null),
  'asks for a secret it was not given': (port) => port.ask('sign', { secret: '__proto__', algorithm: 'md5', data: 'x' }),
  'calls where it may not': (port, { payload }) =>
    port.ask('http.request', { path: `http://127.0.0.1:${payload.targets.tcp}/`, method: 'GET', as: 'text' }),
}
