import { parseArgs } from 'node:util'
import { runExample, type ExampleProblem, type Policy } from '@shaotai/core'
import { EXIT, type Exit } from '../exit.ts'
import { withProgress, type Progress } from '../progress.ts'
import type { Terminal } from '../terminal.ts'
import { printProblem } from './describe-story.ts'
import { loadPolicy } from './load.ts'

/** An example and where it came out otherwise. */
export type ExampleOutcome = { id: string; title: string; problems: ExampleProblem[] }

/** `policy examples`: plays every example and says which hold. */
export function runExamples(args: string[], terminal: Terminal): Exit {
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } })
  const policy = loadPolicy(positionals[0])
  const outcomes = playExamples(policy, terminal.progress('范例', { json: values.json, of: policy.examples.length }))
  if (values.json) terminal.print(JSON.stringify({ examples: outcomes }, undefined, 2))
  else printOutcomes(outcomes, terminal)
  return outcomes.some(({ problems }) => problems.length > 0) ? EXIT.found : EXIT.fine
}

/** Plays the examples of a policy. */
export function playExamples(policy: Policy, progress: Progress): ExampleOutcome[] {
  return withProgress(progress, ({ step }) =>
    policy.examples.map((example) => {
      const problems = runExample(policy, example)
      step()
      return { id: example.id, title: example.title, problems }
    }),
  )
}

/** One line per example that holds, and one per mismatch of those that do not. */
export function printOutcomes(outcomes: readonly ExampleOutcome[], terminal: Terminal): void {
  for (const { id, title, problems } of outcomes) {
    terminal.print(`${problems.length === 0 ? terminal.green('✓ 相符') : terminal.red('✗ 不符')}  ${title} ${terminal.dim(id)}`)
    for (const problem of problems) printProblem(problem, terminal)
  }
  const failing = outcomes.filter(({ problems }) => problems.length > 0).length
  terminal.print(terminal.bold(`范例 ${outcomes.length} 个，不符 ${failing} 个`))
}
