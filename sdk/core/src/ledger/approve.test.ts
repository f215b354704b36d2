import { describe, expect, it } from 'vitest'
import { aLedger, aLedgerPolicy, aPerson, EntryStory } from '../testing/a-ledger.ts'
import { allowedLedgerCommands } from './allowed.ts'
import { composeEntryNotices } from './notices.ts'
import type { Ledger } from './schema.ts'

type Approval = NonNullable<Ledger['approvals']>[number]

/** A ledger whose entries are sent for approval as soon as they are registered. */
function sent(approval: Omit<Approval, 'id' | 'name'>) {
  const ledger = aLedger({
    ownerField: undefined,
    open: { by: ['dept-clerk'], state: 'approving' },
    states: [
      { id: 'approving', name: '待审定', phase: 'REVIEW', approval: 'decide' },
      { id: 'done', name: '已审定', phase: 'DONE' },
      { id: 'refused', name: '未通过', phase: 'REFUSED' },
      { id: 'void', name: '已撤回', phase: 'CANCELLED' },
    ],
    steps: [
      { id: 'yes', name: '通过', from: ['approving'], to: 'done', by: ['system'], when: { eq: ['approval.status', 'passed'] } },
      { id: 'no', name: '未通过', from: ['approving'], to: 'refused', by: ['system'], when: { eq: ['approval.status', 'failed'] } },
      { id: 'back', name: '撤回', from: ['approving'], to: 'void', by: ['dept-clerk'], unit: 'author' },
    ],
    clocks: [],
    supervision: [],
    writeOff: undefined,
    approvals: [{ id: 'decide', name: '审定', ...approval }],
  })
  return new EntryStory(aLedgerPolicy([ledger])).do('2026-11-02T09:00', 'dept-clerk@ZF', {
    name: 'open',
    data: { ledger: 'rectify', form: { title: '准入' } },
  })
}
const sign = (story: EntryStory, who: string, stance: 'approve' | 'disapprove' = 'approve', comment?: string) =>
  story.do('2026-11-02T10:00', who, { name: 'sign', data: { stance, ...(comment && { comment }) } })
const BY: Approval['by'] = ['organisation-office', 'county-office', 'county-leader']
const A_RESOLUTION = { number: '编委〔2026〕2 号', date: '2026-11-01', expected: 9, present: 7, for: 6, against: 1, abstained: 0 }

describe('an entry sent for approval (会签 或签 票签 …)', () => {
  it.each<[string, Omit<Approval, 'id' | 'name'>, string[], string]>([
    ['会签: all agreed', { mode: 'all', by: BY }, ['organisation-office@BB', 'county-office@XWB', 'county-leader@HC'], 'DONE'],
    ['会签: one is missing', { mode: 'all', by: BY }, ['organisation-office@BB', 'county-office@XWB'], 'REVIEW'],
    ['会签: one refuses', { mode: 'all', by: BY, failFast: true }, ['organisation-office@BB', '-county-office@XWB'], 'REFUSED'],
    ['或签: the first decides', { mode: 'any', by: BY }, ['county-leader@HC'], 'DONE'],
    ['票签: two of three', { mode: 'vote', by: BY, threshold: '2/3' }, ['organisation-office@BB', 'county-leader@HC'], 'DONE'],
    ['票签: two against', { mode: 'vote', by: BY, threshold: '2/3' }, ['-organisation-office@BB', '-county-leader@HC'], 'REFUSED'],
    ['顺序会签: in order', { mode: 'sequence', by: BY }, ['organisation-office@BB', 'county-office@XWB', 'county-leader@HC'], 'DONE'],
  ])('%s', (_name, approval, people, phase) => {
    const story = sent(approval)
    for (const who of people)
      sign(story, who.replace('-', who.startsWith('-') ? '' : '-'), who.startsWith('-') ? 'disapprove' : 'approve', '理由')
    expect(story.refusal).toBeUndefined()
    expect(story.entry?.phase).toBe(phase)
  })

  it('会议审议: the figures decide', () => {
    const story = sent({
      mode: 'meeting',
      by: ['list-manager'],
      meeting: { quorum: '2/3', threshold: '1/2', majority: 'exceeds', base: 'expected' },
    })
    const resolve = (resolution: object) =>
      story.do('2026-11-02T10:00', 'list-manager@BB', { name: 'resolve', data: { resolution: { ...A_RESOLUTION, ...resolution } } })
    expect(resolve({ present: 3, for: 3, against: 0 }).refusal?.code).toBe('case.resolution.quorum')
    expect(resolve({}).entry).toMatchObject({ phase: 'DONE', approvals: [{ status: 'passed', resolution: { result: 'passed' } }] })
  })

  it.each<[string, (story: EntryStory) => EntryStory, string]>([
    ['somebody without a seat', (story) => sign(story, 'supervisor@PT'), 'case.approval.not-your-seat'],
    ['out of turn', (story) => sign(story, 'county-leader@HC'), 'case.approval.not-your-turn'],
    ['a no without words', (story) => sign(story, 'organisation-office@BB', 'disapprove'), 'case.reason.required'],
    [
      'a resolution where seats sign',
      (story) => story.do('2026-11-02T10:00', 'organisation-office@BB', { name: 'resolve', data: { resolution: A_RESOLUTION } }),
      'case.approval.no-meeting',
    ],
    ['a step the system takes', (story) => story.take('2026-11-02T10:00', 'county-leader@HC', 'yes'), 'ledger.step.system'],
  ])('refuses %s', (_name, act, code) => {
    expect(act(sent({ mode: 'sequence', by: BY })).refusal?.code).toBe(code)
  })

  it('taken back, what the seats were asked is void', () => {
    const story = sent({ mode: 'all', by: BY }).take('2026-11-02T10:00', 'dept-clerk@ZF', 'back')
    expect(story.entry).toMatchObject({ phase: 'CANCELLED', approvals: [{ status: 'cancelled' }] })
    expect(sign(story, 'county-leader@HC').refusal?.code).toBe('case.approval.unknown')
  })

  it('shows a seat exactly to whom it waits for, and tells them', () => {
    const story = sent({ mode: 'sequence', by: BY })
    const shown = (who: string) => allowedLedgerCommands(story.policy, story.entry!, aPerson(who)).map((one) => one.command)
    expect(shown('organisation-office@BB')).toEqual(['sign'])
    expect(shown('county-leader@HC')).toEqual([])
    const told = composeEntryNotices(story.policy, story.entry!, story.events).filter((one) => one.event === 'approval.opened')
    expect(told.map((one) => one.role)).toEqual(['organisation-office'])
    expect(told[0]?.text).toBe('整改台账：准入（ZG-2026-0001），请办理审定')
    const before = story.events.length
    const next = composeEntryNotices(story.policy, sign(story, 'organisation-office@BB').entry!, story.events.slice(before))
    expect(next.map((one) => one.role)).toEqual(['county-office'])
  })
})
