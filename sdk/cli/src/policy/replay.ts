import { parseArgs } from 'node:util'
import {
  checkExample,
  computeClocks,
  describeFinding,
  exampleSchema,
  parseValue,
  playStory,
  type Clock,
  type Example,
  type Finding,
  type Policy,
  type StoryRun,
} from '@shaotai/core'
import { describeRefusal } from '@shaotai/api'
import { EXIT, UsageError, type Exit } from '../exit.ts'
import { readJsonOf } from '../read-file.ts'
import type { Terminal } from '../terminal.ts'
import { localTime } from './describe-due.ts'
import { eventWords, printProblem } from './describe-story.ts'
import { printRefused } from './describe-problem.ts'
import { loadCounty } from './load.ts'

/** `policy replay`: plays a story against a policy without a server, and says where it came out otherwise than expected. */
export function replayStory(args: string[], terminal: Terminal): Exit {
  const options = { organisation: { type: 'string' }, json: { type: 'boolean' } } as const
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options })
  const [directory, file] = positionals
  if (file === undefined) throw new UsageError('缺少故事文件 / a story file is missing')
  const { policy, organisation } = loadCounty(directory, values.organisation)
  const parsed = parseValue(exampleSchema, readJsonOf(file))
  if (!parsed.ok) return printRefused(parsed.error, values.json ?? false, terminal)
  const story = parsed.value
  const findings = checkExample(policy, story, organisation)
  if (findings.length > 0) return printFindings(policy, story, findings, values.json ?? false, terminal)
  const run = playStory(policy, story, { units: organisation?.units })
  const offset = policy.calendars.find((one) => one.id === policy.sla.calendar)?.utcOffsetMinutes ?? 0
  if (values.json) printJson(policy, story, run, terminal)
  else printRun({ policy, story, run, offset }, terminal)
  return run.problems.length > 0 ? EXIT.found : EXIT.fine
}

/** A story that cannot be played: only what is wrong with it is said. */
function printFindings(policy: Policy, story: Example, findings: readonly Finding[], json: boolean, terminal: Terminal): Exit {
  if (json) terminal.print(JSON.stringify({ holds: false, findings }, undefined, 2))
  else
    for (const found of findings) {
      const named = describeFinding({ ...found, at: `/examples/0${found.at}` }, { ...policy, examples: [story] })
      terminal.print(`${terminal.red('必须改')}  ${named} ${terminal.dim(`${found.code} ${found.at}`)}`)
    }
  return EXIT.found
}

function printJson(policy: Policy, story: Example, run: StoryRun, terminal: Terminal): void {
  const turns = run.turns.map((turn) => ({ ...turn, actor: story.steps[turn.step]?.actor, command: story.steps[turn.step]?.command }))
  const cases = run.cases.map(({ key, events, state }) => ({ key, state, clocks: computeClocks(policy, events, run.end) }))
  terminal.print(JSON.stringify({ holds: run.problems.length === 0, problems: run.problems, turns, cases }, undefined, 2))
}

type Report = { policy: Policy; story: Example; run: StoryRun; offset: number }

function printRun({ policy, story, run, offset }: Report, terminal: Terminal): void {
  const several = new Set(run.turns.map((turn) => turn.case)).size > 1
  const of = (key: string) => (several ? terminal.dim(` ${key}`) : '')
  terminal.print(terminal.bold(story.title))
  for (const turn of run.turns) {
    const step = story.steps[turn.step]
    for (const { case: key, event } of turn.timers)
      terminal.print(`${terminal.dim(localTime(event.at, offset))}  ${terminal.amber(eventWords(policy, event))}${of(key)}`)
    terminal.print(`${localTime(turn.now, offset)}  ${terminal.bold(step?.command ?? '')}  ${step?.actor}${of(turn.case)}`)
    for (const event of turn.events) terminal.print(`    ${eventWords(policy, event)}`)
    if (turn.refusal) terminal.print(`    ${terminal.amber('被拒绝')}  ${describeRefusal(turn.refusal)} ${terminal.dim(turn.refusal.code)}`)
    for (const problem of run.problems.filter((one) => one.step === turn.step)) printProblem(problem, terminal)
  }
  for (const { key, events, state } of run.cases) {
    const flow = policy.flows.find((one) => one.id === policy.categories.find((each) => each.id === state.category)?.flow)
    const name = flow?.states.find((one) => one.id === state.state)?.name ?? state.state
    terminal.print(`${terminal.bold('结束时')}${of(key)}  ${name} ${terminal.dim(`${state.state} ${state.phase}`)}`)
    for (const clock of computeClocks(policy, events, run.end)) terminal.print(`    ${clockLine(clock, offset, terminal)}`)
  }
  const verdict = run.problems.length === 0 ? terminal.green('✓ 相符') : terminal.red(`✗ 不符 ${run.problems.length} 处`)
  terminal.print(`${terminal.bold(`演练 ${run.turns.length} 步`)}  ${verdict}`)
}

const STATUS = { running: '计时中', paused: '停表', met: '已办', cancelled: '作废' } as const

function clockLine({ name, unit, dueAt, status, breached, provisional }: Clock, offset: number, terminal: Terminal): string {
  const due = dueAt === null ? '到期未定' : `${localTime(dueAt, offset)} 到期`
  const late = breached ? terminal.red('超时') : ''
  return `${name}${unit === undefined ? '' : ` ${unit}`}  ${due}  ${STATUS[status]} ${late}${provisional ? terminal.amber(' 暂定') : ''}`.trimEnd()
}
