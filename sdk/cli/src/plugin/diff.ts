import { parseArgs } from 'node:util'
import { diffManifest } from '@shaotai/plugin'
import { openPackage } from '@shaotai/plugin-host/package'
import { EXIT, UsageError, type Exit } from '../exit.ts'
import type { Terminal } from '../terminal.ts'
import { printFindings } from './describe-finding.ts'
import { readPackage } from './sign.ts'

/** `plugin diff`: what a new version may do that the old one could not, as the approver reads it. */
export async function diffPlugins(args: string[], terminal: Terminal): Promise<Exit> {
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } })
  const [before, after] = positionals
  if (before === undefined || after === undefined) throw new UsageError('需要两个插件包 / two packages are needed')
  const [old, now] = await Promise.all([before, after].map(async (file) => openPackage(readPackage(file))))
  if (!old?.ok || !now?.ok) {
    const findings = [old, now].flatMap((one) => (one && !one.ok ? one.findings : []))
    if (values.json) terminal.print(JSON.stringify({ findings }, undefined, 2))
    else printFindings(findings, terminal)
    return EXIT.found
  }
  const [from, to] = [old.value.manifest, now.value.manifest]
  const changes = diffManifest(from, to)
  const approval = changes.some(({ needsApproval }) => needsApproval)
  if (values.json)
    terminal.print(
      JSON.stringify({ from: from.version, to: to.version, sameId: from.id === to.id, needsApproval: approval, changes }, undefined, 2),
    )
  else {
    terminal.print(terminal.bold(`${to.title.zh}  ${from.version} → ${to.version}`))
    if (from.id !== to.id) terminal.print(terminal.red(`不是同一个插件：${from.id}、${to.id}`))
    for (const { what, text, needsApproval } of changes) {
      const paint = { added: terminal.green, removed: terminal.red, changed: terminal.amber }[what]
      terminal.print(
        `  ${paint({ added: '+', removed: '−', changed: '~' }[what])} ${text.zh}${needsApproval ? terminal.amber('  须审批') : ''}`,
      )
    }
    terminal.print(
      terminal.bold(
        changes.length === 0
          ? '权限、地址、个人信息和功能点都没有改动'
          : approval
            ? '有新增的权限、地址或个人信息：须重新审批'
            : '没有新增的权限、地址或个人信息',
      ),
    )
  }
  return changes.length === 0 && from.id === to.id ? EXIT.fine : EXIT.found
}
