import { expect, test } from 'vitest'
import { readHours, writeHours } from './hours-text.ts'

const usual = [
  ['08:30', '12:00'],
  ['13:30', '17:30'],
]
test.each([
  ['8:30-12:00, 13:30-17:30', usual],
  ['08：30—12：00、13：30—17：30', usual],
  ['8:30至12:00 13:30到17:30', usual],
  ['00:00-24:00', [['00:00', '24:00']]],
  ['', undefined],
  ['全天', undefined],
  ['17:30-8:30', undefined],
  ['8:30-12:00,11:00-17:00', undefined],
  ['25:00-26:00', undefined],
])('%s', (text, hours) => {
  const read = readHours(text)
  expect(read).toEqual(hours)
  if (read) expect(readHours(writeHours(read))).toEqual(read)
})
