import { describe, expect, it } from 'vitest'
import cn2026 from '../../../../templates/calendars/cn-2026.json' with { type: 'json' }
import { formatInstant, parseLocal } from '../calendar/civil.ts'
import type { Calendar } from '../calendar/schema.ts'
import type { CaseEvent } from '../case/event.ts'
import type { EventName } from '../case/event-name.ts'
import { SYSTEM } from '../organisation/role.ts'
import type { Clock } from './clock.ts'
import { computeClocks, type ClockOptions } from './clocks.ts'
import type { ClockRule, Sla } from './schema.ts'

const china = cn2026 as Calendar
const at = (text: string) => parseLocal(`2026-${text}`, 480)
const local = (instant: number | null | undefined) => (instant == null ? null : formatInstant(instant, 480).slice(5))

const reply: ClockRule = {
  id: 'reply',
  name: '答复',
  per: 'assignment',
  owner: 'assignee',
  start: ['assignment.arrived', 'assignment.reworkStarted'],
  stop: ['assignment.done'],
  goals: [{ amount: 3, unit: 'day', basis: 'working-days', clause: '三个工作日' }],
  onReentry: 'restart',
  warnAt: ['4/5'],
}
const dispatch: ClockRule = {
  id: 'dispatch',
  name: '转交',
  per: 'case',
  owner: 'platform',
  start: ['case.submitted'],
  stop: ['case.dispatched'],
  pauseBy: ['supplement'],
  goals: [{ amount: 30, unit: 'minute', basis: 'natural' }],
  onReentry: 'ignore',
  warnAt: ['1/2', '4/5'],
}

type Step = [time: string, type: EventName, extra?: Partial<CaseEvent>]

/** Events of one whistle; the first is the submission. */
function events(...steps: Step[]): CaseEvent[] {
  const submitted: Step = [
    steps[0]?.[0] ?? '03-02T09:00',
    'case.submitted',
    { data: { id: 'c1', number: '1', policy: 'p', town: 'nanhe', category: 'quick', title: '占道', emergency: false, form: { depth: 3 } } },
  ]
  return [submitted, ...steps].map(([time, type, extra], index) => ({ seq: index + 1, type, at: at(time), by: SYSTEM, data: {}, ...extra }))
}
const created = (id: string, time: string, role: 'lead' | 'cooperating' = 'lead'): Step => [
  time,
  'assignment.created',
  { assignment: id, unit: `unit-${id}`, data: { role, round: 1 } },
]
const of = (id: string, extra: Partial<CaseEvent> = {}) => ({ assignment: id, unit: `unit-${id}`, ...extra })

function clocks(rules: ClockRule | ClockRule[], history: CaseEvent[], now?: string, options: ClockOptions & Partial<Sla> = {}): Clock[] {
  const { onCalendarEdit = 'recompute', ...rest } = options
  const sla: Sla = { calendar: 'cn-2026', onCalendarEdit, clocks: [rules].flat() }
  return computeClocks({ sla, calendars: [china] }, history, now === undefined ? undefined : at(now), rest)
}
const brief = (list: Clock[]) =>
  list.map(({ key, status, startedAt, dueAt, stoppedAt, breached }) =>
    [
      key,
      status,
      local(startedAt),
      local(dueAt),
      ...(stoppedAt === undefined ? [] : [local(stoppedAt)]),
      ...(breached ? ['late'] : []),
    ].join(' '),
  )

describe('a clock starts, runs and stops', () => {
  it('per case, owned by the platform', () => {
    const [clock] = clocks(dispatch, events(['03-02T09:00', 'case.dispatched']))
    expect(clock).toMatchObject({
      key: 'dispatch/c1/1',
      status: 'met',
      breached: false,
      owner: 'platform',
      goal: { amount: 30, unit: 'minute', index: 0 },
    })
    expect(clock).not.toHaveProperty('unit')
    expect(clock).not.toHaveProperty('assignment')
  })

  it('per assignment, each on its own events', () => {
    const history = events(
      created('a', '03-02T09:30'),
      created('b', '03-02T09:30', 'cooperating'),
      ['03-02T10:00', 'assignment.arrived', of('a')],
      ['03-03T10:00', 'assignment.arrived', of('b')],
      ['03-04T16:00', 'assignment.done', of('a')],
    )
    expect(brief(clocks(reply, history))).toEqual([
      'reply/a/1 met 03-02T10:00 03-05T17:30 03-04T16:00',
      'reply/b/1 running 03-03T10:00 03-06T17:30',
    ])
    expect(clocks(reply, history).map((clock) => clock.unit)).toEqual(['unit-a', 'unit-b'])
    expect(brief(clocks({ ...reply, appliesTo: 'lead' }, history)).length).toBe(1)
  })

  it('a case event reaches every assignment there is, also one created at the same moment, none created later', () => {
    const rule: ClockRule = { ...reply, start: ['case.dispatched'] }
    const history = events(['03-02T09:30', 'case.dispatched'], created('a', '03-02T09:30'), created('b', '03-02T09:31'))
    expect(brief(clocks(rule, history))).toEqual(['reply/a/1 running 03-02T09:30 03-05T17:30'])
  })

  it.each([
    ['one millisecond before', -1, false],
    ['exactly at due is in time', 0, false],
    ['one millisecond after', 1, true],
  ])('stopped %s', (_name, offset, late) => {
    const history = events(['03-02T09:00', 'case.dispatched'])
    const stopped = history.map((event) => (event.type === 'case.dispatched' ? { ...event, at: at('03-02T09:30') + offset } : event))
    expect(clocks(dispatch, stopped)[0]?.breached).toBe(late)
  })

  it('a running clock is late only as of now', () => {
    const history = events(created('a', '03-02T09:00'))
    expect(clocks(dispatch, history)[0]).toMatchObject({ status: 'running', breached: false })
    expect(clocks(dispatch, history, '03-02T09:30')[0]?.breached).toBe(false)
    expect(clocks(dispatch, history, '03-02T09:31')[0]?.breached).toBe(true)
  })

  it('a second start event while it runs changes nothing', () => {
    const history = events(
      created('a', '03-02T09:00'),
      ['03-02T10:00', 'assignment.arrived', of('a')],
      ['03-04T10:00', 'assignment.arrived', of('a')],
    )
    expect(brief(clocks(reply, history))).toEqual(['reply/a/1 running 03-02T10:00 03-05T17:30'])
  })

  it('the town owes its clocks under its own id', () => {
    expect(clocks({ ...dispatch, owner: 'town' }, events(created('a', '03-02T09:00')))[0]?.unit).toBe('nanhe')
  })
})

describe('entering again', () => {
  const history = events(
    created('a', '03-02T09:00'),
    ['03-02T10:00', 'assignment.arrived', of('a')],
    ['03-03T16:00', 'assignment.done', of('a')],
    ['03-05T10:00', 'assignment.reworkStarted', of('a')],
    ['03-06T10:00', 'assignment.done', of('a')],
  )
  it.each([
    [
      'restart: a new round, a new clock',
      'restart',
      ['reply/a/1 met 03-02T10:00 03-05T17:30 03-03T16:00', 'reply/a/2 met 03-05T10:00 03-10T17:30 03-06T10:00'],
    ],
    ['ignore: nothing', 'ignore', ['reply/a/1 met 03-02T10:00 03-05T17:30 03-03T16:00']],
    ['resume: the time between does not count', 'resume', ['reply/a/1 met 03-02T10:00 03-09T17:30 03-06T10:00']],
  ] as const)('%s', (_name, onReentry, expected) => {
    expect(brief(clocks({ ...reply, onReentry }, history))).toEqual(expected)
  })

  it('resume on the wall clock goes on with what was left', () => {
    const rule: ClockRule = {
      ...dispatch,
      start: ['case.submitted', 'case.supplemented'],
      stop: ['case.dispatched', 'case.returnedToTown'],
      onReentry: 'resume',
      pauseBy: [],
    }
    const back = events(['03-02T09:00', 'case.admitted'], ['03-02T09:10', 'case.returnedToTown'], ['03-03T14:00', 'case.supplemented'])
    expect(brief(clocks(rule, back))).toEqual(['dispatch/c1/1 running 03-02T09:00 03-03T14:20'])
  })

  it('a cancelled cycle is void: resume begins anew', () => {
    const rule: ClockRule = { ...reply, onReentry: 'resume', cancel: ['assignment.returnRequested'] }
    const again = events(
      created('a', '03-02T09:00'),
      ['03-02T10:00', 'assignment.arrived', of('a')],
      ['03-03T10:00', 'assignment.returnRequested', of('a')],
      ['03-04T10:00', 'assignment.reworkStarted', of('a')],
    )
    expect(brief(clocks(rule, again))).toEqual([
      'reply/a/1 cancelled 03-02T10:00 03-05T17:30 03-03T10:00',
      'reply/a/2 running 03-04T10:00 03-09T17:30',
    ])
  })

  it('one event may cancel and start', () => {
    const rule: ClockRule = { ...reply, per: 'case', start: ['case.submitted', 'case.reworkOrdered'], cancel: ['case.reworkOrdered'] }
    const again = events(['03-02T09:00', 'case.admitted'], ['03-04T10:00', 'case.reworkOrdered', { data: { round: 2 } }])
    expect(brief(clocks(rule, again))).toEqual([
      'reply/c1/1 cancelled 03-02T09:00 03-05T17:30 03-04T10:00',
      'reply/c1/2 running 03-04T10:00 03-09T17:30',
    ])
  })
})

describe('what ends a clock without meeting it', () => {
  const running = [created('a', '03-02T09:00'), ['03-02T10:00', 'assignment.arrived', of('a')]] as Step[]
  it.each(['case.closed', 'case.recalled', 'case.merged', 'case.voided', 'case.rejected'] as const)('%s cancels every clock', (type) => {
    expect(clocks([dispatch, reply], events(...running, ['03-10T10:00', type])).map((clock) => [clock.status, clock.breached])).toEqual([
      ['cancelled', false],
      ['cancelled', false],
    ])
  })

  it.each(['assignment.returned', 'assignment.cancelled', 'assignment.waived'] as const)(
    '%s cancels the clocks of that assignment, for good',
    (type) => {
      const history = events(
        ...running,
        created('b', '03-02T09:00'),
        ['03-02T10:00', 'assignment.arrived', of('b')],
        ['03-10T10:00', type, of('a')],
        ['03-11T10:00', 'assignment.reworkStarted', of('a')],
      )
      expect(clocks(reply, history).map((clock) => `${clock.key} ${clock.status}`)).toEqual(['reply/a/1 cancelled', 'reply/b/1 running'])
    },
  )

  it('re-dispatch gives the new receiver its own clock and leaves that of the case', () => {
    const whole: ClockRule = { ...reply, id: 'whole', per: 'case', start: ['case.submitted'], stop: ['case.closed'] }
    const history = events(...running, ['03-03T10:00', 'assignment.returned', of('a')], created('b', '03-03T11:00'), [
      '03-03T12:00',
      'assignment.arrived',
      of('b'),
    ])
    expect(brief(clocks([whole, reply], history))).toEqual([
      'whole/c1/1 running 03-02T09:00 03-05T17:30',
      'reply/a/1 cancelled 03-02T10:00 03-05T17:30 03-03T10:00',
      'reply/b/1 running 03-03T12:00 03-06T17:30',
    ])
  })

  it('an end may be what a clock waited for, or what starts one', () => {
    const whole: ClockRule = { ...dispatch, id: 'whole', stop: ['case.closed'] }
    const appeal: ClockRule = { ...dispatch, id: 'appeal', start: ['case.closed'], stop: ['case.reopened'] }
    expect(
      clocks([whole, appeal], events(['03-02T09:00', 'case.admitted'], ['03-02T09:10', 'case.closed'])).map(
        (clock) => `${clock.clock} ${clock.status}`,
      ),
    ).toEqual(['whole met', 'appeal running'])
  })
})

describe('pauses', () => {
  const arrived = [created('a', '03-02T09:00'), ['03-02T10:00', 'assignment.arrived', of('a')]] as Step[]
  const rule = (...pauseBy: NonNullable<ClockRule['pauseBy']>): ClockRule => ({ ...reply, pauseBy })
  const kinds: [NonNullable<ClockRule['pauseBy']>[number], EventName, EventName, Partial<CaseEvent>][] = [
    ['suspension', 'case.suspended', 'case.resumed', {}],
    ['supplement', 'case.returnedToTown', 'case.supplemented', {}],
    ['consultation', 'case.consultationOpened', 'case.consultationClosed', {}],
    ['adjudication', 'case.adjudicationOpened', 'case.adjudicated', {}],
    ['return-review', 'assignment.returnRequested', 'assignment.returnRefused', of('a')],
  ]

  it.each(kinds)('%s: from %s to %s', (kind, opens, closes, envelope) => {
    const open = events(...arrived, ['03-03T10:00', opens, envelope])
    const closed = events(...arrived, ['03-03T10:00', opens, envelope], ['03-05T09:00', closes, envelope])
    expect(brief(clocks(rule(kind), open))).toEqual(['reply/a/1 paused 03-02T10:00 '])
    expect(clocks(rule(kind), open)[0]?.pausedSince).toBe(at('03-03T10:00'))
    expect(brief(clocks(rule(kind), closed))).toEqual(['reply/a/1 running 03-02T10:00 03-09T17:30'])
    expect(clocks(rule(kind), closed)[0]?.segments.find((one) => one.why === 'paused')).toMatchObject({ pause: kind })
    expect(brief(clocks(reply, closed))).toEqual(['reply/a/1 running 03-02T10:00 03-05T17:30'])
  })

  it('the review of another department’s return pauses nobody else', () => {
    const history = events(
      ...arrived,
      created('b', '03-02T09:00'),
      ['03-02T10:00', 'assignment.arrived', of('b')],
      ['03-03T10:00', 'assignment.returnRequested', of('b')],
    )
    expect(clocks(rule('return-review'), history).map((clock) => clock.status)).toEqual(['running', 'paused'])
  })

  it('a return request taken back or expired ends its review', () => {
    for (const type of ['request.withdrawn', 'request.expired'] as const) {
      const history = events(
        ...arrived,
        ['03-03T10:00', 'assignment.returnRequested', of('a')],
        ['03-03T11:00', type, of('a', { data: { kind: 'return' } })],
      )
      expect(clocks(rule('return-review'), history)[0]?.status).toBe('running')
    }
  })

  it('refused returns pause or go on as the rule says, but never restart the clock', () => {
    const war = events(
      ...arrived,
      ['03-03T10:00', 'assignment.returnRequested', of('a')],
      ['03-03T11:00', 'assignment.returnRefused', of('a')],
      ['03-04T10:00', 'assignment.returnRequested', of('a')],
      ['03-04T11:00', 'assignment.returnRefused', of('a')],
    )
    expect(brief(clocks(reply, war))).toEqual(['reply/a/1 running 03-02T10:00 03-05T17:30'])
  })

  describe('a planned end', () => {
    const suspended = events(...arrived, [
      '03-03T10:00',
      'case.suspended',
      { reason: { text: '待检测' }, data: { until: at('03-05T09:00') } },
    ])
    it.each([
      [undefined, 'paused'],
      ['03-04T10:00', 'paused'],
      ['03-05T09:00', 'running'],
    ] as const)('gives a due time; at %s it is %s', (now, status) => {
      expect(brief(clocks(rule('suspension'), suspended, now))).toEqual([`reply/a/1 ${status} 03-02T10:00 03-09T17:30`])
    })

    it('gives way to the real one, and its reason is named', () => {
      const resumed = [...suspended, { ...suspended[0], seq: 9, type: 'case.resumed', at: at('03-04T09:00'), data: {} } as CaseEvent]
      const [clock] = clocks(rule('suspension'), resumed)
      expect(local(clock?.dueAt)).toBe('03-06T17:30')
      expect(clock?.segments.find((one) => one.why === 'paused')).toMatchObject({ name: '待检测', pause: 'suspension' })
    })
  })

  it('a clock stopped in a pause is in time, and an open pause ends with it', () => {
    const history = events(...arrived, ['03-03T10:00', 'case.suspended'], ['03-20T10:00', 'assignment.done', of('a')])
    const [clock] = clocks(rule('suspension'), history)
    expect(clock).toMatchObject({ status: 'met', breached: false })
    expect(local(clock?.dueAt)).toBe('03-24T17:30')
  })

  it('a suspension after the breach does not undo it', () => {
    const history = events(...arrived, ['03-06T10:00', 'case.suspended'])
    expect(clocks(rule('suspension'), history, '03-06T11:00')[0]).toMatchObject({
      status: 'paused',
      breached: true,
      dueAt: at('03-05T17:30'),
    })
  })

  it('a suspension older than the clock holds it from the start', () => {
    const history = events(
      ['03-02T09:00', 'case.suspended'],
      created('a', '03-02T09:00'),
      ['03-02T10:00', 'assignment.arrived', of('a')],
      ['03-05T10:00', 'case.resumed'],
    )
    expect(brief(clocks(rule('suspension'), history))).toEqual(['reply/a/1 running 03-02T10:00 03-09T17:30'])
  })
})

describe('extensions', () => {
  const extended = (amount: unknown, unit: unknown, clock = 'reply') => of('a', { data: { clock, amount, unit } })
  const history = (...more: Step[]) => events(created('a', '03-02T09:00'), ['03-02T10:00', 'assignment.arrived', of('a')], ...more)

  it('lengthen the cycle that runs, and no other clock', () => {
    const [clock] = clocks(reply, history(['03-03T10:00', 'assignment.extended', extended(3, 'day')]))
    expect(clock).toMatchObject({ extendedBy: 3, extensions: [{ amount: 3, unit: 'day', at: at('03-03T10:00') }] })
    expect(local(clock?.dueAt)).toBe('03-10T17:30')
    expect(clocks(reply, history(['03-03T10:00', 'assignment.extended', extended(3, 'day', 'arrive')]))[0]).toMatchObject({ extendedBy: 0 })
  })

  it('do not reach the next round', () => {
    const rounds = history(
      ['03-03T10:00', 'assignment.extended', extended(3, 'day')],
      ['03-04T10:00', 'assignment.done', of('a')],
      ['03-05T10:00', 'assignment.reworkStarted', of('a')],
    )
    expect(clocks(reply, rounds).map((clock) => clock.extendedBy)).toEqual([3, 0])
  })

  it.each([
    ['hours on hours', { amount: 3, unit: 'hour', basis: 'natural' }, 2, 'hour', 2],
    ['a day on hours of the wall clock', { amount: 3, unit: 'hour', basis: 'natural' }, 1, 'day', 24],
    ['a day on hours of opening', { amount: 60, unit: 'minute', basis: 'working-minutes' }, 1, 'day', 450],
    ['an hour on days, rounded up', { amount: 3, unit: 'day', basis: 'working-days' }, 1, 'hour', 1],
  ] as const)('are told in the unit of the goal: %s', (_name, goal, amount, unit, expected) => {
    expect(
      clocks({ ...reply, goals: [goal] }, history(['03-02T10:30', 'assignment.extended', extended(amount, unit)]))[0]?.extendedBy,
    ).toBe(expected)
  })

  it.each([
    [0, 'day'],
    [-1, 'day'],
    ['3', 'day'],
    [3, 'week'],
    [undefined, undefined],
  ])('that make no sense are not applied: %s %s', (amount, unit) => {
    expect(clocks(reply, history(['03-03T10:00', 'assignment.extended', extended(amount, unit)]))[0]?.extendedBy).toBe(0)
  })
})

describe('which goal', () => {
  const goals: ClockRule['goals'] = [
    { when: { eq: ['case.level', 'hard'] }, amount: 15, unit: 'day', basis: 'calendar-days' },
    { when: { ge: ['form.depth', 5] }, amount: 1, unit: 'day', basis: 'working-days' },
    { when: { eq: ['assignment.role', 'cooperating'] }, amount: 5, unit: 'day', basis: 'working-days' },
    { amount: 3, unit: 'day', basis: 'working-days' },
  ]
  const arrived = [
    created('a', '03-02T09:00'),
    created('b', '03-02T09:00', 'cooperating'),
    ['03-02T10:00', 'assignment.arrived', of('a')],
    ['03-02T10:00', 'assignment.arrived', of('b')],
  ] as Step[]

  it('is the first whose condition holds; an unknown fact does not', () => {
    expect(clocks({ ...reply, goals }, events(...arrived)).map((clock) => clock.goal.index)).toEqual([3, 2])
  })

  it('none holds, or the rule does not apply: no clock', () => {
    expect(clocks({ ...reply, goals: goals.slice(0, 1) }, events(...arrived))).toEqual([])
    expect(clocks({ ...reply, when: { eq: ['case.emergency', true] } }, events(...arrived))).toEqual([])
  })

  it('a level change chooses again; start, pauses and extensions stay', () => {
    const history = events(
      ...arrived.slice(0, 3),
      ['03-03T10:00', 'case.suspended'],
      ['03-05T09:00', 'case.resumed'],
      ['03-05T10:00', 'case.levelChanged', { data: { level: 'hard' } }],
    )
    const [clock] = clocks({ ...reply, goals, pauseBy: ['suspension'] }, history)
    expect(clock).toMatchObject({ goal: { index: 0 }, startedAt: at('03-02T10:00'), cycle: 1 })
    expect(local(clock?.dueAt)).toBe('03-19T17:30')
  })

  it('but never undoes a breach', () => {
    const history = events(...arrived.slice(0, 3), ['03-06T10:00', 'case.levelChanged', { data: { level: 'hard' } }])
    expect(clocks({ ...reply, goals }, history, '03-06T11:00')[0]).toMatchObject({ goal: { index: 3 }, breached: true })
  })

  it('a fact that changes is read as of the start', () => {
    const rule: ClockRule = {
      ...reply,
      goals: [{ when: { gt: ['case.round', 1] }, amount: 1, unit: 'day', basis: 'working-days' }, ...goals.slice(3)],
    }
    const history = events(
      ...arrived.slice(0, 3),
      ['03-03T10:00', 'assignment.done', of('a')],
      ['03-04T10:00', 'case.reworkOrdered', { data: { round: 2 } }],
      ['03-04T10:00', 'assignment.reworkStarted', of('a')],
    )
    expect(clocks(rule, history).map((clock) => clock.goal.index)).toEqual([1, 0])
  })
})

describe('the calendar changes under the cases', () => {
  const storm: Calendar = {
    ...china,
    exceptions: [...china.exceptions, { kind: 'custom', from: '2026-03-04', to: '2026-03-04', name: '台风停工' }],
  }
  const history = events(
    created('a', '03-02T09:00'),
    ['03-02T10:00', 'assignment.arrived', of('a')],
    ['03-04T18:00', 'assignment.done', of('a')],
    ['03-05T09:00', 'assignment.reworkStarted', of('a')],
  )
  const calendars = (version: string) => ({ storm: [storm] })[version]
  /** The history with the change recorded at `when`, in its place. */
  const changedAt = (when: string, version = 'storm') => {
    const change = events([when, 'case.calendarChanged', { data: { version } }])
    return [...history, ...change].toSorted((a, b) => a.at - b.at)
  }
  const dues = (when: string, options: ClockOptions & { version?: string } = { calendars }) =>
    clocks(reply, changedAt(when, options.version), undefined, options).map((clock) => local(clock.dueAt))

  it.each([
    ['before it starts', '03-02T09:30', ['03-06T17:30', '03-10T17:30']],
    ['while it runs', '03-03T09:00', ['03-06T17:30', '03-10T17:30']],
    ['after it ended: only the next one', '03-04T19:00', ['03-05T17:30', '03-10T17:30']],
  ])('a clock counts on the calendar recorded %s', (_, when, expected) => expect(dues(when)).toEqual(expected))

  it('which moves the next clock too, when the closed day is one of its own', () => {
    const rework = events(created('a', '03-02T09:00'), ['03-03T09:00', 'assignment.reworkStarted', of('a')])
    const after = [...rework, ...events(['03-03T10:00', 'case.calendarChanged', { data: { version: 'storm' } }])]
    expect(local(clocks(reply, rework)[0]?.dueAt)).toBe('03-06T17:30')
    expect(local(clocks(reply, after, undefined, { calendars })[0]?.dueAt)).toBe('03-09T17:30')
  })

  it('a breach is not undone by a day closed afterwards', () => {
    const late = events(created('a', '03-02T09:00'), ['03-02T10:00', 'assignment.arrived', of('a')])
    const change = events(['03-05T18:00', 'case.calendarChanged', { data: { version: 'storm' } }])
    const [clock] = clocks(reply, [...late, ...change], '03-06T09:00', { calendars })
    expect([local(clock?.dueAt), clock?.breached]).toEqual(['03-05T17:30', true])
  })

  it.each([
    ['nobody knows the version', { calendars, version: 'other' }],
    ['nobody looks it up', {}],
  ])('nothing moves when %s', (_, options) => expect(dues('03-03T09:00', options)).toEqual(['03-05T17:30', '03-10T17:30']))
})

it('a policy whose calendar is missing has no clocks, and no events make none', () => {
  const sla: Sla = { calendar: 'other', onCalendarEdit: 'recompute', clocks: [reply, dispatch] }
  expect(computeClocks({ sla, calendars: [china] }, events(created('a', '03-02T09:00')))).toEqual([])
  expect(clocks([reply, dispatch], [])).toEqual([])
})

it('without explanation everything but the segments is the same', () => {
  const history = events(
    created('a', '03-02T09:00'),
    ['03-02T10:00', 'assignment.arrived', of('a')],
    ['03-03T10:00', 'case.suspended'],
    ['03-05T10:00', 'case.resumed'],
  )
  const rules = [dispatch, { ...reply, pauseBy: ['suspension' as const] }]
  const plain = clocks(rules, history, undefined, { explain: false })
  expect(plain).toEqual(clocks(rules, history).map((clock) => ({ ...clock, segments: [] })))
})
