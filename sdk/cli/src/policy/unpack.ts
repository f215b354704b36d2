import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { describeRefusal } from '@shaotai/api'
import { openBundle, POLICY_KINDS, type Policy } from '@shaotai/core'
import { EXIT, UsageError, type Exit } from '../exit.ts'
import { readTextOf } from '../read-file.ts'
import type { Terminal } from '../terminal.ts'
import { readVerifier } from './signing-key.ts'

/** `policy unpack`: the documents of a bundle as a directory, after it was verified; one that is not genuine writes nothing. */
export function unpackBundle(args: string[], terminal: Terminal): Exit {
  const options = { key: { type: 'string' }, out: { type: 'string', short: 'o' }, json: { type: 'boolean' } } as const
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options })
  const [file] = positionals
  if (file === undefined || values.key === undefined || values.out === undefined)
    throw new UsageError('需要制度包、--key 和 -o / a bundle, --key and -o are needed')
  const directory = resolve(values.out)
  const opened = openBundle(readTextOf(file), readVerifier(values.key))
  if (!opened.ok) {
    if (values.json) terminal.print(JSON.stringify({ unpacked: false, ...opened.error }, undefined, 2))
    else terminal.print(`${terminal.red('不可信，没有解包')}  ${describeRefusal(opened.error)} ${terminal.dim(opened.error.code)}`)
    return EXIT.found
  }
  const { policy, title, hash } = opened.value
  const files = writePolicy(policy, directory)
  if (values.json) terminal.print(JSON.stringify({ unpacked: true, directory: values.out, title, hash, files }, undefined, 2))
  else terminal.print(`${terminal.green('已解包')} ${title} → ${values.out}（${files.length} 个文件）\n内容指纹 ${hash}`)
  return EXIT.fine
}

/** Writes all documents beside the directory and moves them there at once, so that a full disk leaves no half of a policy. */
function writePolicy(policy: Policy, directory: string): string[] {
  const exists = existsSync(directory)
  if (exists && (!statSync(directory).isDirectory() || readdirSync(directory).length > 0))
    throw new UsageError(`${directory} 已存在且不为空，不覆盖 / exists and is not empty`)
  const documents = POLICY_KINDS.filter((kind) => policy[kind] !== undefined).map((kind) => [`${kind}.json`, policy[kind]] as const)
  const files = [['policy.json', { format: policy.format }] as const, ...documents]
  let beside: string | undefined
  try {
    mkdirSync(dirname(directory), { recursive: true })
    beside = mkdtempSync(join(dirname(directory), `.${basename(directory)}-`))
    for (const [name, document] of files) writeFileSync(join(beside, name), `${JSON.stringify(document, undefined, 2)}\n`)
    if (exists) rmdirSync(directory)
    renameSync(beside, directory)
  } catch (error) {
    if (beside !== undefined) rmSync(beside, { recursive: true, force: true })
    throw new UsageError(`写不了 ${directory} / cannot write: ${(error as Error).message}`)
  }
  return files.map(([name]) => name)
}
