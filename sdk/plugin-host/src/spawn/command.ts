import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { closeSync, openSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Duplex, Readable } from 'node:stream'
import { fill, permissionFlags, type Hardening } from './hardening.ts'

/** A hardened process: what is read and written is the channel; what it complains is on `complaints`. */
export type Started = { readonly child: ChildProcess; readonly channel: Duplex; readonly complaints: Readable }

export type StartOptions = {
  readonly program: string
  /** What the program reads from descriptor 4: the text itself. */
  readonly input: string
  readonly uid: number
  readonly heap: number
  readonly memory: number
  /** Leave Node's own permissions out: only the probe does, to see what the system alone denies. */
  readonly withoutPermission?: boolean
}

/** Starts a program inside everything this machine has. Environment empty, its own process group, nothing inherited but channel and input. */
export function startProcess(hardening: Hardening, { program, input, uid, heap, memory, withoutPermission }: StartOptions): Started {
  const flags = withoutPermission ? ['--no-warnings', `--max-old-space-size=${heap}`] : permissionFlags(program, heap)
  const command = [
    ...fill(hardening.wrapper, uid, memory),
    hardening.node,
    ...flags,
    program,
    ...(hardening.dropsItself ? [`--uid=${uid}`] : []),
  ]
  const file = handOver(input)
  try {
    const child = spawn(command[0] ?? '', command.slice(1), {
      env: {},
      cwd: '/',
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', file],
    })
    const [, , complaints, channel] = child.stdio
    return { child, channel: channel as Duplex, complaints: complaints as Readable }
  } finally {
    closeSync(file)
  }
}

/** A descriptor with a text to be read, in a file that has no name any more. */
function handOver(text: string): number {
  const path = join(tmpdir(), `shaotai-${randomUUID()}`)
  writeFileSync(path, text, { mode: 0o600, flag: 'wx' })
  try {
    return openSync(path, 'r')
  } finally {
    unlinkSync(path)
  }
}

/** Ends a process and everything it started. */
export function killProcess(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
}
