import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { hasErrors } from '@shaotai/plugin-host/package'
import type { Exit } from '../exit.ts'
import type { Terminal } from '../terminal.ts'
import { buildProject, withHost, type BuildOutcome } from './build.ts'
import { exitOf, printFindings } from './describe-finding.ts'
import { fixDeclarations } from './fix-declarations.ts'
import { openProject, type Project } from './project.ts'

/** `plugin validate`: the very checks of a county's upload, before anything is packed. */
export async function validateProject(args: string[], terminal: Terminal): Promise<Exit> {
  const options = { fix: { type: 'boolean' }, json: { type: 'boolean' } } as const
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options })
  const project = openProject(positionals[0])
  const fixed: string[] = values.fix ? fix(project) : []
  const { findings, bundle } = await withHost((host) => buildProject(project, host))
  if (values.json) terminal.print(JSON.stringify({ valid: !hasErrors(findings), fixed, findings }, undefined, 2))
  else {
    for (const one of fixed) terminal.print(`${terminal.green('已改')} ${one}`)
    printFindings(findings, terminal)
    if (!hasErrors(findings)) terminal.print(terminal.green(`可以打包（代码 ${Math.round((bundle?.code.length ?? 0) / 1024)} KB）`))
  }
  return exitOf(findings)
}

function fix({ entry }: Project): string[] {
  const { source, added } = fixDeclarations(readFileSync(entry, 'utf8'))
  if (added.length > 0) writeFileSync(entry, source)
  return added.map((permission) => `permissions: '${permission}'`)
}

/** Whether a project was built at all. */
export function isBuilt(outcome: BuildOutcome): outcome is Extract<BuildOutcome, { manifest: unknown }> {
  return outcome.bundle !== undefined
}
