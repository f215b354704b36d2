import { describe, expect, test } from 'vitest'
import cn2026 from '../../../../templates/calendars/cn-2026.json' with { type: 'json' }
import { parseLocal } from '../calendar/civil.ts'
import type { Calendar } from '../calendar/schema.ts'
import type { CaseEvent } from '../case/event.ts'
import { SYSTEM } from '../organisation/role.ts'
import { computeClocks } from '../sla/clocks.ts'
import type { ClockRule } from '../sla/schema.ts'
import { replayLimits } from './replay-limits.ts'

const at = (text: string) => parseLocal(`2026-${text}`, 480)
const calendars = [cn2026 as Calendar]

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
const close: ClockRule = {
  ...dispatch,
  id: 'close',
  name: '办结',
  stop: ['case.closed'],
  goals: [{ amount: 2, unit: 'day', basis: 'working-days' }],
}

const limits = (...clocks: ClockRule[]) => ({ sla: { calendar: 'cn-2026', onCalendarEdit: 'recompute' as const, clocks }, calendars })
const withAmount = (rule: ClockRule, amount: number): ClockRule => ({ ...rule, goals: rule.goals.map((goal) => ({ ...goal, amount })) })

/** A whistle at nine, dispatched after so many minutes, closed on a later day or not yet. */
function aCase(id: string, minutes: number, closed?: string): CaseEvent[] {
  const submitted = at('03-02T09:00')
  const event = (seq: number, type: CaseEvent['type'], moment: number, data = {}): CaseEvent => ({
    seq,
    type,
    at: moment,
    by: SYSTEM,
    data,
  })
  return [
    event(1, 'case.submitted', submitted, { id, town: 'nanhe', category: 'quick', form: {} }),
    event(2, 'case.dispatched', submitted + minutes * 60_000),
    ...(closed ? [event(3, 'case.closed', at(closed))] : []),
  ]
}
const cases = [aCase('quick', 10, '03-03T10:00'), aCase('slow', 45, '03-10T10:00'), aCase('open', 30)]
const now = at('03-06T12:00')
const inForce = limits(dispatch, close)

describe('replaying limits over stored cases', () => {
  test.each([
    ['nothing changed', inForce, []],
    ['an hour to dispatch', limits(withAmount(dispatch, 60), close), [['dispatch', 3, 0, 1, 0, 1]]],
    ['five minutes to dispatch', limits(withAmount(dispatch, 5), close), [['dispatch', 3, 3, 1, 2, 0]]],
    // The open case is judged at `now`, 4 working days after it began.
    ['five days to close', limits(dispatch, withAmount(close, 5)), [['close', 3, 1, 2, 0, 1]]],
    ['a rule is dropped', limits(close), [['dispatch', 0, 0, 1, 0, 1]]],
    ['a rule is new', limits(dispatch, close, { ...dispatch, id: 'again' }), [['again', 3, 1, 0, 1, 0]]],
  ] as const)('%s', (_name, draft, expected) => {
    const rules = replayLimits(inForce, cases, now)(draft)
    expect(rules.map((one) => [one.clock, one.clocks, one.late, one.lateBefore, one.newlyLate, one.noLongerLate])).toEqual(expected)
  })

  test('another calendar changes every rule', () => {
    const draft = { ...inForce, calendars: [{ ...calendars[0]!, exceptions: [] }] }
    expect(replayLimits(inForce, cases, now)(draft).map((one) => one.clock)).toEqual(['dispatch', 'close'])
  })

  test('the same judge answers draft after draft as all clocks computed anew would', () => {
    const judge = replayLimits(inForce, cases, now)
    for (const amount of [5, 10, 30, 44, 45, 46]) {
      const draft = limits(withAmount(dispatch, amount), close)
      const late = cases.flatMap((events) => computeClocks(draft, events, now)).filter((one) => one.clock === 'dispatch' && one.breached)
      expect(judge(draft)[0]?.late ?? 1).toBe(late.length)
    }
  })
})
