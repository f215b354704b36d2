import { describe, expect, it } from 'vitest'
import cn2026 from '../../../../templates/calendars/cn-2026.json' with { type: 'json' }
import { formatInstant, parseLocal } from '../calendar/civil.ts'
import type { Calendar } from '../calendar/schema.ts'
import type { CaseEvent } from '../case/event.ts'
import type { EventName } from '../case/event-name.ts'
import type { Condition } from '../condition/schema.ts'
import { SYSTEM } from '../organisation/role.ts'
import type { Clock } from './clock.ts'
import { computeClocks, type ClockOptions } from './clocks.ts'
import type { ClockRule, Goal } from './schema.ts'

const china = cn2026 as Calendar
const at = (text: string) => parseLocal(`2026-${text}`, 480)
const local = (instant: number | null | undefined) => (instant == null ? null : formatInstant(instant, 480).slice(5))

const days = (amount: number, when?: Condition): Goal => ({ amount, unit: 'day', basis: 'working-days', ...(when && { when }) })
/** Answering: from arriving until done. */
const reply: ClockRule = {
  id: 'reply',
  name: '答复',
  per: 'assignment',
  owner: 'assignee',
  start: ['assignment.arrived', 'assignment.reworkStarted'],
  stop: ['assignment.done'],
  goals: [days(3)],
  onReentry: 'restart',
  warnAt: [],
}
/** The whole case: from the whistle until it is closed. */
const whole: ClockRule = {
  ...reply,
  id: 'whole',
  name: '全程',
  per: 'case',
  owner: 'platform',
  start: ['case.submitted'],
  stop: ['case.closed'],
}

type Step = [time: string, type: EventName, extra?: Partial<CaseEvent>]
const whistle = {
  id: 'c1',
  number: '1',
  policy: 'p',
  town: 'nanhe',
  category: 'quick',
  title: '占道',
  emergency: false,
  form: { depth: 3 },
}
const events = (steps: readonly Step[], data: Record<string, unknown> = {}): CaseEvent[] =>
  [['03-02T09:00', 'case.submitted', { data: { ...whistle, ...data } }] as Step, ...steps].map(([time, type, extra], index) => ({
    seq: index + 1,
    type,
    at: at(time),
    by: SYSTEM,
    data: {},
    ...extra,
  }))
const of = (id: string, extra: Partial<CaseEvent> = {}) => ({ assignment: id, unit: `unit-${id}`, ...extra })
const created = (id: string, time: string, role: 'lead' | 'cooperating' = 'lead'): Step => [
  time,
  'assignment.created',
  of(id, { data: { role, round: 1 } }),
]
const arrived = (id: string, time = '03-02T10:00'): Step => [time, 'assignment.arrived', of(id)]

const clocks = (rules: ClockRule | ClockRule[], history: readonly CaseEvent[], now?: string, options: ClockOptions = {}): Clock[] =>
  computeClocks(
    { sla: { calendar: 'cn-2026', onCalendarEdit: 'recompute', clocks: [rules].flat() }, calendars: [china] },
    history,
    now === undefined ? undefined : at(now),
    options,
  )
const brief = (list: readonly Clock[]) =>
  list.map(({ key, status, dueAt, stoppedAt }) => [key, status, local(dueAt), local(stoppedAt)].filter((part) => part !== null).join(' '))

describe('a supervision order (督办单) has clocks of its own', () => {
  const rectify: ClockRule = { ...whole, id: 'rectify', name: '整改', per: 'order', start: ['order.issued'], stop: ['order.replied'] }
  const issued = (id: string, time: string, order = 'town-order'): Step => [
    time,
    'order.issued',
    { unit: `unit-${id}`, data: { id, order, name: '督办' } },
  ]
  const replied = (id: string, time: string): Step => [time, 'order.replied', { data: { id } }]

  it('each starts and stops by its own events', () => {
    const history = events([issued('o1', '03-02T10:00'), issued('o2', '03-03T10:00'), replied('o1', '03-04T10:00')])
    expect(brief(clocks(rectify, history))).toEqual(['rectify/o1/1 met 03-05T17:30 03-04T10:00', 'rectify/o2/1 running 03-06T17:30'])
  })

  it('and says whose order it is', () => {
    const [clock] = clocks({ ...rectify, owner: 'assignee' }, events([issued('o1', '03-02T10:00')]))
    expect(clock).toMatchObject({ per: 'order', order: 'o1', unit: 'unit-o1' })
    expect(clock).not.toHaveProperty('assignment')
  })

  it('goals may ask which order it is', () => {
    const rule = { ...rectify, goals: [days(1, { eq: ['order.kind', 'platform-order'] }), days(3)] }
    const history = events([issued('o1', '03-02T10:00', 'platform-order'), issued('o2', '03-02T10:00')])
    expect(clocks(rule, history).map((clock) => clock.goal.index)).toEqual([0, 1])
  })

  it('and what the whistle was', () => {
    const rule = { ...rectify, goals: [days(1, { ge: ['form.depth', 3] }), days(3)] }
    expect(clocks(rule, events([issued('o1', '03-02T10:00')]))[0]?.goal.index).toBe(0)
  })

  it.each<[string, Step, string]>([
    ['the end of the case ends it', ['03-03T10:00', 'case.closed'], 'cancelled'],
    ['what a department does is no concern of it', ['03-03T10:00', 'assignment.returned', of('a')], 'running'],
  ])('%s', (_name, step, status) => {
    expect(clocks(rectify, events([created('a', '03-02T09:00'), issued('o1', '03-02T10:00'), step]))[0]?.status).toBe(status)
  })

  it('and it hears nothing of the case from before it was issued', () => {
    const rule: ClockRule = { ...rectify, start: ['case.suspended'] }
    const history = events([['03-02T09:30', 'case.suspended'], issued('o1', '03-02T10:00'), ['03-03T10:00', 'case.suspended']])
    expect(clocks(rule, history).map((clock) => local(clock.startedAt))).toEqual(['03-03T10:00'])
    const together = events([['03-02T10:00', 'case.suspended'], issued('o1', '03-02T10:00')])
    expect(clocks(rule, together).map((clock) => local(clock.startedAt))).toEqual(['03-02T10:00'])
  })
})

describe('the review of a request (审批期间停表)', () => {
  const opened = (id: string, time: string, data: Record<string, unknown> = {}, assignment = 'a'): Step => [
    time,
    'request.opened',
    of(assignment, { data: { id, kind: 'extension', pausesClocks: true, name: '延期审批', ...data } }),
  ]
  const start = [created('a', '03-02T09:00'), arrived('a'), created('b', '03-02T09:00'), arrived('b')]
  const status = (...steps: Step[]) => clocks(reply, events([...start, ...steps])).map((clock) => clock.status)

  it('holds every clock of its assignment until it is decided, and of no other', () => {
    expect(status(opened('r1', '03-03T10:00'))).toEqual(['paused', 'running'])
  })

  it.each(['request.decided', 'request.withdrawn', 'request.expired'] as const)('%s ends it', (type) => {
    const end: Step = ['03-05T09:00', type, of('a', { data: { request: 'r1' } })]
    const [clock] = clocks(reply, events([...start, opened('r1', '03-03T10:00'), end]))
    expect(brief(clock ? [clock] : [])).toEqual(['reply/a/1 running 03-09T17:30'])
    expect(clock?.segments.find((one) => one.why === 'paused')).toMatchObject({ name: '延期审批', pause: 'request-review' })
  })

  it.each<[string, Step]>([
    ['a rule that does not say so holds nothing', opened('r1', '03-03T10:00', { pausesClocks: undefined })],
    ['nor does what is no request', ['03-03T10:00', 'assignment.extended', of('a', { data: { id: 'r1', pausesClocks: true } })]],
  ])('%s', (_name, step) => {
    expect(status(step)).toEqual(['running', 'running'])
  })

  it('the end of another request leaves it open; one that ended is over', () => {
    const other: Step = ['03-04T10:00', 'request.decided', of('a', { data: { request: 'r2' } })]
    const own: Step = ['03-04T11:00', 'request.decided', of('a', { data: { request: 'r1' } })]
    expect(status(opened('r1', '03-03T10:00'), other)).toEqual(['paused', 'running'])
    expect(status(opened('r1', '03-03T10:00'), other, own)).toEqual(['running', 'running'])
  })

  it('a request without a name pauses without one', () => {
    const [clock] = clocks(reply, events([...start, opened('r1', '03-03T10:00', { name: 3 })]))
    expect(clock?.segments.at(-1)).toMatchObject({ why: 'paused', pause: 'request-review' })
    expect(clock?.segments.at(-1)).not.toHaveProperty('name')
  })

  it('clocks of the case go on', () => {
    expect(clocks(whole, events([...start, opened('r1', '03-03T10:00')]))[0]?.status).toBe('running')
  })
})

describe('a clock of the case that leaves cooperating departments aside', () => {
  const first: ClockRule = { ...whole, id: 'first', appliesTo: 'lead', start: ['assignment.created'], stop: ['assignment.arrived'] }
  const both = [created('b', '03-02T10:00', 'cooperating'), created('a', '03-02T11:00'), arrived('b', '03-02T12:00')]

  it('hears the lead only', () => {
    expect(brief(clocks(first, events([...both, arrived('a', '03-03T10:00')])))).toEqual(['first/c1/1 met 03-05T17:30 03-03T10:00'])
    expect(local(clocks(first, events(both))[0]?.startedAt)).toBe('03-02T11:00')
  })

  it('hears all where nobody cooperates, and all without that setting', () => {
    expect(brief(clocks(first, events([created('a', '03-02T11:00'), arrived('a', '03-03T10:00')])))).toEqual([
      'first/c1/1 met 03-05T17:30 03-03T10:00',
    ])
    expect(local(clocks({ ...first, appliesTo: undefined }, events(both))[0]?.startedAt)).toBe('03-02T10:00')
  })
})

describe('a case taken out of a merger again', () => {
  const rule: ClockRule = { ...whole, start: ['case.submitted', 'case.unmerged', 'case.reopened'], onReentry: 'resume' }
  it('goes on with its clock: while it was merged its time stood still', () => {
    const history = events([
      ['03-03T10:00', 'case.merged'],
      ['03-05T09:00', 'case.unmerged'],
    ])
    expect(brief(clocks(rule, history))).toEqual(['whole/c1/1 running 03-09T17:30'])
    expect(clocks(rule, history)[0]?.segments.find((one) => one.why === 'paused')).toMatchObject({ pause: 'stopped' })
  })

  it.each<[string, Step[]]>([
    [
      'one that was recalled meanwhile begins anew',
      [
        ['03-03T10:00', 'case.recalled'],
        ['03-05T09:00', 'case.unmerged'],
      ],
    ],
    [
      'one that comes back otherwise too',
      [
        ['03-03T10:00', 'case.merged'],
        ['03-05T09:00', 'case.reopened'],
      ],
    ],
  ])('%s', (_name, steps) => {
    expect(clocks(rule, events(steps)).map((clock) => clock.status)).toEqual(['cancelled', 'running'])
  })
})

describe('what the item of the list says goes before the goals of the clock', () => {
  const limit: Goal & { clock: string } = { clock: 'reply', amount: 1, unit: 'day', basis: 'working-days', clause: '清单第 3 项' }
  const history = (limits?: Record<string, unknown>) => events([created('a', '03-02T09:00'), arrived('a')], limits && { limits })

  it('a limit for this clock', () => {
    expect(clocks(reply, history({ reply: limit }))[0]).toMatchObject({
      goal: { index: -1, amount: 1, clause: '清单第 3 项' },
      dueAt: at('03-03T17:30'),
    })
  })

  it.each<[string, Record<string, unknown> | undefined]>([
    ['no limits', undefined],
    ['one for another clock', { arrive: limit }],
    ['nothing that objects inherit', {}],
  ])('%s: the goal', (_name, limits) => {
    const rule = { ...reply, id: limits && Object.keys(limits).length === 0 ? 'constructor' : 'reply' }
    expect(clocks(rule, history(limits))[0]?.goal).toMatchObject({ index: 0, amount: 3 })
  })

  it('also without a goal that holds, but not where the rule does not apply', () => {
    const never: Condition = { eq: ['case.category', 'slow'] }
    expect(clocks({ ...reply, goals: [days(3, never)] }, history({ reply: limit }))).toHaveLength(1)
    expect(clocks({ ...reply, when: never }, history({ reply: limit }))).toEqual([])
  })

  it('and stays when the level changes', () => {
    const changed = [...history({ reply: limit }), ...events([['03-02T11:00', 'case.levelChanged', { data: { level: 'key' } }]]).slice(1)]
    expect(clocks(reply, changed)[0]?.goal.index).toBe(-1)
  })
})

describe('what a condition reads', () => {
  const rule = (when: Condition) => ({ ...reply, goals: [days(1, when), days(3)] })
  const start = [created('a', '03-02T09:00'), created('b', '03-02T09:00', 'cooperating'), arrived('a'), arrived('b')]
  const chosen = (when: Condition, steps: readonly Step[] = start) => clocks(rule(when), events(steps)).map((clock) => clock.goal.index)

  it.each<[string, Condition, number[]]>([
    ['the category', { eq: ['case.category', 'quick'] }, [0, 0]],
    ['the town', { eq: ['case.town', 'nanhe'] }, [0, 0]],
    ['the form', { ge: ['form.depth', 3] }, [0, 0]],
    ['whether there is an answer at all', { exists: 'form.depth' }, [0, 0]],
    ['the role of the department', { eq: ['assignment.role', 'lead'] }, [0, 1]],
    ['its unit', { eq: ['assignment.unit', 'unit-b'] }, [1, 0]],
    ['its phase, as it stood', { eq: ['assignment.phase', 'ARRIVED'] }, [0, 0]],
    ['the round, which comes with progress', { eq: ['case.round', 1] }, [0, 0]],
    ['a mixture', { all: [{ eq: ['case.category', 'quick'] }, { eq: ['case.round', 1] }, { eq: ['assignment.role', 'lead'] }] }, [0, 1]],
    ['one of several', { any: [{ eq: ['case.category', 'slow'] }, { eq: ['case.round', 1] }] }, [0, 0]],
    ['the contrary', { not: { eq: ['case.round', 2] } }, [0, 0]],
    ['that something came to be', { exists: 'case.round' }, [0, 0]],
    ['what is not there holds for nobody', { eq: ['case.nothing', 1] }, [1, 1]],
  ])('%s', (_name, when, expected) => {
    expect(chosen(when)).toEqual(expected)
  })

  it('a form that was supplemented is read as it became, by what starts afterwards', () => {
    const supplemented: Step = ['03-02T09:30', 'case.supplemented', { data: { form: { depth: 9 } } }]
    expect(chosen({ ge: ['form.depth', 5] }, [supplemented, ...start])).toEqual([0, 0])
    expect(chosen({ ge: ['form.depth', 5] }, [...start, ['03-02T11:00', 'case.supplemented', { data: { form: { depth: 9 } } }]])).toEqual([
      1, 1,
    ])
  })

  it('a clock of the case knows no department', () => {
    const [clock] = clocks({ ...whole, goals: [days(1, { exists: 'assignment.unit' }), days(3)] }, events(start))
    expect(clock?.goal.index).toBe(1)
  })

  it('without a whistle nothing is known', () => {
    const bare = events(start).slice(1)
    expect(clocks(rule({ eq: ['case.category', 'quick'] }), bare).map((clock) => clock.goal.index)).toEqual([1, 1])
    expect(clocks({ ...whole, start: ['assignment.created'] }, bare)[0]).toMatchObject({ key: 'whole/case/1' })
    expect(clocks({ ...whole, owner: 'town', start: ['assignment.created'] }, bare)[0]).not.toHaveProperty('unit')
  })
})

describe('what an assignment hears', () => {
  it('its own events, and those of the case even when they name another department', () => {
    const rule: ClockRule = { ...reply, start: ['case.consultationOpened'], stop: ['case.consultationClosed'] }
    const history = events([
      created('a', '03-02T09:00'),
      ['03-02T10:00', 'case.consultationOpened', of('b')],
      ['03-03T10:00', 'case.consultationClosed'],
    ])
    expect(clocks(rule, history).map((clock) => clock.status)).toEqual(['met'])
  })

  it('not those of another department', () => {
    const history = events([
      created('a', '03-02T09:00'),
      arrived('a'),
      created('b', '03-02T09:00'),
      ['03-02T11:00', 'assignment.done', of('b')],
    ])
    expect(clocks(reply, history).map((clock) => `${clock.key} ${clock.status}`)).toEqual(['reply/a/1 running'])
  })

  it('and a unit of its own events that belong to no assignment', () => {
    const rule: ClockRule = { ...reply, start: ['card.issued'] }
    const card: Step = ['03-02T10:00', 'card.issued', { unit: 'unit-a', data: { card: 'white' } }]
    expect(clocks(rule, events([created('a', '03-02T09:00'), card]))).toHaveLength(1)
    expect(clocks(rule, events([card, created('a', '03-02T11:00')]))).toHaveLength(0)
  })
})

describe('pauses', () => {
  const start = [created('a', '03-02T09:00'), arrived('a')]
  const rule: ClockRule = { ...reply, pauseBy: ['suspension', 'return-review'] }
  const suspended = (time: string, until?: unknown): Step => [time, 'case.suspended', { data: { until }, reason: { text: '待检测' } }]

  it.each<[string, unknown, string, string | null]>([
    ['a planned end gives a due time', at('03-05T09:00'), 'paused', '03-09T17:30'],
    ['one that is no time does not', '2026-03-05', 'paused', null],
    ['nor one before the beginning', at('03-01T09:00'), 'paused', null],
    ['nor the beginning itself', at('03-03T10:00'), 'paused', null],
  ])('%s', (_name, until, status, due) => {
    const [clock] = clocks(rule, events([...start, suspended('03-03T10:00', until)]))
    expect([clock?.status, local(clock?.dueAt)]).toEqual([status, due])
  })

  it.each([
    ['before it begins', '03-03T09:59', 'running'],
    ['when it begins', '03-03T10:00', 'paused'],
    ['before it ends', '03-05T08:59', 'paused'],
    ['when it ends', '03-05T09:00', 'running'],
  ])('with a planned end, %s', (_name, now, status) => {
    expect(clocks(rule, events([...start, suspended('03-03T10:00', at('03-05T09:00'))]), now)[0]?.status).toBe(status)
  })

  it('the refusal of a return ends the review; other requests do not', () => {
    const asked: Step = ['03-03T10:00', 'assignment.returnRequested', of('a')]
    const withdrawn = (kind: string): Step => ['03-03T11:00', 'request.withdrawn', of('a', { data: { kind } })]
    const status = (...steps: Step[]) => clocks(rule, events([...start, asked, ...steps]))[0]?.status
    expect(status()).toBe('paused')
    expect(status(withdrawn('extension'))).toBe('paused')
    expect(status(withdrawn('return'))).toBe('running')
    expect(status(['03-03T11:00', 'assignment.done', of('a')])).toBe('met')
    expect(status(['03-03T11:00', 'assignment.returnRefused', of('a')], ['03-04T10:00', 'assignment.returnRequested', of('a')])).toBe(
      'paused',
    )
  })

  it('a second suspension while one holds changes nothing', () => {
    const history = events([...start, suspended('03-03T10:00'), suspended('03-04T10:00'), ['03-05T09:00', 'case.resumed']])
    expect(brief(clocks(rule, history))).toEqual(['reply/a/1 running 03-09T17:30'])
  })

  it('one without a reason has no name', () => {
    const [clock] = clocks(rule, events([...start, ['03-03T10:00', 'case.suspended', { reason: { text: '' } }]]))
    expect(clock?.segments.at(-1)).not.toHaveProperty('name')
  })
})

describe('a calendar that would apply from now on', () => {
  const storm: Calendar = {
    ...china,
    exceptions: [...china.exceptions, { kind: 'custom', from: '2026-03-04', to: '2026-03-04', name: '台风停工' }],
  }
  const other: Calendar = { ...storm, id: 'other', exceptions: [] }
  const calendars = (version: string) => (version === 'storm' ? [other, storm] : undefined)
  const start = [created('a', '03-02T09:00'), arrived('a')]
  const due = (now: string | undefined, steps: readonly Step[] = start, upcoming: string | undefined = 'storm') =>
    clocks(reply, events(steps), now, { calendars, upcoming }).map((clock) => local(clock.dueAt))

  it.each<[string, string | undefined, readonly Step[], string | undefined, string]>([
    ['moves what runs', '03-03T09:00', start, 'storm', '03-06T17:30'],
    ['not without a version', '03-03T09:00', start, undefined, '03-05T17:30'],
    ['not one that nobody knows', '03-03T09:00', start, 'else', '03-05T17:30'],
    ['not without a now', undefined, start, 'storm', '03-05T17:30'],
    ['up to the due time itself', '03-05T17:30', start, 'storm', '03-06T17:30'],
    ['not what is late', '03-05T17:31', start, 'storm', '03-05T17:30'],
    ['not what ended', '03-03T09:00', [...start, ['03-02T11:00', 'assignment.done', of('a')]], 'storm', '03-05T17:30'],
  ])('%s', (_name, now, steps, upcoming, expected) => {
    const list =
      upcoming === undefined
        ? clocks(reply, events(steps), now, { calendars }).map((clock) => local(clock.dueAt))
        : due(now, steps, upcoming)
    expect(list).toEqual([expected])
  })
})

describe('what a clock says of itself', () => {
  const start = [created('a', '03-02T09:00'), arrived('a')]
  const one = (rule: Partial<ClockRule>, ...steps: Step[]) => clocks({ ...reply, ...rule }, events([...start, ...steps]))[0]

  it.each<[string, Partial<ClockRule>, string | undefined]>([
    ['the department owes its own', {}, 'unit-a'],
    ['the platform is no unit', { owner: 'platform' }, undefined],
    ['the town owes under its id', { owner: 'town' }, 'nanhe'],
  ])('%s', (_name, rule, unit) => {
    const clock = one(rule)
    expect(clock?.unit).toBe(unit)
    expect(clock).toMatchObject({ assignment: 'a' })
    expect(clock).not.toHaveProperty('order')
  })

  it.each<[string, Goal, string | undefined]>([
    ['days are counted to closing', days(3), 'next-day-close'],
    ['unless the goal says otherwise', { ...days(3), countRule: 'same-moment' }, 'same-moment'],
    ['hours are not counted in days', { amount: 3, unit: 'hour', basis: 'natural' }, undefined],
  ])('%s', (_name, goal, countRule) => {
    const clock = one({ goals: [goal] })
    expect(clock?.countRule).toBe(countRule)
    expect(Object.hasOwn(clock ?? {}, 'countRule')).toBe(countRule !== undefined)
  })

  it('nothing of what did not happen', () => {
    const clock = one({})
    for (const key of ['stoppedAt', 'pausedSince', 'extensions', 'unreachable', 'order']) expect(clock).not.toHaveProperty(key)
    expect(clock?.goal).not.toHaveProperty('clause')
    expect(one({ goals: [{ ...days(3), clause: '第九条' }] })?.goal.clause).toBe('第九条')
  })

  it('that its calendar never opens long enough; it is never late', () => {
    const closed: Calendar = { ...china, week: {}, exceptions: [] }
    const [clock] = computeClocks(
      { sla: { calendar: 'cn-2026', onCalendarEdit: 'recompute', clocks: [reply] }, calendars: [closed] },
      events(start),
      at('03-20T09:00'),
    )
    expect(clock).toMatchObject({ dueAt: null, unreachable: true, breached: false })
  })

  it('a whole day of extension is one day, where hours are opening hours', () => {
    const extended: Step = ['03-02T11:00', 'assignment.extended', of('a', { data: { clock: 'reply', amount: 1, unit: 'day' } })]
    const hours = { amount: 4, unit: 'hour' as const }
    expect(one({ goals: [{ ...hours, basis: 'working-days' }] }, extended)?.extendedBy).toBe(8)
    expect(one({ goals: [{ ...hours, basis: 'working-minutes' }] }, extended)?.extendedBy).toBe(8)
    expect(one({ goals: [{ ...hours, basis: 'natural' }] }, extended)?.extendedBy).toBe(24)
    expect(one({ goals: [days(3)] }, extended)?.extendedBy).toBe(1)
  })

  it('an extension that makes it neither longer nor shorter is none', () => {
    const none: Step = ['03-02T11:00', 'assignment.extended', of('a', { data: { clock: 'reply', amount: 0, unit: 'day' } })]
    expect(one({}, none)).not.toHaveProperty('extensions')
  })
})

describe('a level that changes', () => {
  const rule: ClockRule = { ...reply, goals: [days(5, { eq: ['case.level', 'key'] }), days(3)] }
  const changed = (time: string, level = 'key'): Step => [time, 'case.levelChanged', { data: { level } }]
  const start = [created('a', '03-02T09:00'), arrived('a')]
  const index = (chosen: ClockRule, ...steps: Step[]) => clocks(chosen, events([...start, ...steps])).map((clock) => clock.goal.index)

  it.each<[string, Step[], number]>([
    ['chooses again', [changed('03-03T10:00')], 0],
    ['also at the due time itself', [changed('03-05T17:30')], 0],
    ['not a minute later', [changed('03-05T17:31')], 1],
    ['and back', [changed('03-03T10:00'), changed('03-04T10:00', 'normal')], 1],
    ['a level no goal speaks of leaves the rest', [changed('03-03T10:00', 'normal')], 1],
  ])('%s', (_name, steps, goal) => {
    expect(index(rule, ...steps)).toEqual([goal])
  })

  it('keeps the goal it had where none holds any more', () => {
    const only: ClockRule = { ...rule, goals: [days(3, { eq: ['case.level', 'normal'] })] }
    const history = [created('a', '03-02T09:00'), changed('03-02T09:30', 'normal'), arrived('a'), changed('03-03T10:00')]
    expect(clocks(only, events(history)).map((clock) => clock.goal.index)).toEqual([0])
  })

  it('holds for a clock that is paused without an end', () => {
    expect(index({ ...rule, pauseBy: ['suspension'] }, ['03-03T09:00', 'case.suspended'], changed('03-10T10:00'))).toEqual([0])
  })

  it('does not ask again whether the rule applies', () => {
    const normal: ClockRule = { ...rule, when: { eq: ['case.level', 'normal'] } }
    const history = [created('a', '03-02T09:00'), changed('03-02T09:30', 'normal'), arrived('a'), changed('03-03T10:00')]
    expect(clocks(normal, events(history)).map((clock) => clock.goal.index)).toEqual([0])
  })

  it('and an extension of another clock at that time is none of this one', () => {
    const other: Step = ['03-03T10:00', 'assignment.extended', of('a', { data: { clock: 'arrive', amount: 1, unit: 'day' } })]
    expect(index(rule, other)).toEqual([1])
  })
})
