import type { Policy } from './schema.ts'
import type { Example } from './example-schema.ts'
import { playStory } from './story.ts'

/** Where an example came out otherwise than it says. `step` counts from 0. */
export type ExampleProblem = { step: number; what: string; expected: unknown; actual: unknown }

/**
 * Plays an example (范例) through the same core as real cases, timers included, and compares what it expects.
 * An empty list means that the example holds. A step without an expected refusal must not be refused.
 */
export function runExample(policy: Policy, example: Example): ExampleProblem[] {
  return playStory(policy, example).problems
}
