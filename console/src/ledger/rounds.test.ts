import { parseLocal } from '@shaotai/core'
import { describe, expect, it } from 'vitest'
import { roundsOf } from './rounds.ts'

const keys = (rounds: ('month' | 'quarter')[], at: string) =>
  roundsOf({ writeOff: { clock: 'finish', rounds } }, parseLocal(at, 480), 480).map((one) => one.key)

describe('rounds to choose from', () => {
  it.each<[string, ('month' | 'quarter')[], string, string[]]>([
    ['months back over the new year', ['month'], '2026-02-15T09:00', ['2026-02', '2026-01', '2025-12', '2025-11']],
    ['quarters back over the new year', ['quarter'], '2026-05-01T00:00', ['2026-Q2', '2026-Q1', '2025-Q4', '2025-Q3']],
    [
      'both, months first',
      ['month', 'quarter'],
      '2026-11-02T09:00',
      ['2026-11', '2026-10', '2026-09', '2026-08', '2026-Q4', '2026-Q3', '2026-Q2', '2026-Q1'],
    ],
  ])('%s', (_name, rounds, at, expected) => expect(keys(rounds, at)).toEqual(expected))

  it('a ledger without write-off has none', () => expect(roundsOf({}, 0, 480)).toEqual([]))
})
