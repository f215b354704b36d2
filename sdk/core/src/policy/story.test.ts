import { describe, expect, it } from 'vitest'
import { A_WHISTLE, aPolicy } from '../testing/index.ts'
import type { Example, Expectation } from './example-schema.ts'
import { playStory } from './story.ts'

const policy = aPolicy()

/** A whistle that is dispatched to ZF and SL, signed, answered, agreed to and rated; */
function aTale(expects: Readonly<Record<string, Expectation>> = {}, key?: string): Example {
  const step = (time: string, actor: string, command: string, rest: Partial<Example['steps'][number]> = {}) => ({
    at: `2026-11-02T${time}`,
    ...(key !== undefined && { case: key }),
    actor,
    command,
    ...rest,
    ...(expects[`${command}@${rest.unit ?? ''}`] && { expect: expects[`${command}@${rest.unit ?? ''}`] }),
  })
  const answer = (unit: string, minute: string) => [
    step(`09:${minute}`, `dept-clerk@${unit}`, 'sign', { unit }),
    step(`10:${minute}`, `dept-clerk@${unit}`, 'nameResponders', { unit, data: { responders: [{ name: '张三' }] } }),
    step(`10:${minute}`, `dept-clerk@${unit}`, 'arrive', { unit }),
    step(`11:${minute}`, `dept-clerk@${unit}`, 'reply', { unit, data: { form: { result: '已清理' } } }),
  ]
  const steps = [
    step('09:00', 'town-clerk@T1', 'submit', { data: A_WHISTLE }),
    step('09:05', 'dispatcher@P', 'dispatch', { data: { lead: 'ZF', cooperating: ['SL'] } }),
    ...answer('ZF', '10'),
    ...answer('SL', '12'),
    step('14:00', 'town-clerk@T1', 'consent'),
    step('14:10', 'town-clerk@T1', 'rate', {
      data: { ratings: ['ZF', 'SL'].map((unit) => ({ unit, values: { speed: 5, quality: 4 }, comment: '好' })) },
    }),
  ]
  return { id: 'tale', title: '一件哨', steps: steps.toSorted((a, b) => a.at.localeCompare(b.at)) }
}

const problems = (expects: Readonly<Record<string, Expectation>>) => playStory(policy, aTale(expects)).problems

describe('a story', () => {
  it('is played to its end without a server', () => {
    const { cases, turns, problems: found } = playStory(policy, aTale())
    expect(found).toEqual([])
    expect(cases.map(({ state }) => state.phase)).toEqual(['CLOSED'])
    expect(turns.map(({ events }) => events.length).every((count) => count > 0)).toBe(true)
  })

  const held: [string, Readonly<Record<string, Expectation>>][] = [
    ['a state and its phase', { 'submit@': { state: 'triage', phase: 'TRIAGE' } }],
    ['lead, helpers and their tasks', { 'dispatch@': { lead: 'ZF', cooperating: ['SL'], assignments: { ZF: 'PENDING', SL: 'PENDING' } } }],
    ['events in order, others between them', { 'dispatch@': { events: ['case.dispatched', 'assignment.created'] } }],
    ['clocks by rule and unit', { 'sign@ZF': { clocks: { 'sign@ZF': 'met', 'sign@SL': 'running', 'reply@SL': 'none' } } }],
    ['who may do what', { 'dispatch@': { allowed: { 'dept-clerk@ZF': ['sign'] }, notAllowed: { 'dept-clerk@ZF': ['consent'] } } }],
    ['facts of conditions', { 'submit@': { facts: { 'case.round': 1, 'case.category': 'quick', 'form.title': '占道经营' } } }],
    ['no card and no request', { 'consent@': { card: 'none', requests: { return: 'none' } } }],
  ]
  it.each(held)('may expect %s', (_, expects) => expect(problems(expects)).toEqual([]))

  const missed: [string, Readonly<Record<string, Expectation>>, string][] = [
    ['another phase', { 'submit@': { phase: 'ONSITE' } }, 'phase'],
    ['an event that did not happen', { 'dispatch@': { events: ['case.closed'] } }, 'events'],
    ['events the other way round', { 'dispatch@': { events: ['assignment.created', 'case.dispatched'] } }, 'events'],
    ['a clock that runs', { 'sign@ZF': { clocks: { 'sign@SL': 'met' } } }, 'clocks sign@SL'],
    ['a task that is not signed', { 'dispatch@': { assignments: { ZF: 'SIGNED' } } }, 'assignments ZF'],
    ['a request nobody made', { 'consent@': { requests: { return: 'open' } } }, 'requests return'],
    ['a card nobody got', { 'consent@': { card: 'red' } }, 'card'],
    ['another fact', { 'submit@': { facts: { 'case.round': 2 } } }, 'facts case.round'],
    ['an act that is not allowed', { 'submit@': { allowed: { 'dept-clerk@ZF': ['sign'] } } }, 'allowed dept-clerk@ZF sign'],
    ['an act that is allowed', { 'dispatch@': { notAllowed: { 'dept-clerk@ZF': ['sign'] } } }, 'notAllowed dept-clerk@ZF sign'],
    ['a refusal that did not come', { 'submit@': { refusal: 'case.command.exists' } }, 'refusal'],
    ['another score', { 'rate@': { score: { ZF: '12.00' } } }, 'score ZF'],
    ['another rank', { 'rate@': { rank: { ZF: '7' } } }, 'rank ZF'],
  ]
  it.each(missed)('misses %s', (_, expects, what) => expect(problems(expects).map((one) => one.what)).toEqual([what]))

  it('has the scores of its closed cases', () => {
    const [model] = policy.scoring.models
    const actual = problems({ 'rate@': { score: { ZF: '?', [`${model?.id}@SL`]: '?' }, rank: { ZF: '?' } } })
    expect(actual.map((one) => one.what)).toEqual(['score ZF', `score ${model?.id}@SL`, 'rank ZF'])
    expect(actual[0]?.actual).toMatch(/^\d+\.\d+$/)
    expect(problems({ 'rate@': { score: { ZF: String(actual[0]?.actual) }, rank: { ZF: String(actual[2]?.actual) } } })).toEqual([])
    expect(problems({ 'consent@': { score: { ZF: 'none' } } })).toEqual([])
  })

  it('may have several cases, each with its own state and clocks', () => {
    const [one, other] = [aTale({}, 'first'), aTale({ 'submit@': { state: 'triage' } }, 'second')]
    const steps = [...one.steps, ...other.steps].toSorted((a, b) => a.at.localeCompare(b.at))
    const run = playStory(policy, { ...one, steps })
    expect(run.problems).toEqual([])
    expect(run.cases.map(({ key, state }) => [key, state.id, state.phase])).toEqual([
      ['first', 'first', 'CLOSED'],
      ['second', 'second', 'CLOSED'],
    ])
  })

  it('tells people of one role apart', () => {
    const steps: Example['steps'] = [{ at: '2026-11-02T09:00', actor: 'town-clerk@T1#a', command: 'submit', data: A_WHISTLE }]
    const [turn] = playStory(policy, { id: 's', title: 's', steps }).turns
    expect(turn?.events[0]?.by).toMatchObject({ person: 'town-clerk@T1#a', unit: 'T1' })
  })

  it('fires what falls due between two steps, and ends a suspension when its time has come', () => {
    const base = aTale().steps.slice(0, 4)
    const steps: Example['steps'] = [
      ...base,
      {
        at: '2026-11-02T10:20',
        actor: 'dept-clerk@ZF',
        command: 'openRequest',
        unit: 'ZF',
        data: { kind: 'suspension', days: 2, reason: { id: 'testing', text: '' } },
      },
      {
        at: '2026-11-02T10:30',
        actor: 'dispatcher@P',
        command: 'decideRequest',
        data: { approve: true },
        expect: { requests: { suspension: 'approved' } },
      },
      { at: '2026-11-09T10:30', actor: 'system', command: 'wait' },
    ]
    const run = playStory(policy, { id: 's', title: 's', steps })
    expect(run.problems).toEqual([])
    expect(run.turns.at(-1)?.timers.map(({ event }) => event.type)).toContain('case.resumed')
    expect(run.turns.at(-1)?.timers.map(({ event }) => event.type)).toContain('clock.breached')
  })
})
