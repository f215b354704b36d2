import { DAY, MINUTE, packYearPage, openYear, type ClockRule, type Policy, type RankedOverdue } from '@shaotai/core'
import { A_MONDAY_MORNING, anOrganisation, aPolicy } from '@shaotai/core/testing'
import { describe, expect, test } from 'vitest'
import { chooseCases, openDesk, type Cases } from './desk.ts'
import { byRank, calendarGap, moveOf, placesWon, ratesOf } from './figures.ts'
import { limitRange } from './limit-range.ts'
import { draggedAmount, lineOf } from './line.ts'
import { examplesAsCases, inventCases } from './other-cases.ts'
import { pauseRows, togglePause } from './pause-rows.ts'

const policy = aPolicy()
const counts = { clocksBefore: 4, clocks: 4, lateBefore: 1, late: 2, newlyLate: 1, noLongerLate: 0 }
const ranked = (id: string, rankBefore: number | null, rank: number | null): RankedOverdue => ({ id, ...counts, rankBefore, rank })

describe('figures', () => {
  test('shares are of the clocks of their own side; without clocks there is none', () => {
    expect(ratesOf(counts)).toEqual({ before: 0.25, after: 0.5 })
    expect(ratesOf({ ...counts, clocksBefore: 0 })).toEqual({ before: undefined, after: 0.5 })
  })

  test.each([
    [0.1, 0.2, 'up'],
    [0.2, 0.1, 'down'],
    [0.2, 0.2, 'same'],
    [undefined, 0.2, 'same'],
  ] as const)('from %s to %s is %s', (before, after, move) => expect(moveOf(before, after)).toBe(move))

  test('places won are positive, place 1 is best, who has no place comes last', () => {
    expect([placesWon(ranked('a', 3, 1)), placesWon(ranked('a', 1, 3)), placesWon(ranked('a', null, 1))]).toEqual([2, -2, undefined])
    expect(byRank([ranked('a', 1, null), ranked('b', 1, 2), ranked('c', 1, 1)]).map(({ id }) => id)).toEqual(['c', 'b', 'a'])
  })

  test('a calendar that does not cover the cases is named', () => {
    const covered = policy.calendars.find((one) => one.id === policy.sla.calendar)?.coverage ?? { from: '', to: '' }
    const [from, to] = [Date.parse(`${covered.from}T12:00Z`), Date.parse(`${covered.to}T12:00Z`)]
    expect(calendarGap(policy, from, to)).toBeUndefined()
    expect(calendarGap(policy, from - 3 * DAY, to)).toMatchObject({ before: true, after: false })
    expect(calendarGap(policy, from, to + 3 * DAY)).toMatchObject({ before: false, after: true })
  })
})

describe('what a slider spans', () => {
  test.each([
    ['twice the limit in force', { amount: 3, unit: 'hour' }, { amount: 4, unit: 'hour' }, { min: 1, max: 8, marks: [1, 4, 8] }],
    ['never less than is usual', { amount: 1, unit: 'hour' }, { amount: 1, unit: 'hour' }, { min: 1, max: 6, marks: [1, 6] }],
    ['a limit beyond is on it', { amount: 40, unit: 'day' }, { amount: 3, unit: 'day' }, { min: 1, max: 40, marks: [1, 3, 40] }],
    ['another unit has nothing in force', { amount: 2, unit: 'day' }, { amount: 3, unit: 'hour' }, { min: 1, max: 5, marks: [1, 3, 5] }],
  ] as const)('%s', (_name, goal, inForce, range) => expect(limitRange(goal, inForce)).toEqual(range))

  test('a marker dragged half as far again makes the limit half as long again, and never less than one', () => {
    expect([draggedAmount(4, 100, 50), draggedAmount(4, 100, -300), draggedAmount(4, 0, 50)]).toEqual([6, 1, 4])
  })
})

describe('what stops a clock', () => {
  const rule = { pauseBy: ['suspension'] } as Pick<ClockRule, 'pauseBy'>
  test('a pause somebody asks for says who approves it; one that follows from a step has nobody', () => {
    const rows = pauseRows(policy, rule)
    const asked = policy.flows.flatMap((flow) => flow.requests).filter((one) => one.kind === 'suspension')
    expect(rows.find((row) => row.kind === 'suspension')).toMatchObject({
      stops: true,
      approvers: [...new Set(asked.flatMap((one) => one.decidedBy))],
    })
    expect(rows.find((row) => row.kind === 'consultation')).toMatchObject({ stops: false, approvers: [] })
  })
  test('taken out and put in again', () => {
    expect(togglePause(rule, 'suspension')).toBeUndefined()
    expect(togglePause(rule, 'supplement')).toEqual(['suspension', 'supplement'])
  })
})

describe('the usual way of a whistle', () => {
  const { stages, beside } = lineOf(policy, A_MONDAY_MORNING)
  test('every stage begins where one before it is due', () => {
    const ends = new Set([A_MONDAY_MORNING, ...stages.map(({ clock }) => clock.dueAt)])
    for (const { clock } of stages) expect(ends.has(clock.startedAt), clock.clock).toBe(true)
    expect(stages.length).toBeGreaterThan(1)
  })
  test('the stages fill the line, and every rule is on it or beside it', () => {
    expect(stages.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(1)
    expect(stages.length + beside.length).toBe(policy.sla.clocks.length)
  })
})

describe('the cases of a draft', () => {
  const units = anOrganisation().units
  const of = (type: string) => units.filter((unit) => unit.type === type).map(({ id, name }) => ({ id, name }))
  const places = { towns: of('town'), departments: of('department') }
  const invented = inventCases(policy, places, A_MONDAY_MORNING)

  test('are invented for a county without history, the same each time', () => {
    expect(invented.year.size).toBeGreaterThan(100)
    expect(inventCases(policy, places, A_MONDAY_MORNING).year.number).toEqual(invented.year.number)
  })

  test('may be its own examples, or nothing where it has none', () => {
    expect(examplesAsCases({ ...policy, examples: [] }).year.size).toBe(0)
  })

  test('are all, those of some days, or of one town', () => {
    const { year, until } = invented
    const count = (marks: Uint8Array | undefined) => marks?.reduce((sum, mark) => sum + mark, 0)
    const [town = ''] = year.towns
    expect(chooseCases(invented, { source: 'year' })).toBeUndefined()
    expect(count(chooseCases(invented, { source: 'year', days: 90 }))).toBe(
      [...year.submittedAt].filter((at) => at >= until - 90 * DAY).length,
    )
    expect(count(chooseCases(invented, { source: 'year', town }))).toBe([...year.town].filter((place) => place === 0).length)
    expect(count(chooseCases(invented, { source: 'year', town: 'nowhere' }))).toBe(0)
  })

  test('a clock that changes sides opens under both versions with the due times the replay gave', () => {
    const rule = policy.sla.clocks.find((one) => one.per === 'assignment') as ClockRule
    const goals = rule.goals.map((goal) => ({ ...goal, amount: 1, unit: 'minute' as const, basis: 'natural' as const }))
    const draft: Policy = {
      ...policy,
      sla: { ...policy.sla, clocks: policy.sla.clocks.map((one) => (one.id === rule.id ? { ...one, goals } : one)) },
    }
    const desk = openDesk(policy, () => invented)
    const { newlyLate } = desk.replay(draft, { source: 'year' })
    expect(newlyLate.length).toBeGreaterThan(0)
    for (const one of newlyLate.slice(0, 20)) {
      const { before, after } = desk.clocks(draft, 'year', one)
      expect([before?.dueAt, after?.dueAt, before?.breached, after?.breached]).toEqual([one.dueBefore, one.dueAfter, false, true])
      expect(after?.segments.length).toBeGreaterThan(0)
    }
  })

  test('a case nobody has opens nothing', () => {
    const empty: Cases = { year: openYear([packYearPage([])]), until: A_MONDAY_MORNING + MINUTE, pinned: () => undefined }
    const missing = { case: 'x', number: 'x', clock: 'sign', dueBefore: null, dueAfter: null }
    expect(openDesk(policy, () => empty).clocks(policy, 'year', missing)).toEqual({ before: undefined, after: undefined })
  })
})
