import { describe, expect, it } from 'vitest'
import type { Actor, Role } from '../organisation/role.ts'
import { aModel, anEntry } from '../testing/a-score.ts'
import { decideEntry, type AskedEntry, type EntryContext } from './entry.ts'
import { currentEntries, type ManualInput, type ScoreEntry } from './input.ts'

const input = (changes: Partial<ManualInput>): ManualInput => ({
  id: 'town',
  name: '街道评价',
  by: ['town-principal'],
  about: 'managed',
  min: '0',
  max: '100',
  times: 'once',
  combine: 'mean',
  reason: 'optional',
  attachment: 'optional',
  ...changes,
})
const actor = (unit: string, ...roles: Role[]): Actor => ({ person: `p-${unit}`, name: '王', unit, roles })
const principal = actor('T1', 'town-principal')

/** What becomes of an entry: the refusal's code, or the entry. */
function enter(
  asked: Partial<AskedEntry> = {},
  { changes = {}, ...context }: Partial<EntryContext> & { changes?: Partial<ManualInput> } = {},
) {
  const decided = decideEntry(
    aModel({ inputs: [input(changes)] }),
    { input: 'town', subject: 'GA1', value: '80', ...asked },
    {
      actor: principal,
      now: 1,
      id: 'new',
      subjects: [
        { id: 'GA1', parent: 'GA', manages: 'T1' },
        { id: 'GA2', parent: 'GA', manages: 'T2' },
        { id: 'GA', manages: undefined },
        { id: 'p-GA', unit: 'GA' },
      ],
      entries: [],
      locked: false,
      ...context,
    },
  )
  return decided.ok ? decided.value : decided.error.code
}

describe('entering a figure', () => {
  it('keeps who, for whom, when, why and with what', () => {
    expect(enter({ reason: '年度满意度调查', attachments: ['a1'] })).toEqual({
      id: 'new',
      input: 'town',
      subject: 'GA1',
      value: '80',
      reason: '年度满意度调查',
      attachments: ['a1'],
      at: 1,
      unit: 'T1',
      person: 'p-T1',
      name: '王',
      role: 'town-principal',
    })
  })

  const rows: [name: string, code: string, asked?: Partial<AskedEntry>, context?: Parameters<typeof enter>[1]][] = [
    ['a locked period', 'score.period.locked', {}, { locked: true }],
    ['an input the model does not have', 'score.input.unknown', { input: 'lost' }],
    ['another role', 'score.entry.not-your-role', {}, { actor: actor('T1', 'town-clerk') }],
    ['a subject the model does not score', 'score.entry.subject-unknown', { subject: 'XX' }],
    ['an agency in another town', 'score.entry.not-yours-to-judge', { subject: 'GA2' }],
    [
      'a department about another’s agency',
      'score.entry.not-yours-to-judge',
      {},
      { changes: { about: 'subordinate', by: ['dept-leader'] }, actor: actor('SC', 'dept-leader') },
    ],
    [
      'a department about itself where it speaks of its own',
      'score.entry.not-yours-to-judge',
      { subject: 'GA' },
      { changes: { about: 'subordinate', by: ['dept-leader'] }, actor: actor('GA', 'dept-leader') },
    ],
    [
      'somebody else’s self-assessment',
      'score.entry.not-yours-to-judge',
      { subject: 'GA1' },
      { changes: { about: 'own', by: ['dept-leader'] }, actor: actor('GA', 'dept-leader') },
    ],
    ['words for a number', 'score.entry.value-needed', { value: '很好' }],
    ['more than the most', 'score.entry.not-in-range', { value: '100.01' }],
    ['less than the least', 'score.entry.not-in-range', { value: '-1' }],
    ['no reason where one is asked', 'score.entry.reason-needed', { reason: '  ' }, { changes: { reason: 'required' } }],
    ['a reason where none is wanted', 'score.entry.reason-not-wanted', { reason: '因为' }, { changes: { reason: 'none' } }],
    ['no evidence where it is asked', 'score.entry.attachment-needed', {}, { changes: { attachment: 'required' } }],
    ['evidence where none is wanted', 'score.entry.attachment-not-wanted', { attachments: ['a'] }, { changes: { attachment: 'none' } }],
    ['withdrawing without a reason', 'score.entry.reason-needed', { value: null, replaces: 'x' }],
    ['withdrawing nothing', 'score.entry.replaces-unknown', { value: null, reason: '误录' }],
    [
      'replacing another town’s',
      'score.entry.replaces-unknown',
      { replaces: 'x' },
      { entries: [anEntry('town', 'GA1', '1', { id: 'x', unit: 'T2' })] },
    ],
    [
      'replacing what was replaced',
      'score.entry.replaces-unknown',
      { replaces: 'x' },
      { entries: [anEntry('town', 'GA1', '1', { id: 'x' }), anEntry('town', 'GA1', '2', { replaces: 'x' })] },
    ],
  ]
  it.each(rows)('%s: %s', (_name, code, asked, context) => {
    expect(enter(asked, context)).toBe(code)
  })

  it.each<[string, Partial<AskedEntry>, Parameters<typeof enter>[1]]>([
    ['the least', { value: '0' }, {}],
    ['a decimal', { value: '99.999999' }, {}],
    ['the most as a fraction', { value: '300/3' }, {}],
    ['a department about its agency', {}, { changes: { about: 'subordinate', by: ['dept-leader'] }, actor: actor('GA', 'dept-leader') }],
    [
      'a department about its people',
      { subject: 'p-GA' },
      { changes: { about: 'subordinate', by: ['dept-leader'] }, actor: actor('GA', 'dept-leader') },
    ],
    ['a unit about itself', { subject: 'GA' }, { changes: { about: 'own', by: ['dept-leader'] }, actor: actor('GA', 'dept-leader') }],
    ['the supervisor about all', { subject: 'GA2' }, { changes: { about: 'all', by: ['supervisor'] }, actor: actor('DC', 'supervisor') }],
  ])('is taken: %s', (_name, asked, context) => {
    expect(enter(asked, context)).toMatchObject({ id: 'new' })
  })
})

describe('entering again', () => {
  const before: ScoreEntry[] = [anEntry('town', 'GA1', '70', { id: 'first' })]

  it('once: takes the place of the own entry', () => {
    expect(enter({}, { entries: before })).toMatchObject({ replaces: 'first' })
  })
  it('many times: stands beside it', () => {
    expect(enter({}, { entries: before, changes: { times: 'many' } })).not.toHaveProperty('replaces')
  })
  it('withdrawn, it counts no more, and both stay on record', () => {
    const gone = enter({ value: null, replaces: 'first', reason: '误录' }, { entries: before }) as ScoreEntry
    expect(currentEntries([...before, gone])).toEqual([])
  })
})
