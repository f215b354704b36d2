import { expect, test } from 'vitest'
import { loadTemplate } from '../../../../templates/testing/load-template.ts'
import { diffPolicy } from './diff.ts'
import { applyAnswers, type FirstAnswers } from './first-run.ts'
import { parsePolicy } from './parse.ts'
import type { Policy } from './schema.ts'

const { policy } = loadTemplate('hechuan-city')
const usual: FirstAnswers = {
  hours: [
    ['08:30', '12:00'],
    ['13:30', '17:30'],
  ],
  days: [1, 2, 3, 4, 5],
  emergency: 'always',
}
const goalsOf = ({ sla }: Policy, id: string) =>
  sla.clocks.find((clock) => clock.id === id)?.goals.map(({ amount, basis }) => [amount, basis])

test('answers that say what the template says change nothing', () => {
  expect(diffPolicy(policy, applyAnswers(policy, usual))).toEqual([])
})

test('emergency whistles in office hours only: their limits are counted in working time, all others as before', () => {
  const changed = applyAnswers(policy, { ...usual, emergency: 'office-hours' })
  expect(goalsOf(policy, 'arrive')?.[0]).toEqual([30, 'natural'])
  expect(goalsOf(changed, 'arrive')?.[0]).toEqual([30, 'working-minutes'])
  expect(goalsOf(changed, 'arrive')?.slice(1)).toEqual(goalsOf(policy, 'arrive')?.slice(1))
  expect(applyAnswers(changed, usual)).toEqual(policy)
})

test('other hours and a working Saturday stand in the calendar the limits are counted by; its holidays stay', () => {
  const hours: FirstAnswers['hours'] = [['09:00', '17:00']]
  const changed = applyAnswers(policy, { ...usual, hours, days: [6, 1, 2, 3, 4, 5] })
  const [before, after] = [policy, changed].map((one) => one.calendars.find(({ id }) => id === one.sla.calendar))
  expect(after?.week).toEqual({ 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: hours })
  expect({ ...after, week: null }).toEqual({ ...before, week: null })
  expect(parsePolicy(changed).ok).toBe(true)
})
