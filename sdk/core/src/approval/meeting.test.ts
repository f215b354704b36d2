import { describe, expect, test } from 'vitest'
import { A_MEETING, A_RESOLUTION } from '../testing/index.ts'
import { checkResolution } from './meeting.ts'
import type { Resolution } from './resolution.ts'
import type { MeetingRule } from './schema.ts'

const rule = A_MEETING.meeting!
const check = (change: Partial<Resolution>, given: MeetingRule = rule) =>
  checkResolution(given, { ...A_RESOLUTION, ...change }, '2026-11-03')

describe('a resolution (会议决议)', () => {
  test.each<[string, Partial<Resolution>, Partial<MeetingRule>, 'passed' | 'failed']>([
    ['six of nine in favour', {}, {}, 'passed'],
    ['four of nine expected do not exceed half', { for: 4, against: 3 }, {}, 'failed'],
    ['four of seven present do', { for: 4, against: 3 }, { base: 'present' }, 'passed'],
    ['abstentions count among those present', { for: 3, against: 1, abstained: 3 }, { base: 'present' }, 'failed'],
    ['and not among the votes cast', { for: 3, against: 1, abstained: 3 }, { base: 'cast' }, 'passed'],
    ['two thirds reached exactly', { for: 6, against: 1 }, { threshold: '2/3', majority: 'reaches' }, 'passed'],
    ['two thirds not exceeded', { for: 6, against: 1 }, { threshold: '2/3' }, 'failed'],
    ['nobody cast a vote', { for: 0, against: 0, abstained: 7 }, { base: 'cast' }, 'failed'],
  ])('%s', (_, change, given, result) => expect(check(change, { ...rule, ...given })).toEqual({ ok: true, value: result }))

  test.each<[string, Partial<Resolution>, string, string]>([
    ['more present than expected', { present: 10, for: 9 }, 'case.resolution.present', '/resolution/present'],
    ['votes that do not add up', { for: 5 }, 'case.resolution.votes', '/resolution/for'],
    ['too few present', { present: 5, for: 5, against: 0 }, 'case.resolution.quorum', '/resolution/present'],
    ['no minutes', { minutes: [] }, 'case.resolution.minutes', '/resolution/minutes'],
    ['a meeting to come', { date: '2026-11-04' }, 'case.resolution.date', '/resolution/date'],
    ['a day that does not exist', { date: '2026-02-30' }, 'case.resolution.date', '/resolution/date'],
    ['a conclusion its votes contradict', { result: 'failed' }, 'case.resolution.contradiction', '/resolution/result'],
  ])('%s is refused', (_, change, code, at) => expect(check(change)).toMatchObject({ ok: false, error: { code, at } }))
})
