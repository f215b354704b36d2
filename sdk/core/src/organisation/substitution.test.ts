import { describe, expect, it } from 'vitest'
import { checkSubstitutes, settleSubstitutes, type Substitution } from './substitution.ts'

const PEOPLE = ['wang', 'li', 'zhao', 'admin']
const for_ = (person: string, from: string, to: string): Substitution => ({ person, from, to })
const of = (others: Record<string, Substitution[]>) => (person: string) => others[person] ?? []
const check = (wanted: Substitution[], others: Record<string, Substitution[]> = {}, by = 'wang') =>
  checkSubstitutes('wang', wanted, {
    today: '2026-02-02',
    by,
    nameOf: (id) => (PEOPLE.includes(id) ? id : undefined),
    of: of(others),
  })

describe('who stands in for 王某 (代理)', () => {
  it.each<[string, Substitution[], Record<string, Substitution[]>?, string?]>([
    ['nobody', []],
    ['one, from the third to the eighth', [for_('li', '2026-02-03', '2026-02-08')]],
    ['one for a single day, today', [for_('li', '2026-02-02', '2026-02-02')]],
    ['one after another', [for_('li', '2026-02-03', '2026-02-08'), for_('zhao', '2026-02-09', '2026-02-10')]],
    ['one for ninety days', [for_('li', '2026-02-02', '2026-05-02')]],
    [
      'one who is away at another time, with me',
      [for_('li', '2026-02-03', '2026-02-08')],
      { li: [for_('wang', '2026-02-09', '2026-02-12')] },
    ],
    [
      'one whose substitute is away at another time',
      [for_('li', '2026-02-03', '2026-02-08')],
      { li: [for_('zhao', '2026-02-03', '2026-02-05')], zhao: [for_('wang', '2026-02-06', '2026-02-08')] },
    ],
    ['entered by an administrator', [for_('li', '2026-02-03', '2026-02-08')], {}, 'admin'],
  ])('may be %s', (_, wanted, others, by) => expect(check(wanted, others, by)).toBeUndefined())

  it.each<[string, Substitution[], string, string, Record<string, Substitution[]>?, string?]>([
    ['oneself', [for_('wang', '2026-02-03', '2026-02-08')], 'substitute.self', '/substitutes/0/person'],
    ['a period that ends before it begins', [for_('li', '2026-02-08', '2026-02-03')], 'substitute.dates', '/substitutes/0/to'],
    ['a day that does not exist', [for_('li', '2026-02-30', '2026-03-01')], 'substitute.dates', '/substitutes/0/to'],
    ['a period that is over', [for_('li', '2026-01-03', '2026-02-01')], 'substitute.past', '/substitutes/0/to'],
    ['ninety-one days', [for_('li', '2026-02-02', '2026-05-03')], 'substitute.too-long', '/substitutes/0/to'],
    ['somebody of another county', [for_('sun', '2026-02-03', '2026-02-08')], 'substitute.unknown', '/substitutes/0/person'],
    [
      'two on one day: both ends count',
      [for_('li', '2026-02-03', '2026-02-08'), for_('zhao', '2026-02-08', '2026-02-10')],
      'substitute.overlap',
      '/substitutes/1/from',
    ],
    [
      'who is away at that time, with me',
      [for_('li', '2026-02-03', '2026-02-08')],
      'substitute.cycle',
      '/substitutes/0/person',
      { li: [for_('wang', '2026-02-08', '2026-02-12')] },
    ],
    [
      'whose substitute comes back to me',
      [for_('li', '2026-02-03', '2026-02-08')],
      'substitute.cycle',
      '/substitutes/0/person',
      { li: [for_('zhao', '2026-02-01', '2026-02-05')], zhao: [for_('wang', '2026-02-05', '2026-02-08')] },
    ],
    [
      'the administrator who enters it',
      [for_('admin', '2026-02-03', '2026-02-08')],
      'substitute.own-hand',
      '/substitutes/0/person',
      {},
      'admin',
    ],
  ])('may not be %s', (_, wanted, code, at, others, by) => expect(check(wanted, others, by)).toMatchObject({ code, at }))

  it('goes round a ring of others once', () => {
    const ring = { li: [for_('zhao', '2026-02-03', '2026-02-08')], zhao: [for_('li', '2026-02-03', '2026-02-08')] }
    expect(check([for_('li', '2026-02-03', '2026-02-08')], ring)).toBeUndefined()
  })
})

describe('a list of substitutes that replaces another', () => {
  const today = '2026-02-05'
  const over = for_('zhao', '2026-01-01', '2026-01-05')
  const running = for_('li', '2026-02-03', '2026-02-08')
  const later = for_('zhao', '2026-03-01', '2026-03-05')

  it.each<[string, Substitution[], Substitution[]]>([
    [
      'what is over stays; what runs and is left out ended yesterday; what was to come is dropped',
      [],
      [over, { ...running, to: '2026-02-04' }],
    ],
    ['what goes on may end another day', [{ ...running, to: '2026-02-06' }], [over, { ...running, to: '2026-02-06' }]],
    ['what was to come may stay', [running, later], [over, running, later]],
  ])('%s', (_, wanted, kept) => expect(settleSubstitutes([over, running, later], wanted, today)).toEqual(kept))

  it('what begins today and is left out never was', () =>
    expect(settleSubstitutes([for_('li', today, '2026-02-08')], [], today)).toEqual([]))
})
