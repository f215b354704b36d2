import { describe, expect, test } from 'vitest'
import { A_MONDAY_MORNING, anOrganisation, aPolicy } from '../testing/index.ts'
import type { CaseEvent } from '../case/event.ts'
import { SYSTEM } from '../organisation/role.ts'
import type { Policy } from '../policy/schema.ts'
import { DAY, MINUTE } from '../shared/instant.ts'
import { clocksOf } from '../sla/clocks.ts'
import { ClockHistory } from '../sla/history.ts'
import type { ClockRule } from '../sla/schema.ts'
import { inventHistory } from './history.ts'
import { replayYear } from './replay-year.ts'
import { REMAINING_EDGES } from './time-left.ts'
import { packYearPage, type StoredCase } from './year-page.ts'
import { openYear } from './year.ts'

const HOUR = 60 * MINUTE
const policy = aPolicy()
const until = A_MONDAY_MORNING + 40 * DAY

/** A case of a town, whose two departments are dispatched to after so many minutes; closed after so many days or not at all. */
function aCase(
  id: string,
  { town = 'nanhe', item, minutes, days }: { town?: string; item?: string; minutes: number; days?: number },
): StoredCase {
  const event = (seq: number, type: CaseEvent['type'], after: number, data = {}, more = {}): CaseEvent => ({
    seq,
    type,
    at: A_MONDAY_MORNING + after,
    by: SYSTEM,
    data,
    ...more,
  })
  const submitted = { policy: 'p', town, category: 'quick', ...(item && { item }), form: { title: '姓名电话', urgency: 'normal' } }
  const events = [
    event(1, 'case.submitted', 0, submitted),
    event(2, 'case.dispatched', minutes * MINUTE),
    event(3, 'assignment.created', minutes * MINUTE, { role: 'lead', round: 1 }, { assignment: `${id}-1`, unit: 'ZF' }),
    event(4, 'assignment.created', minutes * MINUTE, { role: 'cooperating', round: 1 }, { assignment: `${id}-2`, unit: 'SC' }),
    event(5, 'assignment.signed', minutes * MINUTE + HOUR, {}, { assignment: `${id}-1`, unit: 'ZF' }),
    event(6, 'assignment.signed', minutes * MINUTE + 3 * HOUR, {}, { assignment: `${id}-2`, unit: 'SC' }),
    ...(days === undefined ? [] : [event(7, 'case.closed', days * DAY)]),
  ]
  return { id, number: `N-${id}`, pinned: 'p', policy, events }
}

const dispatch: ClockRule = {
  id: 'dispatch',
  name: '转交',
  per: 'case',
  owner: 'platform',
  start: ['case.submitted'],
  stop: ['case.dispatched'],
  goals: [{ amount: 30, unit: 'minute', basis: 'natural' }],
  onReentry: 'ignore',
  warnAt: [],
}
const sign: ClockRule = {
  ...dispatch,
  id: 'sign',
  name: '签收',
  per: 'assignment',
  owner: 'assignee',
  start: ['assignment.created'],
  stop: ['assignment.signed'],
  goals: [{ amount: 2, unit: 'hour', basis: 'natural' }],
}
const withClocks = (...clocks: ClockRule[]): Policy => ({ ...policy, sla: { ...policy.sla, clocks } })
const goalOf = (rule: ClockRule, amount: number): ClockRule => ({ ...rule, goals: rule.goals.map((goal) => ({ ...goal, amount })) })
const inForce = withClocks(dispatch, sign)

const cases = [
  aCase('quick', { minutes: 10, days: 3 }),
  aCase('slow', { minutes: 45, days: 12 }),
  aCase('other', { town: 'beiyuan', minutes: 35 }),
]
const replay = (draft: Policy, known: readonly StoredCase[] = cases, pinned: Policy | undefined = inForce) =>
  replayYear({ inForce, pinned: () => pinned, until }, openYear([packYearPage(known.slice(0, 2)), packYearPage(known.slice(2))]))(draft)

describe('a year replayed under a changed rule', () => {
  test.each([
    ['nothing changed', inForce, [], []],
    ['forty minutes to dispatch', withClocks(goalOf(dispatch, 40), sign), [['dispatch', 3, 1, 2, 0, 1]], ['other']],
    ['five minutes to dispatch', withClocks(goalOf(dispatch, 5), sign), [['dispatch', 3, 3, 2, 1, 0]], ['quick']],
    [
      'half an hour to sign',
      withClocks(dispatch, goalOf({ ...sign, goals: [{ amount: 30, unit: 'minute', basis: 'natural' }] }, 30)),
      [['sign', 6, 6, 3, 3, 0]],
      ['quick', 'slow', 'other'],
    ],
    // Another moment from which time runs is another set of clocks: paired by whose they are.
    [
      'signing counts from the whistle',
      withClocks(dispatch, { ...sign, per: 'assignment', start: ['assignment.created', 'case.submitted'] }),
      [['sign', 6, 3, 3, 0, 0]],
      [],
    ],
    [
      'only leads have to sign',
      withClocks(dispatch, { ...sign, appliesTo: 'lead' }),
      [['sign', 3, 0, 3, 0, 3]],
      ['quick', 'slow', 'other'],
    ],
    ['a rule is dropped', withClocks(sign), [['dispatch', 0, 0, 2, 0, 2]], ['slow', 'other']],
    ['a rule is new', withClocks(dispatch, sign, { ...goalOf(dispatch, 40), id: 'again' }), [['again', 3, 1, 0, 1, 0]], ['slow']],
    [
      'the same conditions, said otherwise',
      withClocks(dispatch, { ...sign, when: { eq: ['assignment.role', 'lead'] } }),
      [['sign', 3, 0, 3, 0, 3]],
      ['quick', 'slow', 'other'],
    ],
  ] as const)('%s', (_name, draft, rules, moved) => {
    const found = replay(draft)
    expect(found.rules.map((one) => [one.clock, one.clocks, one.late, one.lateBefore, one.newlyLate, one.noLongerLate])).toEqual(rules)
    expect([...new Set([...found.newlyLate, ...found.noLongerLate].map((one) => one.case))].toSorted()).toEqual([...moved].toSorted())
  })

  test('counts by town, unit and item with places, least overdue first', () => {
    const found = replay(withClocks(goalOf(dispatch, 40), goalOf(sign, 4)))
    expect(found.total).toEqual({ clocksBefore: 9, clocks: 9, lateBefore: 5, late: 1, newlyLate: 0, noLongerLate: 4 })
    expect(found.byUnit.map((one) => [one.id, one.lateBefore, one.late, one.clocks, one.rankBefore, one.rank])).toEqual([
      ['SC', 3, 0, 3, 2, 1],
      ['ZF', 0, 0, 3, 1, 1],
    ])
    // Of six clocks of Nanhe three were late, of three of Beiyuan two.
    expect(found.byTown.map((one) => [one.id, one.lateBefore, one.late, one.rankBefore, one.rank])).toEqual([
      ['beiyuan', 2, 0, 2, 1],
      ['nanhe', 3, 1, 1, 2],
    ])
  })

  test('names a clock that changes sides with both of its due times', () => {
    const [clock] = replay(withClocks(goalOf(dispatch, 40), sign)).noLongerLate
    const due = (minutes: number) => A_MONDAY_MORNING + minutes * MINUTE
    expect(clock).toEqual({ case: 'other', number: 'N-other', clock: 'dispatch', town: 'beiyuan', dueBefore: due(30), dueAfter: due(40) })
  })

  test('a fact that was not collected leaves out the clocks that ask for it, and says how many cases', () => {
    const draft = withClocks(dispatch, { ...sign, when: { eq: ['form.never-asked', 'x'] } })
    const found = replay(draft)
    expect(found.missing).toEqual([{ clock: 'sign', path: 'form.never-asked', cases: 3 }])
    expect(found.rules).toMatchObject([{ clock: 'sign', clocks: 0, lateBefore: 0 }])
  })

  test.each([
    ['the policy of the cases is unknown', inForce, undefined, [['policy-unknown', 'p', 3]]],
    ['the draft drops their category', { ...inForce, categories: [] }, inForce, [['category-gone', 'quick', 3]]],
  ] as [string, Policy, Policy | undefined, unknown[]][])('%s: left out and counted', (_name, draft, pinned, excluded) => {
    const year = openYear([packYearPage(cases)])
    const found = replayYear({ inForce, pinned: () => pinned, until }, year)({ ...draft, sla: withClocks(goalOf(dispatch, 5), sign).sla })
    expect(found.excluded.map((one) => [one.why, one.what, one.cases])).toEqual(excluded)
    expect([found.cases, found.compared, found.total.clocks]).toEqual([3, 0, 0])
  })
})

describe('part of a year', () => {
  const year = openYear([packYearPage(cases)])
  const judge = replayYear({ inForce, pinned: () => inForce, until }, year)

  test('only the chosen cases are in the figures', () => {
    const found = judge(withClocks(goalOf(dispatch, 40), sign), { cases: Uint8Array.from(year.id, (id) => (id === 'other' ? 1 : 0)) })
    expect([found.cases, found.compared, found.total.clocks, found.noLongerLate.map((one) => one.case)]).toEqual([1, 1, 1, ['other']])
  })

  test('a rule that did not change is counted when it is asked for', () => {
    expect(judge(inForce, { also: ['dispatch'] }).rules).toMatchObject([{ clock: 'dispatch', clocks: 3, late: 2, lateBefore: 2 }])
  })

  test('time left is counted in bars on both sides; not a minute over is in time', () => {
    // Dispatched after 10, 45 and 35 minutes; the limit moves from 30 to 35.
    const { remaining } = judge(withClocks(goalOf(dispatch, 35), sign))
    const bars = REMAINING_EDGES.map((edge) => edge / HOUR)
    const [underAnHourOver, underAnHourLeft] = [bars.indexOf(0), bars.indexOf(1)]
    expect([remaining.before[underAnHourOver], remaining.before[underAnHourLeft]]).toEqual([2, 1])
    expect([remaining.after[underAnHourOver], remaining.after[underAnHourLeft]]).toEqual([1, 2])
  })

  test('one case is read by its place, whatever page it stands on', () => {
    const paged = openYear([packYearPage(cases.slice(0, 1)), packYearPage(cases.slice(1))])
    expect(cases.map((_one, place) => paged.history(place)?.events.length)).toEqual([7, 7, 6])
    expect([paged.history(-1), paged.history(3)]).toEqual([undefined, undefined])
    expect([...paged.submittedAt]).toEqual(cases.map(() => A_MONDAY_MORNING))
  })

  test('another calendar changes every rule', () => {
    const draft = { ...inForce, calendars: inForce.calendars.map((one) => ({ ...one, exceptions: [] })) }
    expect(judge(draft).rules.map((one) => one.clock)).toEqual(['dispatch', 'sign'])
  })
})

describe('a page of a year', () => {
  const history = [
    ...inventHistory(policy, 'p', anOrganisation(), {
      cases: 150,
      seed: 5,
      from: A_MONDAY_MORNING,
      to: until,
      photos: [],
      texts: ['已处理'],
      comments: ['及时'],
    }),
  ]
  const page = packYearPage(history.map((one) => ({ ...one, pinned: 'p', policy })))

  test('gives every clock as the whole events would', () => {
    const unpacked = [...openYear([page]).histories()]
    for (const [index, { events }] of history.entries()) {
      const [packed, whole] = [unpacked[index], new ClockHistory(events)].map((one) => one && clocksOf(policy, one, until))
      const plain = (clocks: typeof whole) =>
        clocks?.map((clock) => ({ ...clock, segments: clock.segments.map(({ name: _, ...segment }) => segment) }))
      expect(plain(packed)).toEqual(plain(whole))
    }
  })

  test('holds no title, no place, no name of a person', () => {
    const text = JSON.stringify(page)
    const titles = new Set(history.map(({ events }) => (events[0]?.data.form as { title?: string }).title ?? '已处理'))
    for (const words of [...titles, '已处理', '及时', '"address"', '"name"', '"responders":[{'])
      expect(text.includes(words), words).toBe(false)
  })

  test('says the same thing once', () => {
    expect(page.happenings.length).toBeLessThan(page.events.happening.length / 4)
  })
})
