import { describe, expect, it } from 'vitest'
import { aLedger, aLedgerPolicy, EntryStory } from '../testing/a-ledger.ts'
import type { CopyCommand } from '../copy/schema.ts'
import { composeEntryNotices } from './notices.ts'

const opened = () =>
  new EntryStory(aLedgerPolicy([aLedger()])).do('2026-11-02T09:00', 'supervisor@PT', {
    name: 'open',
    data: { ledger: 'rectify', form: { title: '河道垃圾', owner: 'ZF', deadline: '2026-11-13' } },
  })
const copy = (story: EntryStory, who: string, data: CopyCommand) => story.do('2026-11-02T10:00', who, { name: 'copy', data })

describe('抄送: a ledger entry copied for information', () => {
  it.each(['supervisor@PT', 'dept-clerk@ZF', 'dispatcher@WG'])('by %s, whose unit registered or owns it, or of the platform', (who) => {
    const { entry } = copy(opened(), who, { units: ['SL'], note: '请知悉' })
    expect(entry?.copies).toMatchObject([{ unit: 'SL' }])
  })

  it.each([
    ['another department', 'dept-clerk@SL'],
    ['a responder of the owner', 'responder@ZF'],
  ])('not by %s', (_, who) => expect(copy(opened(), who, { units: ['SC'] }).refusal?.code).toBe('ledger.copy.not-yours'))

  it('not once it has ended', () => {
    const ended = opened().take('2026-11-02T09:30', 'supervisor@PT', 'drop')
    expect(copy(ended, 'supervisor@PT', { units: ['SL'] }).refusal?.code).toBe('case.copy.ended')
  })

  it.each(['ZF', 'PT'])('not to %s, which sees it already', (unit) =>
    expect(copy(opened(), 'supervisor@PT', { units: [unit] }).refusal?.code).toBe('case.copy.known'),
  )

  it('tells the clerks of a unit, and a person alone', () => {
    const story = copy(opened(), 'supervisor@PT', { units: ['SL'], people: ['expert@SL'], note: '请阅' })
    const told = composeEntryNotices(story.policy, story.entry!, story.events.slice(-1))
    expect(told.map(({ role, unit, person }) => [role, unit, person])).toEqual([
      ['dept-clerk', 'SL', undefined],
      ['town-clerk', 'SL', undefined],
      ['dept-clerk', '', 'expert@SL'],
    ])
    expect(told.map((one) => one.text)).toContainEqual(expect.stringMatching(/河道垃圾.*抄送您阅知。请阅$/))
  })
})
