import { readFileSync, readlinkSync } from 'node:fs'

/** Bytes of memory of its own a process holds, shared pages of libraries aside; `undefined` where the system does not say. */
export function residentBytes(pid: number): number | undefined {
  const [, resident, shared] = read(pid, 'statm')?.split(' ').map(Number) ?? []
  return resident === undefined || shared === undefined ? undefined : (resident - shared) * 4096
}

/** Processor time a process has used, ms. */
export function processorTime(pid: number): number | undefined {
  // The name in parentheses may hold anything: fields are counted after it.
  const fields = read(pid, 'stat')?.split(') ')[1]?.split(' ')
  return fields ? (Number(fields[11]) + Number(fields[12])) * 10 : undefined
}

/** The process that was started by a process that only starts another. */
export function childOf(pid: number): number | undefined {
  const child = Number(read(pid, `task/${pid}/children`)?.trim().split(' ')[0])
  return Number.isInteger(child) && child > 0 ? child : undefined
}

/** What the system says of a process, for the probe. */
export function processFacts(pid: number): {
  uid?: number
  capabilities?: string
  noNewPrivileges?: boolean
  network?: string
  dataLimit?: number
} {
  const status = read(pid, 'status') ?? ''
  const limit = /^Max data size\s+(\d+)/m.exec(read(pid, 'limits') ?? '')?.[1]
  return {
    ...optional('uid', /^Uid:\s+(\d+)/m.exec(status)?.[1], Number),
    ...optional('capabilities', /^CapEff:\s+(\w+)/m.exec(status)?.[1], String),
    ...optional('noNewPrivileges', /^NoNewPrivs:\s+(\d)/m.exec(status)?.[1], (value) => value === '1'),
    ...optional('network', link(pid, 'ns/net'), String),
    ...optional('dataLimit', limit, Number),
  }
}

function optional<K extends string, T>(name: K, value: string | undefined, make: (text: string) => T): Partial<Record<K, T>> {
  return value === undefined ? {} : ({ [name]: make(value) } as Record<K, T>)
}

function read(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return undefined
  }
}

function link(pid: number, file: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/${file}`)
  } catch {
    return undefined
  }
}
