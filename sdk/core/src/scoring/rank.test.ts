import { describe, expect, it } from 'vitest'
import { aModel, someDepartments } from '../testing/a-score.ts'
import { rankSheets } from './rank.ts'
import type { ScoringModel } from './schema.ts'
import type { ScoreSheet } from './sheet.ts'

const sheet = (subject: string, score: string | null, change: Partial<ScoreSheet> = {}): ScoreSheet => ({
  subject,
  score,
  exact: score,
  rank: null,
  facts: 1,
  raters: 1,
  terms: [],
  adjustments: [],
  adjustment: '0',
  corrections: [],
  veto: [],
  outcomes: [],
  ...change,
})
type Outcome = NonNullable<ScoringModel['outcomes']>[number]

/** Five departments A 95, B 90, C 90, D 75, E 60, and F without a score. */
const FIVE = [sheet('D', '75'), sheet('A', '95'), sheet('E', '60'), sheet('B', '90'), sheet('C', '90'), sheet('F', null)]
const ranked = (sheets: readonly ScoreSheet[], model: Partial<ScoringModel> = {}) =>
  rankSheets(aModel(model), sheets, someDepartments(...sheets.map((one) => one.subject)))

describe('ranks', () => {
  it('1, 2, 2, 4 by score, in the order the sheets came; who has no score has none', () => {
    expect(ranked(FIVE).map(({ subject, rank }) => `${subject} ${rank}`)).toEqual(['D 4', 'A 1', 'E 5', 'B 2', 'C 2', 'F null'])
  })

  it('by figures, not by text', () => {
    expect(ranked([sheet('A', '100.00'), sheet('B', '99.00'), sheet('C', '9.00')]).map(({ rank }) => rank)).toEqual([1, 2, 3])
  })

  it('three equals share one rank', () => {
    expect(ranked([sheet('A', '90'), sheet('B', '90'), sheet('C', '90'), sheet('D', '80')]).map(({ rank }) => rank)).toEqual([1, 1, 1, 4])
  })

  it.each([
    ['equals share a rank', 'same-rank', [1, 1, 1]],
    ['where the model says so, more cases go first, and equal ones still share', 'more-cases-first', [2, 1, 2]],
  ] as const)('%s', (_name, ties, ranks) => {
    const sheets = [sheet('A', '90', { facts: 3 }), sheet('B', '90', { facts: 5 }), sheet('C', '90', { facts: 3 })]
    expect(ranked(sheets, { ties }).map(({ rank }) => rank)).toEqual(ranks)
  })

  it('who is not among the subjects is not ranked', () => {
    expect(rankSheets(aModel(), [sheet('A', '90'), sheet('X', '95')], someDepartments('A')).map(({ rank }) => rank)).toEqual([1, null])
  })
})

describe('what follows (结果运用)', () => {
  const who = (outcome: Outcome, sheets: readonly ScoreSheet[] = FIVE, model: Partial<ScoringModel> = {}) =>
    ranked(sheets, { outcomes: [outcome], ...model })
      .filter(({ outcomes }) => outcomes.includes(outcome.effect))
      .map(({ subject }) => subject)

  it.each<[string, Outcome, string[]]>([
    ['the first', { rankTop: 1, effect: '先进' }, ['A']],
    ['the first two, which are three', { rankTop: 2, effect: '先进' }, ['A', 'B', 'C']],
    ['the last', { rankBottom: 1, effect: '约谈' }, ['E']],
    ['the last two', { rankBottom: 2, effect: '约谈' }, ['D', 'E']],
    ['the last three: equals have as many behind them', { rankBottom: 3, effect: '约谈' }, ['D', 'E', 'B', 'C']],
    ['never the first, however few there are', { rankBottom: 9, effect: '约谈' }, ['D', 'E', 'B', 'C']],
    ['at least a mark, the mark itself too', { atLeast: '90', effect: '优秀' }, ['A', 'B', 'C']],
    ['below a mark, the mark itself not', { below: '75', effect: '不合格' }, ['E']],
    ['between two marks', { atLeast: '75', below: '90', effect: '良好' }, ['D']],
    ['among the first three and at least a mark', { rankTop: 3, atLeast: '91', effect: '优秀' }, ['A']],
    ['among the last and below a mark', { rankBottom: 2, below: '70', effect: '约谈' }, ['E']],
    ['the top and the bottom alike', { rankTop: 1, rankBottom: 1, effect: '公示' }, ['A', 'E']],
    ['an outcome that says nothing happens to nobody', { effect: '空' }, []],
  ])('%s', (_name, outcome, subjects) => {
    expect(who(outcome)).toEqual(subjects)
  })

  it('marks hold for who is not ranked; ranks do not', () => {
    const enterprise = (outcome: Outcome) =>
      rankSheets(aModel({ outcomes: [outcome] }), [sheet('E', '95')], [{ id: 'E', type: 'enterprise' }])[0]?.outcomes
    expect(enterprise({ atLeast: '90', effect: '优秀' })).toEqual(['优秀'])
    expect(enterprise({ below: '96', effect: '提醒' })).toEqual(['提醒'])
    expect(enterprise({ rankTop: 1, effect: '先进' })).toEqual([])
    expect(enterprise({ rankBottom: 1, effect: '约谈' })).toEqual([])
  })

  it('a veto takes prizes and leaves the rest, after what follows from it already', () => {
    const vetoed = [sheet('A', '95', { veto: ['拒不应哨'], outcomes: ['取消评优资格'] }), sheet('B', '50', { veto: ['拒不应哨'] })]
    expect(who({ rankTop: 1, effect: '先进' }, vetoed)).toEqual([])
    expect(who({ atLeast: '90', effect: '优秀' }, vetoed)).toEqual([])
    expect(who({ below: '60', effect: '不合格' }, vetoed)).toEqual(['B'])
    expect(who({ rankBottom: 1, effect: '约谈' }, vetoed)).toEqual(['B'])
    const [first] = ranked(vetoed, { outcomes: [{ below: '96', effect: '提醒' }] })
    expect(first?.outcomes).toEqual(['提醒', '取消评优资格'])
  })

  it('where no model says what follows, nothing does', () => {
    expect(ranked(FIVE, { outcomes: undefined }).flatMap(({ outcomes }) => outcomes)).toEqual([])
  })
})
