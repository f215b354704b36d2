import { runExample, type ExampleProblem } from './example.ts'
import type { Example, Policy } from './schema.ts'

type Step = Example['steps'][number]

/**
 * The example with the outcomes it has under this policy: what an administrator accepts after changing a rule on purpose.
 * Only expectations that do not hold are rewritten; what the example does stays. A step that is refused now expects that refusal.
 */
export function reviseExample(policy: Policy, example: Example): Example {
  const problems = runExample(policy, example)
  if (problems.length === 0) return example
  return {
    ...example,
    steps: example.steps.map((step, index) => problems.filter((problem) => problem.step === index).reduce(accept, step)),
  }
}

function accept(step: Step, { what, actual }: ExampleProblem): Step {
  const [subject = '', name = ''] = what.split(' ')
  const expect = { ...step.expect }
  if (subject === 'due') expect.due = without(expect.due, name, typeof actual === 'string' ? actual : undefined)
  else if (subject === 'breached') expect.breached = expect.breached?.filter((one) => one !== name)
  else Object.assign(expect, { [subject]: actual })
  return { ...step, expect: Object.fromEntries(Object.entries(expect).filter(([, value]) => value !== undefined)) }
}

function without(dues: Record<string, string> | undefined, name: string, value: string | undefined): Record<string, string> | undefined {
  const rest = Object.entries(dues ?? {}).filter(([key]) => key !== name)
  const all = value === undefined ? rest : [...rest, [name, value] as const]
  return all.length === 0 ? undefined : Object.fromEntries(all)
}
