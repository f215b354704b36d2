import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readlinkSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FrameReader } from '../frames/frames.ts'
import type { IsolationAttempt, IsolationMeasure, IsolationReport } from '../host.ts'
import { killProcess, startProcess } from '../spawn/command.ts'
import { FIRST_UID, UIDS, type Hardening } from '../spawn/hardening.ts'
import { childOf, processFacts } from '../spawn/process-facts.ts'
import { programFile } from '../spawn/program.ts'
import type { Targets } from './attempts-main.ts'

const MEMORY = 256
/** Attacks that the system must stop by itself for the highest level; the others are Node's to stop. */
const SYSTEM = ['tcp', 'fetch', 'udp', 'signal', 'become-root', 'write-file', 'memory'] as const

/** Attacks Node does not stop by itself. */
const LEFT_TO_SYSTEM: readonly string[] = ['memory', 'signal', 'become-root']

/**
 * Tries the attacks on this machine, twice: with everything, and with what the system alone denies. The level says what held, not what was
 * asked for.
 */
export async function probeIsolation(hardening: Hardening): Promise<IsolationReport> {
  const folder = mkdtempSync(join(tmpdir(), 'shaotai-probe-'))
  const tcp = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
  const socket = join(folder, 'open.sock')
  const unix = createServer((peer) => peer.destroy()).listen(socket)
  const udp = createSocket('udp4').bind(0, '127.0.0.1')
  try {
    await Promise.all([once(tcp, 'listening'), once(unix, 'listening'), once(udp, 'listening')])
    const written = join(folder, 'canary')
    mkdirSync(written)
    const targets: Targets = {
      port: (tcp.address() as AddressInfo).port,
      udp: udp.address().port,
      socket,
      folder: written,
      pid: process.pid,
      memory: MEMORY,
    }
    const whole = await attempt(hardening, targets, false)
    const alone = { ...targets, only: [...SYSTEM, 'unix-socket'] }
    const system = hardening.wrapper.length > 0 ? await attempt(hardening, alone, true) : undefined
    return reportOf(hardening, whole, system)
  } finally {
    tcp.close()
    unix.close()
    udp.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Attempted = { readonly results: Readonly<Record<string, string | null>>; readonly seen: readonly IsolationMeasure[] }

async function attempt(hardening: Hardening, targets: Targets, withoutPermission: boolean): Promise<Attempted | undefined> {
  const program = await programFile('probe')
  const { child, channel, complaints } = startProcess(hardening, {
    program,
    input: JSON.stringify(targets),
    uid: FIRST_UID + UIDS,
    heap: 96,
    memory: MEMORY,
    withoutPermission,
  })
  complaints.resume()
  const reader = new FrameReader()
  try {
    const results = await new Promise<Record<string, unknown> | undefined>((resolve) => {
      const late = setTimeout(() => resolve(undefined), 30_000)
      channel.on('data', (chunk: Buffer) => {
        const [message] = reader.push(chunk)
        if (!message) return
        clearTimeout(late)
        resolve(message)
      })
      channel.on('error', () => undefined)
      child.on('error', () => resolve(undefined))
      child.on('exit', () => {
        clearTimeout(late)
        resolve(undefined)
      })
    })
    if (!results) return undefined
    const pid = (hardening.forks ? childOf(child.pid ?? 0) : undefined) ?? child.pid ?? 0
    return { results: results as Record<string, string | null>, seen: measuresSeen(pid) }
  } finally {
    killProcess(child)
    channel.destroy()
  }
}

/** What the system itself says is around a process. */
function measuresSeen(pid: number): IsolationMeasure[] {
  const { uid, capabilities, noNewPrivileges, network, dataLimit } = processFacts(pid)
  const seen: IsolationMeasure[] = []
  if (network !== undefined && network !== ownNetwork()) seen.push('network-namespace')
  if (uid !== undefined && uid !== process.getuid?.()) seen.push('own-user')
  if (dataLimit !== undefined) seen.push('memory-limit')
  if (noNewPrivileges === true) seen.push('no-new-privileges')
  if (capabilities !== undefined && /^0+$/.test(capabilities)) seen.push('no-capabilities')
  return seen
}

function ownNetwork(): string | undefined {
  try {
    return readlinkSync('/proc/self/ns/net')
  } catch {
    return undefined
  }
}

function reportOf(hardening: Hardening, whole: Attempted | undefined, system: Attempted | undefined): IsolationReport {
  const names = Object.keys(whole?.results ?? {})
  const attempts: IsolationAttempt[] = names.map((attack) => {
    const [all, alone] = [whole?.results[attack] ?? null, system?.results[attack]]
    const bySystem = alone !== undefined && alone !== null
    return {
      attack,
      contained: all !== null,
      how: all === null ? 'not contained' : bySystem ? `${all}; by the system alone: ${alone}` : all,
    }
  })
  const seen = whole?.seen ?? []
  const systemHolds =
    system !== undefined && SYSTEM.every((attack) => system.results[attack] !== null && system.results[attack] !== undefined)
  const apart = seen.includes('network-namespace') && seen.includes('memory-limit') && (seen.includes('own-user') || hardening.forks)
  const contained = (attack: string) => attempts.find((one) => one.attack === attack)?.contained === true
  const nodeHolds = names.length > 0 && names.every((attack) => LEFT_TO_SYSTEM.includes(attack) || contained(attack))
  const level = nodeHolds && apart && systemHolds && attempts.every((one) => one.contained) ? 'L3' : nodeHolds ? 'L2' : 'L1'
  return { level, node: process.versions.node, attempts, missing: missingOf(hardening, seen), used: ['permission', ...seen] }
}

function missingOf(hardening: Hardening, seen: readonly IsolationMeasure[]): IsolationReport['missing'] {
  const lost = hardening.used
    .filter((measure) => measure !== 'permission' && !seen.includes(measure))
    .map((measure) => ({ measure, reason: 'asked for, but not seen on the running process' }))
  return [...hardening.missing, ...lost]
}
