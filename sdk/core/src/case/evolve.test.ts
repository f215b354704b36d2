import { describe, expect, it } from 'vitest'
import { aStoryAt } from '../testing/index.ts'
import { CANONICAL_EVENTS } from './event-name.ts'
import { evolve } from './evolve.ts'

/** An expected event of a forecast says only that it happens; an event of an older release may say less than today's. Neither breaks the fold. */
describe('an event that carries no data', () => {
  const { state, events } = aStoryAt('consent')
  const [assignment] = state.assignments
  const names = CANONICAL_EVENTS.filter((name) => name !== 'case.submitted')

  it.each(names)('%s leaves a case that can be read', (type) => {
    const last = events.at(-1)!
    const bare = { seq: state.version + 1, type, at: last.at, by: last.by, data: {} }
    expect(evolve(state, bare).version).toBe(state.version + 1)
    expect(evolve(state, { ...bare, assignment: assignment!.id, unit: assignment!.unit }).version).toBe(state.version + 1)
  })
})
