import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { EXIT, UsageError, type Exit } from '../exit.ts'
import type { Terminal } from '../terminal.ts'
import { openProject } from './project.ts'

/** `plugin test`: the tests of the project under Node's own runner. */
export async function testProject(args: string[], terminal: Terminal): Promise<Exit> {
  const options = { chaos: { type: 'boolean' }, record: { type: 'boolean' }, seed: { type: 'string' }, json: { type: 'boolean' } } as const
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options })
  const { folder } = openProject(positionals[0])
  const files = globSync('{src,test}/**/*.test.{ts,js,mjs}', { cwd: folder }).map((file) => join(folder, file))
  if (files.length === 0) throw new UsageError(`${folder} 里没有 *.test.ts / has no tests`)
  const env = {
    ...process.env,
    ...(values.chaos && { SHAOTAI_CHAOS: values.seed ?? '1' }),
    ...(values.record && { SHAOTAI_RECORD: '1' }),
  }
  if (values.chaos && !values.json) terminal.print(terminal.dim(`每次投递都再来一次，没有先后的打乱次序（种子 ${values.seed ?? '1'}）`))
  const reporter = values.json ? ['--test-reporter=tap'] : []
  const { status, out } = await run([...process.execArgv, '--test', ...reporter, ...files], {
    cwd: folder,
    env,
    quiet: values.json === true,
  })
  if (values.json) {
    const count = (name: string) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(out)?.[1] ?? 0)
    terminal.print(JSON.stringify({ passed: count('pass'), failed: count('fail'), output: status === 0 ? undefined : out }, undefined, 2))
  }
  return status === 0 ? EXIT.fine : EXIT.found
}

function run(
  args: string[],
  { quiet, ...options }: { cwd: string; env: NodeJS.ProcessEnv; quiet: boolean },
): Promise<{ status: number; out: string }> {
  // A test that starts tests would be told so by its own runner.
  const { NODE_TEST_CONTEXT: _, ...env } = options.env
  const child = spawn(process.execPath, args, {
    cwd: options.cwd,
    env,
    stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
  })
  const parts: Buffer[] = []
  child.stdout?.on('data', (part: Buffer) => parts.push(part))
  child.stderr?.on('data', (part: Buffer) => parts.push(part))
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (status) => resolve({ status: status ?? 1, out: Buffer.concat(parts).toString('utf8') }))
  })
}
