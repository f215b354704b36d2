import { describe, expect, it } from 'vitest'
import type { Calendar } from '../../calendar/schema.ts'
import type { Policy } from '../../policy/schema.ts'
import { aPolicy, aStoryAt, type Story } from '../../testing/index.ts'

const policy = aPolicy()
const calendar = policy.calendars[0]!

/** The county closes on the Tuesday after the story's Monday. */
const storm: Calendar = {
  ...calendar,
  exceptions: [...calendar.exceptions, { kind: 'custom', from: '2026-11-03', to: '2026-11-03', name: '台风停工' }],
}

function handlingStory(edit: Partial<Policy['sla']> = {}): Story {
  const story = aStoryAt('handling', { ...policy, sla: { ...policy.sla, ...edit } })
  story.calendars = (version) => ({ storm: [storm], same: [calendar] })[version]
  return story
}

const added = (story: Story, version: string) => {
  const before = story.events.length
  story.do('system', 'applyCalendar', { version })
  return story.events.slice(before)
}

describe('a version with another calendar comes into force', () => {
  it('the case records it, and tells every due time that moved with what it was', () => {
    const story = handlingStory()
    const [changed, ...moved] = added(story, 'storm')
    expect(changed).toMatchObject({ type: 'case.calendarChanged', by: { person: 'system' }, data: { version: 'storm' } })
    expect(moved.map(({ type, unit, data }) => [type, unit, data.clock, Number(data.dueAt) - Number(data.wasDueAt)])).toEqual([
      ['clock.recomputed', 'ZF', 'reply', 86_400_000],
      ['clock.recomputed', 'SL', 'reply', 86_400_000],
    ])
  })

  it('a calendar that moves nothing is recorded without telling anybody', () => {
    expect(added(handlingStory(), 'same').map((event) => event.type)).toEqual(['case.calendarChanged'])
  })

  it('what had ended is not touched', () => {
    const story = handlingStory()
    story.do('zf-clerk', 'reply', { form: { result: '已清理' } })
    expect(added(story, 'storm').map((event) => [event.type, event.unit])).toEqual([
      ['case.calendarChanged', undefined],
      ['clock.recomputed', 'SL'],
    ])
  })

  it('a policy that freezes calendars lets nothing happen', () => {
    expect(added(handlingStory({ onCalendarEdit: 'freeze' }), 'storm')).toEqual([])
  })
})
