import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SeatState } from '../../approval/approval.ts'
import { grantedAs } from './appeal-votes.ts'

const VALUES: Record<string, Record<string, number>> = { A: { speed: 4, quality: 5 }, B: { speed: 3, quality: 3 } }

/** `wA.` is three seats: agrees to withdraw it, agrees to the values A, not yet; `n` says no, lower-case `a` abstains. */
function seats(answers: string, weights: readonly number[] = []): SeatState[] {
  return answers.split('').map((letter, index) => ({
    id: `s${index + 1}`,
    role: 'screener',
    weight: weights[index] ?? 1,
    ...(letter !== '.' && {
      answer: {
        stance: letter === 'n' ? 'disapprove' : letter === 'a' ? 'abstain' : 'approve',
        at: 0,
        by: { id: `p${index}`, name: '' },
        ...(VALUES[letter] && { values: VALUES[letter] }),
      },
    }),
  }))
}
const said = (answers: string, weights?: readonly number[], mode: 'vote' | 'any' | 'meeting' = 'vote') => {
  const granted = grantedAs({ mode }, { seats: seats(answers, weights) })
  return granted.as === 'changed' ? Object.keys(VALUES).find((key) => VALUES[key] === granted.values) : granted.as
}

describe('how a group grants an appeal against a rating (ADR 0022)', () => {
  it.each<[string, string, number[], string]>([
    ['all agree to withdraw', 'www', [], 'withdrawn'],
    ['all agree on the same values', 'AAA', [], 'A'],
    ['most agree on values', 'AAw', [], 'A'],
    ['most agree to withdraw', 'Aww', [], 'withdrawn'],
    ['most of those who agree count, noes and abstentions aside', 'nAAwa', [], 'A'],
    ['two values against each other: it counts for nothing', 'AB', [], 'withdrawn'],
    ['values against withdrawing: it counts for nothing', 'Aw', [], 'withdrawn'],
    ['weights, not heads', 'Aww', [3, 1, 1], 'A'],
    ['a vote still out that cannot turn it', 'AA.', [], 'A'],
    ['a vote still out that can make it equal', 'A.', [], 'open'],
    ['a vote still out that can turn it', 'Aw.', [], 'open'],
    ['a heavy vote still out', 'AA.', [1, 1, 2], 'open'],
  ])('%s', (_name, answers, weights, expected) => expect(said(answers, weights)).toBe(expected))

  it.each<['any' | 'meeting', string, string]>([
    ['any', 'A..', 'A'],
    ['any', 'w..', 'withdrawn'],
    ['meeting', 'A', 'A'],
  ])('%s is settled by the first yes: %s', (mode, answers, expected) => expect(said(answers, [], mode)).toBe(expected))

  it('an added seat that is only heard proposes nothing', () => {
    const [first, second, third] = seats('AAw', [1, 1, 9])
    const heard = [first, second, { ...third, advisory: true }] as SeatState[]
    expect(grantedAs({ mode: 'vote' }, { seats: heard })).toEqual({ as: 'changed', values: VALUES.A })
  })

  it('the order of votes never matters, and a settled vote stays as it is whatever comes', () => {
    const letters = fc.array(fc.constantFrom('w', 'A', 'B', 'n', 'a'), { minLength: 1, maxLength: 7 })
    fc.assert(
      fc.property(letters, fc.nat(7), fc.nat(), (votes, out, turn) => {
        const turned = [...votes.slice(turn % votes.length), ...votes.slice(0, turn % votes.length)]
        expect(said(turned.join(''))).toBe(said(votes.join('')))
        const early = votes.map((one, index) => (index < votes.length - out ? one : '.')).join('')
        if (early.includes('w') || early.includes('A') || early.includes('B'))
          expect(said(early) === 'open' || said(early) === said(votes.join(''))).toBe(true)
      }),
    )
  })
})
