import { describe, expect, it } from 'vitest'
import { composeNotices } from '../../notification/compose.ts'
import type { Actor } from '../../organisation/role.ts'
import { aPolicy, aStoryAt } from '../../testing/index.ts'
import { callsOf, isCalled } from '../calls.ts'

describe('抄送: a case copied for information', () => {
  it.each(['town', 'dispatcher', 'zf-clerk'])('by %s, who whistled, coordinates or leads', (who) => {
    const story = aStoryAt('dispatched').do(who, 'copy', { units: ['SC', 'ZJ'], note: '请知悉' })
    expect(story.state.copies).toMatchObject([{ unit: 'SC' }, { unit: 'ZJ' }])
    expect(callsOf(story.state)).toEqual([{ unit: 'SC' }, { unit: 'ZJ' }])
  })

  it('not by a cooperating unit', () =>
    expect(aStoryAt('dispatched').as('sl-clerk', 'copy', { units: ['SC'] })).toMatchObject({ code: 'case.copy.not-yours' }))

  it.each<[string, string]>([
    ['the town', 'NH'],
    ['a unit that works on it', 'SL'],
    ['a unit it was copied to', 'SC'],
  ])('not to %s, who sees it already', (_, unit) => {
    const story = aStoryAt('dispatched').do('town', 'copy', { units: ['SC'] })
    const known = unit === 'NH' ? story.state.town : unit
    expect(story.as('town', 'copy', { units: ['ZJ', known] })).toMatchObject({ code: 'case.copy.known', at: '/units/1' })
  })

  it('to twenty units at most', () => {
    const units = Array.from({ length: 20 }, (_, index) => `U${index}`)
    const story = aStoryAt('dispatched').do('town', 'copy', { units })
    expect(story.as('town', 'copy', { units: ['U20'] })).toMatchObject({ code: 'case.copy.limit' })
  })

  it('to one person, who is called and nobody of their unit, and is told alone', () => {
    const before = aStoryAt('dispatched')
    const story = before.do('dispatcher', 'copy', { people: ['sl-clerk'], note: '请阅' })
    expect(callsOf(story.state)).toEqual([{ person: 'sl-clerk' }])
    const told = composeNotices(aPolicy(), story.state, story.events.slice(-1), { unit: () => undefined })
    expect(told.map(({ person, text }) => [person, text])).toEqual([['sl-clerk', expect.stringMatching(/抄送您阅知。请阅$/)]])
  })

  it('asks nobody to act: a screener it is copied to is not called', () => {
    const { state } = aStoryAt('dispatched').do('dispatcher', 'copy', { units: ['SC'], people: ['sl-clerk'] })
    const roles: Actor['roles'] = ['screener', 'panel-member']
    expect(isCalled(state, { person: 'sl-clerk', name: '', unit: 'SC', roles })).toBe(false)
  })
})
