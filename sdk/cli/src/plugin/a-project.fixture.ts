import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { collect } from '../testing/collect.ts'

const SDK = fileURLToPath(new URL('../../../plugin', import.meta.url))
const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))

/** A project as `create` leaves it, in a folder of its own, with the SDK of this workspace installed. */
export async function aProject(kind: string): Promise<string> {
  const folder = join(mkdtempSync(join(tmpdir(), 'shaotai-plugin-')), 'my-plugin')
  const { status, err } = await collect('plugin', 'create', folder, '--kind', kind, '--vendor', 'acme')
  if (status !== 0) throw new Error(err)
  mkdirSync(join(folder, 'node_modules/@shaotai'), { recursive: true })
  symlinkSync(SDK, join(folder, 'node_modules/@shaotai/plugin'))
  return folder
}

/** Changes one file of it. */
export function edit(folder: string, file: string, from: string | RegExp, to: string): void {
  const path = join(folder, file)
  const before = readFileSync(path, 'utf8')
  const after = before.replace(from, to)
  if (after === before) throw new Error(`${file} holds no ${String(from)}`)
  writeFileSync(path, after)
}

/** A command as a process of its own; `until` waits for a line, `say` types one. */
export function running(...args: string[]) {
  const child: ChildProcess = spawn(process.execPath, ['--conditions=@shaotai/source', MAIN, ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  const lines: string[] = []
  const errors: string[] = []
  const waiting = new Set<() => void>()
  if (child.stdout)
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line)
      for (const wake of waiting) wake()
    })
  child.stderr?.on('data', (part: Buffer) => errors.push(part.toString()))
  const ended = new Promise<number>((resolve) => {
    child.on('close', (status) => {
      resolve(status ?? 1)
      for (const wake of waiting) wake()
    })
  })
  let from = 0
  return {
    lines,
    ended: () => ended,
    say: (line: string) => void child.stdin?.write(`${line}\n`),
    stop: () => void child.kill(),
    until: (pattern: RegExp) =>
      new Promise<string>((resolve, reject) => {
        const look = () => {
          const index = lines.findIndex((line, at) => at >= from && pattern.test(line))
          if (index < 0 && child.exitCode === null) return
          waiting.delete(look)
          if (index < 0) return reject(new Error(`No line ${String(pattern)}:\n${[...lines, ...errors].join('\n')}`))
          from = index + 1
          resolve(lines[index] ?? '')
        }
        waiting.add(look)
        look()
      }),
  }
}
