import { describe, expect, it } from 'vitest'
import type { Approval, SeatState } from './approval.ts'
import { seatClaims } from './claims.ts'
import type { ApprovalMode, ApprovalRule } from './schema.ts'

const by = (id: string) => ({ id, name: id })
const seat = (id: string, change: Partial<SeatState> = {}): SeatState => ({ id, role: 'dept-leader', unit: 'SL', weight: 1, ...change })
const answer = (change: object = {}): Partial<SeatState> => ({ answer: { stance: 'approve', at: 1, by: by('li'), ...change } })

function claims(mode: ApprovalMode, seats: SeatState[], status: Approval['status'] = 'open') {
  const rule = { id: 'r', name: '延期审批', mode } as ApprovalRule
  const openedBy = { person: 'zf', name: 'zf', unit: 'ZF', roles: [] }
  const approval = { id: 'p1', rule: 'r', status, openedAt: 5, openedAtVersion: 1, openedBy, seats, copies: [] } as Approval
  return seatClaims([{ approval, rule }])
}

describe('what waits for whom', () => {
  it.each<[string, ApprovalMode, SeatState[], boolean[]]>([
    ['the first of a sequence', 'sequence', [seat('a'), seat('b')], [true, false]],
    ['the next of a sequence', 'sequence', [seat('a', answer()), seat('b')], [false, true]],
    ['all of 会签 at once', 'all', [seat('a'), seat('b')], [true, true]],
    ['not who waits for another', 'all', [seat('a'), seat('b', { waitsFor: 'a' })], [true, false]],
  ])('%s', (_, mode, seats, due) => expect(claims(mode, seats).map((one) => one.due)).toEqual(due))

  it('nobody while it is sent back or decided', () => {
    for (const status of ['sent-back', 'passed', 'failed', 'cancelled'] as const)
      expect(claims('all', [seat('a')], status)).toMatchObject([{ due: false }])
  })

  it('a seat handed to somebody is theirs; asked first, both', () => {
    expect(claims('all', [seat('a', { person: by('zhao') })])).toMatchObject([{ person: 'zhao', due: true }])
    expect(claims('all', [seat('a', { delegate: by('zhao') })])).toMatchObject([
      { seat: 'a', unit: 'SL', due: true },
      { seat: 'a>zhao', person: 'zhao', due: true },
    ])
  })

  it('says in whose name it was answered', () => {
    expect(claims('all', [seat('a', answer()), seat('b', answer({ standingFor: by('wang') }))])).toMatchObject([
      { answeredBy: 'li' },
      { answeredBy: 'wang' },
    ])
  })
})
