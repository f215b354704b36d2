import { afterEach, describe, expect, it } from 'vitest'
import { runNode } from '../support/run.ts'
import { plant } from './plant.ts'

/** The compiler is the fence: in the core these names do not exist. */
const FORBIDDEN: readonly [name: string, source: string][] = [
  ['the network', 'export const page = fetch("/")'],
  ['the process', 'export const home = process.env.HOME'],
  ['timers', 'export const timer = setTimeout(() => 1, 1)'],
  ['the console', 'console.log("hello")'],
  ['the file system', 'import { readFileSync } from "node:fs"\nexport const file = readFileSync("a")'],
  ['the page', 'export const title = document.title'],
  ['buffers', 'export const bytes = Buffer.from("a")'],
]

let remove = () => {}
afterEach(() => remove())

function compile(source: string) {
  const planted = plant(['tsconfig.base.json', 'sdk/core/tsconfig.json', 'sdk/core/package.json'], { 'sdk/core/src/canary.ts': source })
  remove = planted.remove
  return runNode('node_modules/typescript/bin/tsc', ['-p', 'sdk/core', '--pretty', 'false'], { cwd: planted.directory })
}

describe('the core cannot name', () => {
  it.each(FORBIDDEN)('%s', (_, source) => {
    const { status, out } = compile(source)
    expect(status).not.toBe(0)
    expect(out).toMatch(/^sdk\/core\/src\/canary\.ts\(1,\d+\): error TS(2304|2307|2580|2584|2591): Cannot find /m)
  })

  it('but compiles what is pure', () => {
    expect(compile('export const twice = (value: number): number => value * 2')).toMatchObject({ status: 0, out: '' })
  })
})
