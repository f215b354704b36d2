import type { Example, Expectation } from './example-schema.ts'
import type { ExampleProblem } from './example.ts'

/** An example that does not hold, and where. */
export type FailingExample = { readonly id: string; readonly problems: readonly ExampleProblem[] }

/** What a story is about is for a person to write anew: refusals, the events that must happen, and who may act. */
export function isAdoptable({ what }: Pick<ExampleProblem, 'what'>): boolean {
  return !['refusal', 'events', 'allowed', 'notAllowed'].includes(what.split(' ')[0] ?? '')
}

/**
 * Examples that expect what the draft now gives, where it differs: the rule was meant to change, so its examples change with it. Only the
 * chosen ones are touched, and refusals never; every replaced value is a change the reviewer sees.
 */
export function adoptOutcomes(examples: readonly Example[], failing: readonly FailingExample[], chosen: readonly string[]): Example[] {
  return examples.map((example) => {
    const found = chosen.includes(example.id) ? failing.find((one) => one.id === example.id) : undefined
    if (!found) return example
    const steps = example.steps.map((step, index) => {
      const problems = found.problems.filter((problem) => problem.step === index && isAdoptable(problem))
      if (problems.length === 0 || !step.expect) return step
      return { ...step, expect: problems.reduce<Expectation>(adopt, step.expect) }
    })
    return { ...example, steps }
  })
}

function adopt(expect: Expectation, { what, actual }: ExampleProblem): Expectation {
  const at = what.indexOf(' ')
  const [word, name] = at < 0 ? [what, ''] : [what.slice(0, at), what.slice(at + 1)]
  if (isTable(word)) {
    const { [name]: _old, ...others } = expect[word] ?? {}
    // A due time, a status or a figure that is not there any more is not expected any more.
    return { ...expect, [word]: actual === null || actual === undefined ? others : { ...expect[word], [name]: actual } }
  }
  if (word === 'breached') return { ...expect, breached: (expect.breached ?? []).filter((one) => one !== name) }
  if (['state', 'phase', 'lead', 'card'].includes(word) && typeof actual === 'string') return { ...expect, [word]: actual }
  if (word === 'level' && typeof actual === 'number') return { ...expect, level: actual }
  if (word === 'cooperating' && Array.isArray(actual)) return { ...expect, cooperating: actual.map(String) }
  return expect
}

const TABLES = ['due', 'clocks', 'assignments', 'requests', 'facts', 'score', 'rank'] as const

function isTable(word: string): word is (typeof TABLES)[number] {
  return (TABLES as readonly string[]).includes(word)
}
