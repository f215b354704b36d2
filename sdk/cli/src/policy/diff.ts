import { parseArgs } from 'node:util'
import { describeChange, diffPolicy } from '@shaotai/core'
import { EXIT, type Exit } from '../exit.ts'
import type { Terminal } from '../terminal.ts'
import { loadPolicy } from './load.ts'

/** `policy diff`: what changed between two policies, one sentence per change. */
export function diffDirectories(args: string[], terminal: Terminal): Exit {
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } })
  const after = loadPolicy(positionals[1])
  const changes = diffPolicy(loadPolicy(positionals[0]), after)
  if (values.json) terminal.print(JSON.stringify({ changes }, undefined, 2))
  else {
    const paint = { added: terminal.green, removed: terminal.red, changed: terminal.amber }
    for (const change of changes)
      terminal.print(`${paint[change.kind](SIGNS[change.kind])} ${describeChange(change, 'zh', after)} ${terminal.dim(change.at)}`)
    terminal.print(terminal.bold(changes.length === 0 ? '没有改动' : `改动 ${changes.length} 处`))
  }
  return changes.length === 0 ? EXIT.fine : EXIT.found
}

const SIGNS = { added: '+', removed: '−', changed: '~' } as const
