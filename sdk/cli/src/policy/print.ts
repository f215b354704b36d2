import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { printPolicy, writeMarkdown, type PrintedPolicy } from '@shaotai/core'
import { EXIT, UsageError, type Exit } from '../exit.ts'
import type { Terminal } from '../terminal.ts'
import { loadCounty } from './load.ts'

/** `policy print`: a policy as a regulation with numbered clauses, as Markdown on the terminal or as a Markdown or Word file. */
export async function printRegulation(args: string[], terminal: Terminal): Promise<Exit> {
  const text = { type: 'string' } as const
  const options = { docx: text, markdown: text, organisation: text, version: text, from: text, json: { type: 'boolean' } } as const
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options })
  const { policy, organisation } = loadCounty(positionals[0], values.organisation)
  const names = new Map(organisation?.units.map((unit) => [unit.id, unit.name]))
  const printed = printPolicy(policy, {
    unitName: (id) => names.get(id),
    ...(values.version !== undefined && { version: values.version }),
    ...(values.from !== undefined && { effectiveFrom: values.from }),
  })
  if (values.json) terminal.print(JSON.stringify(printed, undefined, 2))
  if (values.markdown !== undefined) write(values.markdown, writeMarkdown(printed), terminal)
  if (values.docx !== undefined) write(values.docx, await toWord(printed), terminal)
  if (values.json !== true && values.markdown === undefined && values.docx === undefined) terminal.print(writeMarkdown(printed))
  return EXIT.fine
}

/** The Word writer is loaded only when it is asked for: it is most of the weight of this command. */
async function toWord(printed: PrintedPolicy): Promise<Uint8Array> {
  const { writeWord } = await import('@shaotai/office/word')
  return writeWord(printed)
}

function write(path: string, content: string | Uint8Array, terminal: Terminal): void {
  try {
    writeFileSync(path, content)
  } catch (error) {
    throw new UsageError(`写不了 ${path} / cannot write ${path}: ${(error as Error).message}`)
  }
  terminal.complain(terminal.green(`已写入 ${path}`))
}
