import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const PLACES = ['/usr/bin', '/bin', '/usr/sbin', '/sbin']

/** Where a tool of the system lies; places are fixed, so that nobody's PATH decides what runs. */
export function toolPath(name: string): string | undefined {
  return PLACES.map((place) => join(place, name)).find((path) => existsSync(path))
}

/** Runs a command to its end and says what was wrong with it, or nothing. */
export function trial(command: readonly string[], timeout = 20_000): Promise<string | undefined> {
  const [file = '', ...args] = command
  return new Promise((resolve) => {
    execFile(file, args, { env: {}, timeout, killSignal: 'SIGKILL' }, (error, _out, err) => {
      resolve(error ? reasonOf(error.message, String(err)) : undefined)
    })
  })
}

function reasonOf(message: string, err: string): string {
  const line = err.split('\n').find((text) => text.trim() !== '') ?? message.split('\n')[0] ?? message
  return line.trim().slice(0, 300)
}
