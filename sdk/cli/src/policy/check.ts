import { parseArgs } from 'node:util'
import {
  blocksPublishing,
  checkPolicy,
  describeFinding,
  organisationSchema,
  parseValue,
  type Finding,
  type Organisation,
  type ParseRefusal,
  type Policy,
} from '@shaotai/core'
import { EXIT, UsageError, type Exit } from '../exit.ts'
import { readJson } from '../read-json.ts'
import type { Terminal } from '../terminal.ts'
import { describeProblem } from './describe-problem.ts'
import { playExamples, printOutcomes } from './examples.ts'
import { loadDirectory } from './load.ts'

/** `policy check`: what blocks publishing, what is only advice, and which examples do not hold. */
export function checkDirectory(args: string[], terminal: Terminal): Exit {
  const options = { organisation: { type: 'string' }, json: { type: 'boolean' } } as const
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options })
  const loaded = loadDirectory(positionals[0])
  const json = values.json ?? false
  if (!loaded.policy.ok) return refuse(loaded.policy.error, json, terminal)
  const policy = loaded.policy.value
  const organisation = readOrganisation(values.organisation, loaded.organisation)
  const findings = checkPolicy(policy, { organisation, now: Date.now() })
  const failing = playExamples(policy).filter(({ problems }) => problems.length > 0)
  const blocked = blocksPublishing(findings) || failing.length > 0
  if (json) terminal.print(JSON.stringify({ valid: true, blocked, findings, examples: failing }, undefined, 2))
  else printReport({ policy, findings, blocked }, terminal)
  if (!json && failing.length > 0) printOutcomes(failing, terminal)
  return blocked ? EXIT.found : EXIT.fine
}

/** A document that is no policy: nothing else can be said about it than where it is wrong. */
function refuse(error: ParseRefusal, json: boolean, terminal: Terminal): Exit {
  if (json) terminal.print(JSON.stringify({ valid: false, blocked: true, ...error }, undefined, 2))
  else {
    for (const problem of error.problems)
      terminal.print(`${terminal.red('必须改')}  ${describeProblem(problem)} ${terminal.dim(problem.at)}`)
    terminal.print(terminal.bold(`内容不符合格式：${error.problems.length} 处${error.params['more'] === true ? '以上' : ''}`))
  }
  return EXIT.found
}

function readOrganisation(path: string | undefined, own: unknown): Organisation | undefined {
  const raw = path === undefined ? own : readJson(path)
  if (raw === undefined && path !== undefined) throw new UsageError(`没有文件 ${path} / no such file`)
  if (raw === undefined) return undefined
  const parsed = parseValue(organisationSchema, raw)
  if (parsed.ok) return parsed.value
  const [first] = parsed.error.problems
  throw new UsageError(
    `机构人员数据不符合格式 / the organisation is not valid: ${first ? `${describeProblem(first)} ${first.at}` : parsed.error.code}`,
  )
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
