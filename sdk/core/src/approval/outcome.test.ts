import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { SeatState, Stance } from './approval.ts'
import { approvalOutcome, type ApprovalOutcome } from './outcome.ts'
import { dueSeats } from './due.ts'
import type { ApprovalRule } from './schema.ts'

const rule = (mode: ApprovalRule['mode'], more: Partial<ApprovalRule> = {}): ApprovalRule => ({ id: 'r', name: '审批', mode, ...more })
const LETTERS: Record<string, Stance> = { y: 'approve', n: 'disapprove', a: 'abstain', r: 'recuse' }

/** `yn.` is three seats: yes, no, not yet. Weights are 1 unless given. */
function seats(answers: string, weights: readonly number[] = []): SeatState[] {
  return answers.split('').map((letter, index) => ({
    id: `s${index + 1}`,
    role: 'county-leader',
    weight: weights[index] ?? 1,
    ...(LETTERS[letter] && { answer: { stance: LETTERS[letter], at: 0, by: { id: `p${index}`, name: '' } } }),
  }))
}

describe('when an approval is decided, and how', () => {
  test.each<[string, ApprovalRule, string, ApprovalOutcome]>([
    ['单人 waits', rule('single'), '.', 'open'],
    ['单人 yes', rule('single'), 'y', 'passed'],
    ['单人 no', rule('single'), 'n', 'failed'],
    ['会签 needs everybody', rule('all'), 'yy.', 'open'],
    ['会签 of all', rule('all'), 'yyy', 'passed'],
    ['会签 with one no hears the others first', rule('all'), 'yn.', 'open'],
    ['会签 with one no, all heard', rule('all'), 'yny', 'failed'],
    ['会签 failing fast ends at the first no', rule('all', { failFast: true }), 'yn.', 'failed'],
    ['会签, abstention out of the count', rule('all', { abstain: 'uncounted' }), 'yya', 'passed'],
    ['会签, abstention as a no', rule('all', { abstain: 'against' }), 'yya', 'failed'],
    ['会签 of people who all abstain decides nothing in favour', rule('all', { abstain: 'uncounted' }), 'aaa', 'failed'],
    ['或签 at the first yes', rule('any'), 'n.y', 'passed'],
    ['或签 goes on after a no', rule('any'), 'n..', 'open'],
    ['或签 when nobody agreed', rule('any'), 'nnn', 'failed'],
    ['顺序会签 stops at a no', rule('sequence'), 'yn.', 'failed'],
    ['顺序会签 to the end', rule('sequence'), 'yyy', 'passed'],
    ['票签 two of three as soon as it cannot be otherwise', rule('vote', { threshold: '2/3' }), 'yy.', 'passed'],
    ['票签 two of three, still open', rule('vote', { threshold: '2/3' }), 'yn.', 'open'],
    ['票签 two of three, out of reach', rule('vote', { threshold: '2/3' }), 'nn.', 'failed'],
    ['票签 exactly half reaches half', rule('vote', { threshold: '1/2' }), 'yynn', 'passed'],
    ['票签 exactly half does not exceed it', rule('vote', { threshold: '1/2', majority: 'exceeds' }), 'yynn', 'failed'],
    ['票签 one third is one third exactly', rule('vote', { threshold: '1/3' }), 'ynn', 'passed'],
    ['票签, abstention out of the count', rule('vote', { threshold: '2/3', abstain: 'uncounted' }), 'yyna', 'passed'],
    ['票签, abstention as a no', rule('vote', { threshold: '2/3', abstain: 'against' }), 'yyna', 'failed'],
    ['票签, recusal out of the count', rule('vote', { threshold: '2/3', recuse: 'uncounted' }), 'yynr', 'passed'],
    ['票签 without its quorum', rule('vote', { threshold: '1/2', quorum: 3, recuse: 'uncounted' }), 'yyrr', 'failed'],
    ['票签 waits for its quorum', rule('vote', { threshold: '1/2', quorum: 3, recuse: 'uncounted' }), 'yyr.', 'open'],
  ])('%s', (_, given, answers, expected) => expect(approvalOutcome(given, { seats: seats(answers) })).toBe(expected))

  it('counts weights, not heads', () => {
    expect(approvalOutcome(rule('vote', { threshold: '1/2' }), { seats: seats('ynn', [3, 1, 1]) })).toBe('passed')
  })

  it('hears a seat added to a vote without counting it', () => {
    const [mine, ...others] = seats('n..') as [SeatState, SeatState, SeatState]
    expect(approvalOutcome(rule('any'), { seats: [{ ...mine, advisory: true }, ...others] })).toBe('open')
    expect(
      approvalOutcome(rule('any'), { seats: [{ ...mine, answer: { ...mine.answer!, stance: 'approve' }, advisory: true }, ...others] }),
    ).toBe('open')
  })
})

describe('whose turn it is', () => {
  const due = (mode: ApprovalRule['mode'], given: SeatState[]) => dueSeats(mode, { status: 'open', seats: given }).map((seat) => seat.id)
  it('in a row: the first who has not answered', () => expect(due('sequence', seats('y..'))).toEqual(['s2']))
  it('side by side: everybody who has not answered', () => expect(due('all', seats('y..'))).toEqual(['s2', 's3']))
  it('who waits for an added seat waits', () => {
    const [one, two] = seats('..') as [SeatState, SeatState]
    expect(due('all', [one, { ...two, waitsFor: 's1' }])).toEqual(['s1'])
  })
  it('nobody when it is over', () => expect(dueSeats('all', { status: 'passed', seats: seats('..') })).toEqual([]))
})

const answer = fc.constantFrom<Stance>('approve', 'disapprove', 'abstain', 'recuse')
const neutral = fc.constantFrom('against' as const, 'uncounted' as const)
const parallel = fc.record({
  mode: fc.constantFrom('all' as const, 'any' as const, 'vote' as const),
  failFast: fc.boolean(),
  threshold: fc.constantFrom('1/3', '1/2', '3/5', '2/3', '1'),
  majority: fc.constantFrom('reaches' as const, 'exceeds' as const),
  quorum: fc.integer({ min: 1, max: 6 }),
  abstain: neutral,
  recuse: neutral,
})
const ballots = fc.array(fc.record({ stance: answer, weight: fc.integer({ min: 1, max: 5 }) }), { minLength: 1, maxLength: 6 })

/** Lets seats answer in an order until the approval is decided; how often it says both, and what it says. */
function play(given: ApprovalRule, ballot: readonly { stance: Stance; weight: number }[], order: readonly number[]): ApprovalOutcome[] {
  let current = seats(
    '.'.repeat(ballot.length),
    ballot.map((one) => one.weight),
  )
  const outcomes: ApprovalOutcome[] = []
  for (const place of order) {
    current = current.map((seat, index) =>
      index === place ? { ...seat, answer: { stance: ballot[index]!.stance, at: 0, by: { id: `p${index}`, name: '' } } } : seat,
    )
    outcomes.push(approvalOutcome(given, { seats: current }))
  }
  return outcomes
}

describe('laws', () => {
  it('the order of answers never matters to 会签, 或签 and 票签', () => {
    fc.assert(
      fc.property(parallel, ballots, fc.infiniteStream(fc.nat()), (given, ballot, keys) => {
        const order = ballot
          .map((_, index) => [keys.next().value as number, index] as const)
          .toSorted((a, b) => a[0] - b[0])
          .map(([, index]) => index)
        const forward = play(
          rule(given.mode, given),
          ballot,
          ballot.map((_, index) => index),
        )
        const shuffled = play(rule(given.mode, given), ballot, order)
        expect(firstDecided(shuffled)).toBe(firstDecided(forward))
      }),
      { numRuns: 500 },
    )
  })

  it('what is decided stays decided: never both passed and failed, and always decided when all have answered', () => {
    fc.assert(
      fc.property(parallel, ballots, (given, ballot) => {
        const outcomes = play(
          rule(given.mode, given),
          ballot,
          ballot.map((_, index) => index),
        )
        const decided = outcomes.filter((one) => one !== 'open')
        expect(new Set(decided).size).toBe(1)
        expect(outcomes.at(-1)).not.toBe('open')
        expect(outcomes.slice(outcomes.indexOf(decided[0]!))).not.toContain('open')
      }),
      { numRuns: 500 },
    )
  })
})

function firstDecided(outcomes: readonly ApprovalOutcome[]): ApprovalOutcome | undefined {
  return outcomes.find((one) => one !== 'open')
}
