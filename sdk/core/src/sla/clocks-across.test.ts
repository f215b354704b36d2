import { describe, expect, it } from 'vitest'
import cn2026 from '../../../../templates/calendars/cn-2026.json' with { type: 'json' }
import { formatInstant, parseLocal } from '../calendar/civil.ts'
import type { Calendar } from '../calendar/schema.ts'
import type { CaseEvent } from '../case/event.ts'
import type { EventName } from '../case/event-name.ts'
import { SYSTEM } from '../organisation/role.ts'
import { computeClocks, type ClockOptions, type Limits } from './clocks.ts'
import type { ClockRule } from './schema.ts'

const at = (day: string) => parseLocal(`2026-03-${day}`, 480)
const local = (instant: number | null | undefined) => (instant == null ? '' : formatInstant(instant, 480).slice(8, 16))

/** A reply within so many calendar days of the arrival. */
const reply = (days: number, change: Partial<ClockRule> = {}): ClockRule => ({
  id: 'reply',
  name: '答复',
  per: 'assignment',
  owner: 'assignee',
  start: ['assignment.arrived', 'assignment.reworkStarted'],
  stop: ['assignment.done'],
  goals: [{ amount: days, unit: 'day', basis: 'natural' }],
  onReentry: 'restart',
  warnAt: [],
  ...change,
})
const visit = reply(1, { id: 'visit', name: '回访', start: ['assignment.done'], stop: ['case.callbackDone'] })
const version = (...clocks: ClockRule[]): Limits => ({
  sla: { calendar: 'cn-2026', onCalendarEdit: 'recompute', clocks },
  calendars: [cn2026 as Calendar],
})

type Step = [day: string, type: EventName, extra?: Partial<CaseEvent>]
const created = (id = 'a'): Step => ['02T08:00', 'assignment.created', { assignment: id, unit: id, data: { role: 'lead', round: 1 } }]
const arrived = (day = '02T09:00', id = 'a'): Step => [day, 'assignment.arrived', { assignment: id, unit: id }]
const done = (day: string, id = 'a'): Step => [day, 'assignment.done', { assignment: id, unit: id }]
const rework = (day: string): Step => [day, 'assignment.reworkStarted', { assignment: 'a', unit: 'a' }]
const changedTo = (name: string, day: string): Step => [day, 'case.policyChanged', { data: { version: name } }]

/** The clocks of a case that began under version `one`; each as "key status due (stopped) (late)". */
function clocks(
  versions: Readonly<Record<string, Limits>>,
  steps: readonly Step[],
  now?: string,
  { given = version(), ...options }: ClockOptions & { given?: Limits } = {},
): string[] {
  const submitted: Step = [
    '02T08:00',
    'case.submitted',
    { data: { id: 'c1', number: '1', policy: 'one', town: 't', category: 'quick', title: '占道', emergency: false, form: {} } },
  ]
  const events = [submitted, ...steps].map(([day, type, extra], index) => ({
    seq: index + 1,
    type,
    at: at(day),
    by: SYSTEM,
    data: {},
    ...extra,
  }))
  const found = computeClocks(given, events, now === undefined ? undefined : at(now), { policies: (name) => versions[name], ...options })
  return found.map(({ key, status, dueAt, stoppedAt, breached }) =>
    [key, status, local(dueAt), ...(stoppedAt === undefined ? [] : [local(stoppedAt)]), ...(breached ? ['late'] : [])].join(' '),
  )
}

describe('a case that came under another version on its way', () => {
  const two = { one: version(reply(5)), two: version(reply(3)) }
  const begun = [created(), arrived()]

  it.each<[string, Readonly<Record<string, Limits>>, Step[], string, string[]]>([
    [
      'what runs counts by the new version from its own start',
      two,
      [...begun, changedTo('two', '03T09:00')],
      '04T09:00',
      ['reply/a/1 running 05T09:00'],
    ],
    [
      'also when the new version lets it be late at once',
      two,
      [...begun, changedTo('two', '06T09:00')],
      '06T10:00',
      ['reply/a/1 running 05T09:00 late'],
    ],
    [
      'what had ended keeps the rules it ran under',
      two,
      [...begun, done('06T09:00'), changedTo('two', '07T09:00')],
      '08T09:00',
      ['reply/a/1 met 07T09:00 06T09:00'],
    ],
    [
      'what had ended late stays late under a longer limit',
      { one: version(reply(1)), two: version(reply(9)) },
      [...begun, done('06T09:00'), changedTo('two', '07T09:00')],
      '08T09:00',
      ['reply/a/1 met 03T09:00 06T09:00 late'],
    ],
    [
      'what was late by then keeps the limit it missed',
      { one: version(reply(1)), two: version(reply(9)) },
      [...begun, changedTo('two', '04T09:00'), done('05T09:00')],
      '06T09:00',
      ['reply/a/1 met 03T09:00 05T09:00 late'],
    ],
    [
      'what is late only later is held to the new limit',
      { one: version(reply(1)), two: version(reply(9)) },
      [...begun, changedTo('two', '02T21:00'), done('05T09:00')],
      '06T09:00',
      ['reply/a/1 met 11T09:00 05T09:00'],
    ],
    [
      'a clock the new version does not know ends with the old one, and is not late',
      { one: version(reply(5)), two: version() },
      [...begun, changedTo('two', '03T09:00')],
      '20T09:00',
      ['reply/a/1 cancelled 07T09:00 03T09:00'],
    ],
    [
      'but stays when it was late or had ended by then',
      { one: version(reply(1), visit), two: version() },
      [...begun, done('05T09:00'), ['05T10:00', 'case.callbackDone'], changedTo('two', '06T09:00')],
      '20T09:00',
      ['reply/a/1 met 03T09:00 05T09:00 late', 'visit/a/1 met 06T09:00 05T10:00'],
    ],
    [
      'a clock only the new version knows counts from its own start',
      { one: version(), two: version(reply(5)) },
      [...begun, changedTo('two', '03T09:00')],
      '04T09:00',
      ['reply/a/1 running 07T09:00'],
    ],
    [
      'and is not told of what had ended before',
      { one: version(), two: version(reply(5)) },
      [...begun, done('02T20:00'), changedTo('two', '03T09:00')],
      '04T09:00',
      [],
    ],
    [
      'a clock that starts elsewhere in the new version starts there',
      { one: version(reply(5)), two: version(reply(5, { start: ['assignment.created'] })) },
      [...begun, changedTo('two', '03T09:00')],
      '04T09:00',
      ['reply/a/1 running 07T08:00'],
    ],
    [
      'later cycles follow the new version and are counted on',
      two,
      [...begun, done('03T09:00'), changedTo('two', '04T09:00'), rework('05T09:00')],
      '06T09:00',
      ['reply/a/1 met 07T09:00 03T09:00', 'reply/a/2 running 08T09:00'],
    ],
    [
      'each assignment by itself, in the order they began',
      two,
      [created(), created('b'), arrived(), arrived('02T10:00', 'b'), done('03T09:00'), changedTo('two', '04T09:00')],
      '05T09:00',
      ['reply/a/1 met 07T09:00 03T09:00', 'reply/b/1 running 05T10:00'],
    ],
    [
      'a second change is judged by the version in between',
      { ...two, three: version(reply(9)) },
      [...begun, changedTo('two', '03T09:00'), changedTo('three', '06T09:00')],
      '07T09:00',
      ['reply/a/1 running 05T09:00 late'],
    ],
    [
      'a second change in time goes on to the third version',
      { ...two, three: version(reply(9)) },
      [...begun, changedTo('two', '03T09:00'), changedTo('three', '04T09:00')],
      '07T09:00',
      ['reply/a/1 running 11T09:00'],
    ],
    [
      'what had ended under the first stays through a second change',
      { ...two, three: version(reply(9)) },
      [...begun, done('02T20:00'), changedTo('two', '03T09:00'), changedTo('three', '04T09:00')],
      '07T09:00',
      ['reply/a/1 met 07T09:00 02T20:00'],
    ],
    [
      'what had been cancelled by a change is not revived',
      { one: version(reply(5)), two: version(), three: version(visit) },
      [...begun, changedTo('two', '03T09:00'), changedTo('three', '04T09:00')],
      '07T09:00',
      ['reply/a/1 cancelled 07T09:00 03T09:00'],
    ],
    ['a version nobody has changes nothing', two, [...begun, changedTo('lost', '03T09:00')], '04T09:00', ['reply/a/1 running 07T09:00']],
  ])('%s', (_, versions, steps, now, expected) => {
    expect(clocks(versions, steps, now)).toEqual(expected)
  })

  it('follows the policy given when nobody has the version it began under', () => {
    expect(clocks({}, begun, '04T09:00', { given: version(reply(2)) })).toEqual(['reply/a/1 running 04T09:00'])
  })

  it('follows the policy given when versions are not looked up at all', () => {
    const steps = [...begun, changedTo('two', '03T09:00')]
    expect(clocks(two, steps, '04T09:00', { given: version(reply(9)), policies: undefined } as never)).toEqual([
      'reply/a/1 running 11T09:00',
    ])
  })

  it('a version to come counts as from now; without a now there is none', () => {
    expect(clocks(two, begun, '04T09:00', { upcomingPolicy: 'two' })).toEqual(['reply/a/1 running 05T09:00'])
    expect(clocks(two, begun, '08T09:00', { upcomingPolicy: 'two' })).toEqual(['reply/a/1 running 07T09:00 late'])
    expect(clocks(two, begun, undefined, { upcomingPolicy: 'two' })).toEqual(['reply/a/1 running 07T09:00'])
  })
})
