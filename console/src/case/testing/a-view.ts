import type { CaseView } from '@shaotai/api'
import { allowedCommands, computeClocks, suggestValue, usedShare, type Actor, type Policy } from '@shaotai/core'
import { anOrganisation, aPolicy, type Story } from '@shaotai/core/testing'

/** What the server would answer a person about the case of a story: the same rules, without a database. */
export function aView(story: Story, person: string, policy: Policy = aPolicy()): CaseView {
  const state = story.state
  const clocks = computeClocks(policy, story.events, story.now)
  const items = policy.evaluation.forms.flatMap((form) => form.items.map((item) => ({ form: form.id, item })))
  return {
    case: state,
    policyVersion: 1,
    clocks,
    forecast: [],
    allowed: allowedCommands(policy, state, anActor(person), { now: story.now, clocks }),
    suggestions: state.assignments
      .filter((one) => one.phase === 'DONE')
      .flatMap((one) =>
        items.flatMap(({ form, item }) => {
          const clock = clocks.find((each) => each.clock === item.suggestion?.clock && each.assignment === one.id)
          const share = clock && usedShare(clock, clock.stoppedAt ?? clock.startedAt)
          const value = share && suggestValue(item, share)
          return clock && share && value !== undefined
            ? [{ assignment: one.id, form, item: item.id, value, clock: clock.clock, ...share }]
            : []
        }),
      ),
  }
}

/** A person of the test's organisation as the core knows them. */
export function anActor(id: string): Actor {
  const person = anOrganisation().people.find((one) => one.id === id)
  if (!person) throw new Error(`nobody is called ${id}`)
  return { person: id, name: person.name, unit: person.unit, roles: person.roles }
}
