import { writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { hasErrors, openPackage, packPlugin, type Finding } from '@shaotai/plugin-host/package'
import { EXIT, UsageError, type Exit } from '../exit.ts'
import type { Terminal } from '../terminal.ts'
import { buildProject, componentsOf, withHost } from './build.ts'
import { exitOf, printFindings } from './describe-finding.ts'
import { openProject, readPages, readReadme } from './project.ts'
import { isBuilt } from './validate.ts'

/** The ending of a package's file name. */
export const PACKAGE_ENDING = '.shaotai-plugin'

/** `plugin pack`: one file, its manifest derived from the code. What an upload would refuse is not packed. */
export async function packProject(args: string[], terminal: Terminal): Promise<Exit> {
  const options = { out: { type: 'string', short: 'o' }, json: { type: 'boolean' } } as const
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options })
  const project = openProject(positionals[0])
  const outcome = await withHost((host) => buildProject(project, host))
  const refuse = (findings: readonly Finding[]): Exit => {
    if (values.json) terminal.print(JSON.stringify({ packed: false, findings }, undefined, 2))
    else printFindings(findings, terminal)
    return exitOf(findings)
  }
  if (!isBuilt(outcome) || hasErrors(outcome.findings)) return refuse(outcome.findings)
  const { manifest, bundle, findings } = outcome
  const readme = readReadme(project)
  const packed = await packPlugin({
    manifest,
    bundle: bundle.code,
    map: bundle.map,
    pages: readPages(project),
    ...(readme !== undefined && { readme }),
    components: componentsOf(bundle, project),
  })
  if (!packed.ok) return refuse(packed.findings)
  const file = values.out ?? join(project.folder, `${manifest.id}-${manifest.version}${PACKAGE_ENDING}`)
  write(file, packed.value)
  const opened = await openPackage(packed.value)
  const sums = opened.ok ? opened.value.checksums.files['plugin.js'] : undefined
  if (values.json)
    terminal.print(
      JSON.stringify(
        { packed: true, file, id: manifest.id, version: manifest.version, bytes: packed.value.length, bundle: sums, findings },
        undefined,
        2,
      ),
    )
  else {
    printFindings(findings, terminal)
    terminal.print(
      `${terminal.green('已打包')} ${relative(process.cwd(), file) || file}  ${manifest.title.zh} ${manifest.version}，${Math.ceil(packed.value.length / 1024)} KB\n${terminal.dim(`SM3 ${sums?.sm3 ?? ''}`)}`,
    )
  }
  return EXIT.fine
}

/** Writes a file of a command's answer. */
export function write(file: string, content: Uint8Array | string): void {
  try {
    writeFileSync(file, content)
  } catch (error) {
    throw new UsageError(`写不了 ${file} / cannot write: ${(error as Error).message}`)
  }
}
