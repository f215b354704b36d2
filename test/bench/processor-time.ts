import { existsSync, readFileSync } from 'node:fs'

/** Linux counts processor time in hundredths of a second for programs to read, whatever the kernel's own clock. */
const TICKS_PER_SECOND = 100

/** Processor time a process has used so far, all its threads, in ms; `undefined` where the system does not tell. */
export function processorTime(pid: number): number | undefined {
  const path = `/proc/${pid}/stat`
  if (!existsSync(path)) return undefined
  // The name of the program stands in brackets and may hold anything; fields are counted from behind it.
  const fields = readFileSync(path, 'utf8').split(')').at(-1)?.trim().split(' ') ?? []
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND
}
