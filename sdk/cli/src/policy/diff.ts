import { parseArgs } from 'node:util'
import { describeChange, diffPolicy, groupChanges, printPolicy, type Change } from '@shaotai/core'
import { EXIT, type Exit } from '../exit.ts'
import type { Terminal } from '../terminal.ts'
import { loadPolicy } from './load.ts'

/** `policy diff`: what changed between two policies, one sentence per change, grouped by the clause that says it. */
export function diffDirectories(args: string[], terminal: Terminal): Exit {
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } })
  const before = loadPolicy(positionals[0])
  const after = loadPolicy(positionals[1])
  const changes = diffPolicy(before, after)
  const say = (change: Change) => describeChange(change, 'zh', change.kind === 'removed' ? before : after)
  const clauses = groupChanges(changes, printPolicy(before), printPolicy(after)).map((clause) => ({
    ...clause,
    changes: clause.changes.map((change) => ({ ...change, sentence: say(change) })),
  }))
  if (values.json) {
    terminal.print(JSON.stringify({ changes: changes.length, clauses }, undefined, 2))
    return changes.length === 0 ? EXIT.fine : EXIT.found
  }
  const paint = { added: terminal.green, removed: terminal.red, changed: terminal.amber }
  for (const { number, title, before: was, removed, changes: own } of clauses) {
    const moved = was === undefined ? '' : terminal.dim(`（原${was}）`)
    terminal.print(`${terminal.bold(`${removed ? '原' : ''}${number}　${title}`)}${moved}`)
    for (const { kind, at, sentence } of own) terminal.print(`  ${paint[kind](SIGNS[kind])} ${sentence} ${terminal.dim(at)}`)
  }
  terminal.print(terminal.bold(changes.length === 0 ? '没有改动' : `改动 ${changes.length} 处，涉及 ${clauses.length} 条`))
  return changes.length === 0 ? EXIT.fine : EXIT.found
}

const SIGNS = { added: '+', removed: '−', changed: '~' } as const
