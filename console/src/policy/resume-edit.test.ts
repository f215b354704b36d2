import { describe, expect, it } from 'vitest'
import { resumeEdit } from './resume-edit.ts'

const clocks = (...hours: [id: string, amount: number][]) => ({ clocks: hours.map(([id, amount]) => ({ id, amount })) })
const base = clocks(['sign', 1], ['arrive', 3])
const mine = clocks(['sign', 1], ['arrive', 2])

describe('edits that were kept in the browser', () => {
  it.each<[name: string, stored: unknown, revision: number, expected: unknown]>([
    ['go on where nobody saved meanwhile', base, 4, { value: mine, count: 1, behind: false, conflicts: 0 }],
    ['are over once the server has them', mine, 5, undefined],
    [
      'come beside what others saved elsewhere in the part',
      clocks(['sign', 9], ['arrive', 3]),
      5,
      { value: clocks(['sign', 9], ['arrive', 2]), count: 1, behind: true, conflicts: 0 },
    ],
    [
      'say that others changed the same place',
      clocks(['sign', 1], ['arrive', 5]),
      5,
      { value: mine, count: 1, behind: true, conflicts: 1 },
    ],
  ])('%s', (_name, stored, revision, expected) => {
    expect(resumeEdit({ base, value: mine, revision: 4 }, stored, { kind: 'sla', revision })).toEqual(expected)
  })
})
