import { describe, expect, it } from 'vitest'
import type { Policy } from '../policy/schema.ts'
import { A_MONDAY_MORNING, anOrganisation, aPolicy, aStoryAt } from '../testing/index.ts'
import { DAY } from '../shared/instant.ts'
import { inventHistory } from './history.ts'
import { readHistoryCase, readHistoryHeader, writeHistoryHeader } from './history-file.ts'
import { withoutPersonal } from './without-personal.ts'
import { openSimulation, type SimulationOptions, type SimulationResult } from './simulate.ts'

const policy = aPolicy()
const organisation = anOrganisation()
const until = A_MONDAY_MORNING
const cases = [
  ...inventHistory(policy, 'a-policy', organisation, {
    cases: 60,
    seed: 3,
    from: until - 200 * DAY,
    to: until,
    photos: [],
    texts: ['已核实。'],
    comments: ['好。'],
  }),
]

/** Simulates a draft that an edit made of the policy in force. */
function simulate(edit: (draft: Policy) => void = () => {}, options: Partial<SimulationOptions> = {}): SimulationResult {
  const draft = aPolicy()
  edit(draft)
  const run = openSimulation({ draft, pinned: () => policy, current: policy, units: organisation.units, until, ...options })
  for (const one of cases) run.add(one)
  return run.result()
}
const sum = (counts: SimulationResult['byClock'], key: 'newlyLate' | 'noLongerLate' | 'late') =>
  [...counts.values()].reduce((total, one) => total + one[key], 0)
const goalOf = (draft: Policy, id: string) => draft.sla.clocks.find((clock) => clock.id === id)?.goals[0] ?? { amount: 0 }

describe('a simulation', () => {
  it('of the policy in force changes nothing', () => {
    const result = simulate()
    expect(result).toMatchObject({
      cases: cases.length,
      compared: cases.length,
      excluded: [],
      missing: [],
      newlyLate: [],
      noLongerLate: [],
    })
    expect(result.scores.flatMap((model) => model.summary)).toEqual([])
    expect(result.scores.every((model) => model.periods.length > 1)).toBe(true)
    expect(sum(result.byClock, 'late')).toBeGreaterThan(0)
  })

  it('of a shorter limit makes clocks newly late, each counted once for its rule, unit and item', () => {
    const result = simulate((draft) => (goalOf(draft, 'sign').amount = 1))
    expect(sum(result.byClock, 'newlyLate')).toBeGreaterThan(0)
    expect(sum(result.byClock, 'noLongerLate')).toBe(0)
    expect(sum(result.byUnit, 'newlyLate')).toBe(sum(result.byClock, 'newlyLate'))
    expect(sum(result.byItem, 'newlyLate')).toBe(sum(result.byClock, 'newlyLate'))
    expect(result.newlyLate.every((one) => one.clock === 'sign' && (one.dueAfter ?? 0) < (one.dueBefore ?? 0))).toBe(true)
  })

  it('of a longer limit makes no clock late that was not', () => {
    const result = simulate((draft) => (goalOf(draft, 'sign').amount = 10_000))
    expect(sum(result.byClock, 'newlyLate')).toBe(0)
    expect(result.byClock.get('sign')?.late).toBe(0)
  })

  it('names no more cases than asked and counts them all', () => {
    const result = simulate((draft) => (goalOf(draft, 'sign').amount = 1), { listed: 2 })
    expect(result.newlyLate).toHaveLength(2)
    expect(sum(result.byClock, 'newlyLate')).toBeGreaterThan(2)
  })

  it('moves scores and ranks with another weight', () => {
    const result = simulate((draft) => {
      const [model] = draft.scoring.models
      Object.assign(model?.parts[0] ?? {}, { weight: '9/10' })
      Object.assign(model?.parts[1] ?? {}, { weight: '1/10' })
    })
    const [model] = result.scores
    const moved = model?.periods.flatMap((one) => one.subjects) ?? []
    expect(moved.length).toBeGreaterThan(0)
    for (const one of moved) expect(one.scoreBefore).not.toBeNull()
    expect(model?.summary.reduce((sum, one) => sum + one.periods, 0)).toBe(moved.length)
  })

  it('scores each period of the model by itself', () => {
    const [model] = simulate((draft) => (goalOf(draft, 'sign').amount = 1)).scores
    expect(model?.unit).toBe(policy.scoring.models[0]?.period.unit)
    expect(model?.periods.map((one) => one.period)).toEqual(model?.periods.map((one) => one.period).toSorted())
    expect(model?.periods.every((one) => /^\d{4}(-(Q[1-4]|\d\d))?$/.test(one.period))).toBe(true)
  })

  it.each<[string, (draft: Policy) => void, string]>([
    ['category', (draft) => draft.categories.forEach((one) => (one.id = `${one.id}-new`)), 'category-gone'],
    ['item', (draft) => draft.responsibilities.items.forEach((one) => (one.id = `${one.id}-new`)), 'item-gone'],
  ])('leaves out cases whose %s is gone, and says how many', (_, edit, why) => {
    const result = simulate(edit)
    expect(result.compared).toBe(0)
    expect(result.excluded.reduce((total, one) => total + (one.why === why ? one.cases : 0), 0)).toBe(cases.length)
  })

  it('leaves out cases whose policy nobody has', () => {
    expect(simulate(() => {}, { pinned: () => undefined }).excluded).toEqual([
      { why: 'policy-unknown', what: 'a-policy', cases: cases.length },
    ])
  })

  it.each<[string, { amount: number; before: number; after: number; late: number; lateUnderLast: number }]>([
    ['late when it was brought to a longer limit', { amount: 90, before: 30, after: 1, late: 2, lateUnderLast: 0 }],
    ['in time when it was brought to a longer limit', { amount: 90, before: 0, after: 30, late: 0, lateUnderLast: 0 }],
    ['answered in time before it was brought to a shorter limit', { amount: 1, before: 3, after: 0, late: 0, lateUnderLast: 2 }],
  ])('of a case that was %s starts from what it was held to as it ran', (_, { amount, before, after, late, lateUnderLast }) => {
    const later = aPolicy()
    goalOf(later, 'reply').amount = amount
    const versions = new Map([
      ['a-policy', policy],
      ['later', later],
    ])
    const story = aStoryAt('handling', policy)
    story.policies = (version) => versions.get(version)
    const replies = () =>
      story.do('zf-clerk', 'reply', { form: { result: '已清理' } }).do('sl-clerk', 'reply', { form: { result: '已清理' } })
    story.wait(before * 24 * 60)
    if (after === 0) replies()
    story.do('system', 'applyPolicy', { version: 'later' })
    if (after > 0) {
      story.wait(after * 24 * 60)
      replies()
    }
    const run = (pinned: SimulationOptions['pinned']) => {
      const simulation = openSimulation({ draft: later, pinned, current: later, units: organisation.units, until: story.now })
      simulation.add({ id: 'c', number: 'N', events: story.events })
      return simulation.result()
    }
    const reply = run((hash) => versions.get(hash)).byClock.get('reply')
    expect([reply?.lateBefore, reply?.late]).toEqual([late, lateUnderLast])
    expect(run((hash) => (hash === 'later' ? later : undefined)).excluded).toEqual([{ why: 'policy-unknown', what: 'a-policy', cases: 1 }])
  })

  it('leaves out clocks that read what nobody collected, and counts them', () => {
    const result = simulate((draft) => {
      const [goal] = draft.sla.clocks.find((clock) => clock.id === 'sign')?.goals ?? []
      if (goal) Object.assign(goal, { amount: 1, when: { eq: ['form.weather', 'rain'] } })
    })
    expect(result.missing).toEqual([{ by: 'clock', rule: 'sign', path: 'form.weather', count: expect.any(Number) as number }])
    expect(result.missing[0]?.count).toBeGreaterThanOrEqual(cases.length)
    expect(result.byClock.has('sign')).toBe(false)
  })

  it('counts score facts without a rating that nobody asked for then', () => {
    const result = simulate((draft) => {
      const [model] = draft.scoring.models
      Object.assign(model?.indicators ?? {}, {
        courtesy: { name: '礼貌', mean: 'eval.courtesy', scale: { from: ['0', '5'], to: ['0', '100'] } },
      })
    })
    expect(result.missing).toMatchObject([{ by: 'model', path: 'eval.courtesy' }])
  })
})

describe('a history without personal data', () => {
  const bare = cases.map(({ id, number, events }) => ({ id, number, events: withoutPersonal(policy, events) }))

  it('gives the same answer', () => {
    const draft = aPolicy()
    goalOf(draft, 'sign').amount = 1
    const run = openSimulation({ draft, pinned: () => policy, current: policy, units: organisation.units, until })
    for (const one of bare) run.add(one)
    const whole = simulate((one) => (goalOf(one, 'sign').amount = 1))
    expect({ ...run.result(), newlyLate: [] }).toEqual({ ...whole, newlyLate: [] })
  })

  it('names nobody and quotes nobody', () => {
    const story = aStoryAt('dispatched').do('zf-clerk', 'sign')
    story.do('zf-clerk', 'nameResponders', { responders: [{ person: 'p1', name: '张三', phone: '13800000000' }] })
    const text = JSON.stringify(withoutPersonal(policy, story.events))
    for (const secret of ['张三', '13800000000', '东街 1 号']) expect(text).not.toContain(secret)
    expect(text).toContain('"title":"***"')
    expect(text).toContain('"person":"p1"')
  })
})

describe('a history file', () => {
  const header = { format: 'shaotai-history', version: 1, until, units: [], policies: new Map([['h', policy]]) } as const
  it('reads what it wrote', () => {
    const read = readHistoryHeader(writeHistoryHeader(header as never))
    expect(read).toMatchObject({ header: { until } })
    expect('header' in read && read.header.policies.get('h')).toEqual(policy)
    const [one] = cases
    expect(readHistoryCase(JSON.stringify(one), 2)).toEqual({ one })
  })

  const [one] = cases
  const changed = (change: (events: { seq: number; at: number; type: string }[]) => void) => {
    const copy = structuredClone(one)
    change((copy?.events ?? []) as never)
    return JSON.stringify(copy)
  }
  it.each([
    ['no JSON', '{', 'history.not-json', ''],
    ['no events', '{"id":"c","number":"n","events":[]}', 'schema.too-few', '/events'],
    ['an unknown key', '{"id":"c","number":"n","events":[],"x":1}', 'schema.key-unknown', '/x'],
    ['events out of order', changed((events) => Object.assign(events[1] ?? {}, { seq: 9 })), 'history.seq', '/events/1/seq'],
    ['time that runs backwards', changed((events) => Object.assign(events[1] ?? {}, { at: 0 })), 'history.time-backwards', '/events/1/at'],
    ['half a millisecond', changed((events) => Object.assign(events[1] ?? {}, { at: 1.5 })), 'schema.wrong-type', '/events/1/at'],
    [
      'no submission',
      changed((events) => Object.assign(events[0] ?? {}, { type: 'case.dispatched' })),
      'history.no-submission',
      '/events/0/type',
    ],
  ])('names a line with %s', (_, line, code, at) => {
    const read = readHistoryCase(line, 7)
    expect('problems' in read && read.problems.map((problem) => [problem.line, problem.code, problem.at])).toContainEqual([7, code, at])
  })
})
