import { describe, expect, it } from 'vitest'
import { aLedger, aLedgerPolicy, aPerson, EntryStory } from '../testing/a-ledger.ts'
import { allowedLedgerCommands } from './allowed.ts'
import type { EntryCommand } from './command.ts'
import { composeEntryNotices } from './notices.ts'
import type { Ledger } from './schema.ts'

type Approval = NonNullable<Ledger['approvals']>[number]
const HEAD = 'organisation-office@BB'
const LEADER = 'county-leader@HC'

/** Two sign one after the other on what a department asks to have written off. */
function asked(change: Partial<Approval> = {}) {
  const ledger = aLedger({
    states: [
      { id: 'todo', name: '待整改', phase: 'OPEN' },
      { id: 'review', name: '待销账', phase: 'REVIEW', approval: 'write-off' },
      { id: 'done', name: '已销账', phase: 'DONE' },
      { id: 'void', name: '已取消', phase: 'CANCELLED' },
    ],
    steps: [
      { id: 'ask', name: '申请销账', from: ['todo'], to: 'review', by: ['dept-clerk'], form: 'rectify-result' },
      { id: 'yes', name: '同意', from: ['review'], to: 'done', by: ['system'], when: { eq: ['approval.status', 'passed'] } },
      { id: 'no', name: '不同意', from: ['review'], to: 'todo', by: ['system'], when: { eq: ['approval.status', 'failed'] } },
      { id: 'drop', name: '取消', from: ['todo', 'review'], to: 'void', by: ['supervisor'] },
    ],
    clocks: [],
    supervision: [],
    writeOff: undefined,
    approvals: [
      {
        id: 'write-off',
        name: '销账审批',
        mode: 'sequence',
        by: ['organisation-office', 'county-leader'],
        addSeat: ['before', 'after'],
        passOn: ['transfer', 'delegate'],
        sendBack: { to: ['submitter', 'previous'], then: 'restart' },
        withdraw: true,
        copies: [{ role: 'town-principal', of: 'unit', unit: 'NH', when: 'decided' }],
        ...change,
      },
    ],
  })
  return new EntryStory(aLedgerPolicy([ledger]))
    .do('2026-11-02T09:00', 'supervisor@PT', {
      name: 'open',
      data: { ledger: 'rectify', form: { title: '河道垃圾', owner: 'ZF', deadline: '2026-11-13' } },
    })
    .take('2026-11-02T09:30', 'dept-clerk@ZF', 'ask', { form: { solved: true } })
}
const give = (story: EntryStory, who: string, command: EntryCommand) => story.do('2026-11-02T10:00', who, command)
const yes = { name: 'sign', data: { stance: 'approve' } } as const
const shown = (story: EntryStory, who: string) =>
  allowedLedgerCommands(story.policy, story.entry!, aPerson(who)).map(({ command, kind }) => (kind ? `${command} ${kind}` : command))
const back: EntryCommand = { name: 'sendBack', data: { to: 'submitter', reason: { text: '缺照片' } } }

describe('an approval of an entry, by the engine of every approval', () => {
  it('加签: a person signs before the seat that asked for them, and counts', () => {
    const story = give(asked(), HEAD, { name: 'addSeat', data: { position: 'before', person: 'expert@SL' } })
    expect(story.entry?.approvals?.[0]?.seats.map((seat) => seat.person?.id ?? seat.role)).toEqual([
      'expert@SL',
      'organisation-office',
      'county-leader',
    ])
    expect(give(story, HEAD, yes).refusal?.code).toBe('case.approval.not-your-turn')
    for (const who of ['expert@SL', HEAD, LEADER]) give(story, who, yes)
    expect(story.entry?.phase).toBe('DONE')
  })

  it('减签: who added a seat takes it out again', () => {
    const story = give(asked(), HEAD, { name: 'addSeat', data: { position: 'after', person: 'expert@SL' } })
    const seat = story.entry?.approvals?.[0]?.seats[1]?.id ?? ''
    expect(give(story, LEADER, { name: 'removeSeat', data: { seat } }).refusal?.code).toBe('case.approval.no-remove')
    expect(give(story, HEAD, { name: 'removeSeat', data: { seat } }).entry?.approvals?.[0]?.seats).toHaveLength(2)
  })

  it('转办: the seat is that person’s alone', () => {
    const story = give(asked(), HEAD, { name: 'passOn', data: { kind: 'transfer', person: 'deputy@BB' } })
    expect(give(story, HEAD, yes).refusal?.code).toBe('case.approval.not-your-seat')
    expect(give(story, 'deputy@BB', yes).entry?.approvals?.[0]?.seats[0]?.answer?.by.id).toBe('deputy@BB')
  })

  it('委派: who was asked first answers, and the seat comes back', () => {
    const story = give(asked(), HEAD, { name: 'passOn', data: { kind: 'delegate', person: 'deputy@BB' } })
    expect(shown(story, 'deputy@BB')).toEqual(['advise'])
    give(story, 'deputy@BB', { name: 'advise', data: { text: '可以' } })
    expect(give(story, HEAD, yes).refusal).toBeUndefined()
  })

  it('退回: the entry waits for who asked; handed in again with a changed form and a note, every seat signs anew', () => {
    const story = give(give(asked(), HEAD, yes), LEADER, back)
    expect(story.entry?.approvals?.[0]?.status).toBe('sent-back')
    expect(shown(story, LEADER)).toEqual([])
    expect(shown(story, 'dept-clerk@ZF')).toEqual(['resubmit'])
    expect(give(story, 'dept-clerk@SL', { name: 'resubmit', data: {} }).refusal?.code).toBe('case.approval.not-yours')
    const form = { solved: true, result: '已清运，附照片' }
    give(story, 'dept-clerk@ZF', { name: 'resubmit', data: { form, reason: { text: '补了照片' } } })
    expect(story.events.slice(-2).map(({ type, by, reason }) => [type, by.person, reason?.text])).toEqual([
      ['entry.supplemented', 'dept-clerk@ZF', undefined],
      ['approval.resubmitted', 'dept-clerk@ZF', '补了照片'],
    ])
    expect(story.entry).toMatchObject({ title: '河道垃圾', form: { owner: 'ZF', result: '已清运，附照片' } })
    expect(give(story, LEADER, yes).refusal?.code).toBe('case.approval.not-your-turn')
    for (const who of [HEAD, LEADER]) give(story, who, yes)
    expect(story.entry?.phase).toBe('DONE')
  })

  it('退回上一席, and on from there', () => {
    const to: EntryCommand = { name: 'sendBack', data: { to: 'previous', reason: { text: '再核' } } }
    const story = give(give(asked(), HEAD, yes), LEADER, to)
    expect(shown(story, HEAD)[0]).toBe('sign')
    for (const who of [HEAD, LEADER]) give(story, who, yes)
    expect(story.entry?.phase).toBe('DONE')
  })

  it('撤回: its submitter takes it back while nobody has spoken', () => {
    const story = give(asked(), 'dept-clerk@ZF', { name: 'withdrawApproval', data: {} })
    expect(story.entry?.approvals?.[0]?.status).toBe('sent-back')
    const late = give(give(asked(), HEAD, yes), 'dept-clerk@ZF', { name: 'withdrawApproval', data: {} })
    expect(late.refusal?.code).toBe('case.approval.acted')
  })

  it('抄送: told when it is decided, and read with a receipt', () => {
    const story = give(give(asked(), HEAD, yes), LEADER, yes)
    const told = composeEntryNotices(story.policy, story.entry!, story.events).filter((one) => one.event === 'approval.copied')
    expect(told).toMatchObject([{ role: 'town-principal', unit: 'NH', text: '整改台账：河道垃圾（ZG-2026-0001），销账审批抄送您阅知' }])
    expect(shown(story, 'town-principal@NH')).toEqual(['readCopy'])
    give(story, 'town-principal@NH', { name: 'readCopy', data: {} })
    expect(story.entry?.approvals?.[0]?.copies[0]?.read).toHaveLength(1)
  })

  it('代理: a substitute signs in the name of the seat, and both are recorded', () => {
    const story = asked()
    const standsFor = [aPerson(HEAD)]
    const acts = allowedLedgerCommands(story.policy, story.entry!, { ...aPerson('dept-leader@SL'), standsFor })
    expect(acts.map((one) => one.command)).toContain('sign')
    story.standsFor = standsFor
    give(story, 'dept-leader@SL', yes)
    expect(story.entry?.approvals?.[0]?.seats[0]?.answer).toMatchObject({ by: { id: 'dept-leader@SL' }, standingFor: { id: HEAD } })
  })

  it.each<[string, Partial<Approval>, EntryCommand, string]>([
    ['加签', { addSeat: undefined }, { name: 'addSeat', data: { position: 'before', person: 'x@SL' } }, 'case.approval.no-add'],
    ['转办', { passOn: ['delegate'] }, { name: 'passOn', data: { kind: 'transfer', person: 'x@BB' } }, 'case.approval.no-pass-on'],
    ['退回', { sendBack: undefined }, back, 'case.approval.no-send-back'],
  ])('refuses %s where the ledger does not offer it, and shows no button', (_name, change, command, code) => {
    const story = asked(change)
    expect(give(story, HEAD, command).refusal?.code).toBe(code)
    const { kind = '' } = command.data as { kind?: string }
    expect(shown(story, HEAD)).not.toContain(`${command.name} ${kind}`.trim())
  })

  it('an entry that leaves the state while it was sent back voids the approval', () => {
    const story = give(asked(), HEAD, back).take('2026-11-02T11:00', 'supervisor@PT', 'drop')
    expect(story.entry).toMatchObject({ phase: 'CANCELLED', approvals: [{ status: 'cancelled' }] })
  })
})
