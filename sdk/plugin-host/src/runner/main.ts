/**
 * The program that runs inside the hardened process: built into one file, it reads the plugin from descriptor 4 and speaks frames on descriptor 3.
 * What keeps the plugin in is the process around it (see spawn/command.ts); what is done here is for order and for good messages.
 */
import { readFileSync, writeSync } from 'node:fs'
import { AsyncLocalStorage } from 'node:async_hooks'
import { Socket } from 'node:net'
import {
  MOST_IN_FLIGHT,
  PLUGIN,
  PROTOCOL,
  type AskFailure,
  type CallMessage,
  type HostPort,
  type InitMessage,
  type LogMessage,
  type PluginDefinition,
  type ToHost,
  type ToPlugin,
} from '@shaotai/plugin/protocol'
import { encodeFrame, FrameReader } from '../frames/frames.ts'
import { dropIdentity } from './drop-identity.ts'
import { guard } from './guard.ts'
import { loadBundle } from './load-bundle.ts'
import { logLimit } from './log-limit.ts'

const CHANNEL = 3
const BUNDLE = 4

const { exit } = process
const current = new AsyncLocalStorage<number>()
const calls = new Map<number, AbortController>()
const asks = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
const waiting: (() => void)[] = []
let lastAsk = 0
let plugin: PluginDefinition | undefined
let init: InitMessage | undefined
let say: (message: LogMessage) => void = send

dropIdentity(process.argv)
// Tried with everything around it, and nothing to run.
if (process.argv.includes('--check')) exit(0)
const source = readFileSync(BUNDLE, 'utf8')
const socket = new Socket({ fd: CHANNEL, readable: true, writable: true })
const write = socket.write.bind(socket)
const reader = new FrameReader()
socket.on('data', (chunk: Buffer) => {
  for (const message of reader.push(chunk)) receive(message as unknown as ToPlugin)
})
socket.on('close', () => exit(0))
socket.on('error', () => exit(0))
process.on('uncaughtException', (error) => fault(error))
process.on('unhandledRejection', (reason) => fault(reason))

function send(message: ToHost): void {
  write(encodeFrame(message))
}

function receive(message: ToPlugin): void {
  switch (message.t) {
    case 'init':
      start(message)
      return
    case 'call':
      void run(message)
      return
    case 'cancel':
      calls.get(message.id)?.abort(new Error('The call is no longer wanted'))
      return
    case 'ping':
      send({ t: 'pong', n: message.n })
      return
    case 'answer': {
      const asked = asks.get(message.id)
      asks.delete(message.id)
      waiting.shift()?.()
      if (message.ok) asked?.resolve(message.value)
      else asked?.reject(askError(message.error))
    }
  }
}

function start(message: InitMessage): void {
  init = message
  say = logLimit(message.logs ?? 200, send)
  try {
    guard({ fetch: (url, options) => loaded().fetch(portOf(current.getStore(), new AbortController().signal))(url, options), log })
    plugin = loadBundle(source)[PLUGIN]
    send({ t: 'ready', protocol: PROTOCOL, manifest: plugin.manifest() })
  } catch (error) {
    const { message: text, stack } = asError(error)
    send({ t: 'broken', message: text, ...(stack !== undefined && { stack: stack.slice(0, 4000) }) })
  }
}

function loaded(): PluginDefinition {
  if (!plugin) throw new Error('The plugin is not loaded yet')
  return plugin
}

async function run(call: CallMessage): Promise<void> {
  const controller = new AbortController()
  calls.set(call.id, controller)
  const timer = setTimeout(() => controller.abort(new Error('The deadline passed')), call.deadline)
  try {
    const result = await current.run(call.id, () => loaded().invoke(call, portOf(call.id, controller.signal, call.now)))
    // An abandoned call owes nobody an answer, but the host counts what is still open.
    send(result)
  } catch (error) {
    send({ t: 'result', id: call.id, ok: false, error: { class: 'fault', message: asError(error).message } })
  } finally {
    clearTimeout(timer)
    calls.delete(call.id)
  }
}

function portOf(call: number | undefined, signal: AbortSignal, now = Date.now()): HostPort {
  const began = performance.now()
  const configured = init
  if (!configured) throw new Error('The plugin is not configured yet')
  return {
    init: configured,
    signal,
    now: () => now + performance.now() - began,
    log: (entry) => say({ t: 'log', ...(call !== undefined && { call }), ...entry }),
    ask: async (service, args) => {
      while (asks.size >= MOST_IN_FLIGHT) await new Promise<void>((free) => waiting.push(free))
      const id = ++lastAsk
      const answered = new Promise((resolve, reject) => asks.set(id, { resolve, reject }))
      send({ t: 'ask', id, ...(call !== undefined && { call }), service, args })
      return (await answered) as never
    },
  }
}

function log(level: 'debug' | 'info' | 'warn' | 'error', message: string): void {
  const call = current.getStore()
  say({ t: 'log', ...(call !== undefined && { call }), level, message: message.slice(0, 4000) })
}

function askError({ kind, code, message }: AskFailure): Error {
  return Object.assign(new Error(message), { kind, ...(code !== undefined && { code }) })
}

/** Says what nobody caught, at once and in one piece, and ends. */
function fault(thrown: unknown): void {
  const { message, stack } = asError(thrown)
  const call = current.getStore()
  try {
    const text = {
      t: 'fault',
      message: message.slice(0, 2000),
      ...(stack !== undefined && { stack: stack.slice(0, 4000) }),
      ...(call !== undefined && { call }),
    }
    writeSync(CHANNEL, encodeFrame(text))
  } catch {
    // The channel is full or gone: the exit code says enough.
  }
  exit(70)
}

function asError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown
  try {
    return new Error(String(thrown))
  } catch {
    return new Error('A value that cannot be read was thrown')
  }
}
