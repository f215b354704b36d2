import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anOrganisation, A_MONDAY_MORNING, aPolicy } from '../testing/index.ts'
import type { CaseEvent } from '../case/event.ts'
import { SYSTEM } from '../organisation/role.ts'
import { DAY, MINUTE } from '../shared/instant.ts'
import { computeClocks } from '../sla/clocks.ts'
import type { ClockRule } from '../sla/schema.ts'
import { inventHistory } from './history.ts'
import { replayYear } from './replay-year.ts'
import { packYearPage } from './year-page.ts'
import { openYear } from './year.ts'

const HOUR = 60 * MINUTE
const policy = aPolicy()
const until = A_MONDAY_MORNING + 40 * DAY
const history = [
  ...inventHistory(policy, 'p', anOrganisation(), {
    cases: 120,
    seed: 3,
    from: A_MONDAY_MORNING,
    to: until,
    photos: [],
    texts: ['已处理'],
    comments: ['及时'],
  }),
].map(({ events }, index) => (index % 3 === 0 ? suspendedOnSite(events) : events))

/** The same case, held for two days from an hour after somebody arrived. */
function suspendedOnSite(events: readonly CaseEvent[]): CaseEvent[] {
  const arrived = events.find((event) => event.type === 'assignment.arrived')
  if (!arrived) return [...events]
  const held = (type: 'case.suspended' | 'case.resumed', at: number): CaseEvent => ({ seq: 0, type, at, by: SYSTEM, data: {} })
  return [...events, held('case.suspended', arrived.at + HOUR), held('case.resumed', arrived.at + 2 * DAY)].toSorted((a, b) => a.at - b.at)
}

const stored = history.map((events, index) => ({ id: `c${index}`, number: `${index}`, pinned: 'p', policy, events }))
const judge = replayYear({ inForce: policy, pinned: () => policy, until }, openYear([packYearPage(stored)]))

const withGoals = (id: string, change: (goal: ClockRule['goals'][number], index: number) => ClockRule['goals'][number]) => ({
  ...policy,
  sla: { ...policy.sla, clocks: policy.sla.clocks.map((rule) => (rule.id === id ? { ...rule, goals: rule.goals.map(change) } : rule)) },
})

test('the history has what makes a clock differ: pauses, extensions, rework', () => {
  const types = new Set(history.flat().map((event) => event.type))
  expect(['case.suspended', 'assignment.extended', 'assignment.reworkStarted'].filter((type) => !types.has(type as never))).toEqual([])
})

test('runs that were found once and judged again come out as all clocks computed anew', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...policy.sla.clocks.map((rule) => rule.id)),
      fc.array(
        fc.record({ amount: fc.integer({ min: 1, max: 90 }), unit: fc.constantFrom('minute' as const, 'hour' as const, 'day' as const) }),
        {
          minLength: 4,
          maxLength: 4,
        },
      ),
      (id, goals) => {
        const draft = withGoals(id, (goal, index) => ({ ...goal, ...goals[index % goals.length] }))
        const anew = history.flatMap((events) => computeClocks(draft, events, until, { explain: false }).filter((one) => one.clock === id))
        const [replayed] = judge(draft).rules
        if (replayed) expect([replayed.clocks, replayed.late]).toEqual([anew.length, anew.filter((one) => one.breached).length])
      },
    ),
    { numRuns: 60 },
  )
})
