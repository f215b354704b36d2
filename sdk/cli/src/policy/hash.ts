import { parseArgs } from 'node:util'
import { policyHash } from '@shaotai/core'
import { EXIT, type Exit } from '../exit.ts'
import type { Terminal } from '../terminal.ts'
import { loadPolicy } from './load.ts'

/** `policy hash`: the name by which cases pin this policy. */
export function printHash(args: string[], terminal: Terminal): Exit {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} })
  terminal.print(policyHash(loadPolicy(positionals[0])))
  return EXIT.fine
}
