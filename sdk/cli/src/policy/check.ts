import { parseArgs } from 'node:util'
import { blocksPublishing, checkPolicy, describeFinding, type Finding, type Policy } from '@shaotai/core'
import { EXIT, type Exit } from '../exit.ts'
import type { Terminal } from '../terminal.ts'
import { checkAgainstHistory, plainHistory, printHistory } from './check-history.ts'
import { printRefused } from './describe-problem.ts'
import { playExamples, printOutcomes } from './examples.ts'
import { loadDirectory, readOrganisation } from './load.ts'
import { refuseHistory } from './open-history-file.ts'

/** `policy check`: what blocks publishing, what is only advice, and which examples do not hold; with a history, what last year's cases say. */
export function checkDirectory(args: string[], terminal: Terminal): Exit {
  const options = { organisation: { type: 'string' }, history: { type: 'string' }, json: { type: 'boolean' } } as const
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options })
  const loaded = loadDirectory(positionals[0])
  const json = values.json ?? false
  if (!loaded.policy.ok) return printRefused(loaded.policy.error, json, terminal)
  const policy = loaded.policy.value
  const organisation = readOrganisation(values.organisation, loaded.organisation)
  const history =
    values.history === undefined ? undefined : checkAgainstHistory(policy, values.history, terminal.progress('对照历史', { json }))
  if (history && 'problems' in history) return refuseHistory(history.problems, json, terminal)
  const found = [...checkPolicy(policy, { organisation, now: Date.now() }), ...(history?.findings ?? [])]
  const findings = found.toSorted((a, b) => Number(a.severity === 'amber') - Number(b.severity === 'amber'))
  const failing = playExamples(policy, terminal.progress('范例', { json, of: policy.examples.length })).filter(
    ({ problems }) => problems.length > 0,
  )
  const blocked = blocksPublishing(findings) || failing.length > 0
  if (json)
    terminal.print(
      JSON.stringify(
        { valid: true, blocked, findings, examples: failing, ...(history && { history: plainHistory(history.summary) }) },
        undefined,
        2,
      ),
    )
  else printReport({ policy, findings, blocked }, terminal)
  if (!json && history) printHistory(history.summary, terminal)
  if (!json && failing.length > 0) printOutcomes(failing, terminal)
  return blocked ? EXIT.found : EXIT.fine
}

type Report = { policy: Policy; findings: readonly Finding[]; blocked: boolean }

function printReport({ policy, findings, blocked }: Report, terminal: Terminal): void {
  for (const finding of findings) {
    const label = finding.severity === 'red' ? terminal.red('必须改') : terminal.amber('建议改')
    terminal.print(`${label}  ${describeFinding(finding, policy)} ${terminal.dim(`${finding.code} ${finding.at}`)}`)
  }
  const red = findings.filter(({ severity }) => severity === 'red').length
  const verdict = blocked ? terminal.red('不能发布') : terminal.green('可以发布')
  terminal.print(
    `${terminal.bold(`体检：必须改 ${red} 处，建议改 ${findings.length - red} 处；范例 ${policy.examples.length} 个`)}  ${verdict}`,
  )
}
