import type { ExampleProblem } from './example.ts'
import type { Example } from './schema.ts'

/** An example that does not hold, and where. */
export type FailingExample = { readonly id: string; readonly problems: readonly ExampleProblem[] }

type Expectation = NonNullable<Example['steps'][number]['expect']>

/** A refusal that came or went changes the story itself: that is for a person to write anew. */
export function isAdoptable(problem: Pick<ExampleProblem, 'what'>): boolean {
  return problem.what !== 'refusal'
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
  if (word === 'due') {
    const { [name]: _old, ...others } = expect.due ?? {}
    return { ...expect, due: typeof actual === 'string' ? { ...expect.due, [name]: actual } : others }
  }
  if (word === 'breached') return { ...expect, breached: (expect.breached ?? []).filter((one) => one !== name) }
  if (word === 'score') {
    const { [name]: _old, ...others } = expect.score ?? {}
    return { ...expect, score: typeof actual === 'string' ? { ...expect.score, [name]: actual } : others }
  }
  if ((word === 'state' || word === 'lead') && typeof actual === 'string') return { ...expect, [word]: actual }
  if (word === 'cooperating' && Array.isArray(actual)) return { ...expect, cooperating: actual.map(String) }
  return expect
}
