import { parseArgs } from 'node:util'
import { policyHash } from '@shaotai/core'
import { EXIT, type Exit } from '../exit.ts'
import type { Terminal } from '../terminal.ts'
import { loadPolicy } from './load.ts'

/** `policy hash`: the name by which cases pin this policy. */
export function printHash(args: string[], terminal: Terminal): Exit {
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } })
  const hash = policyHash(loadPolicy(positionals[0]))
  terminal.print(values.json ? JSON.stringify({ hash }, undefined, 2) : hash)
  return EXIT.fine
}
