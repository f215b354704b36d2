import { describe, expect, it } from 'vitest'
import { aFact, aModel, someDepartments } from '../testing/a-score.ts'
import { changedCases, correctionsOf, type LaterView } from './correct.ts'
import { computeScores } from './score.ts'
import type { ScoreFact } from './facts.ts'

const rated = (unit: string, star: number, values: Partial<ScoreFact> = {}) =>
  aFact(unit, { 'eval.rated': true, 'eval.speed': star, 'eval.quality': star, ...values })
const sheets = (facts: ScoreFact[], corrections = {}) => computeScores(aModel(), facts, someDepartments('ZF', 'SL'), { corrections })
const [good, bad, other] = [rated('ZF', 5), rated('ZF', 1), rated('SL', 4)]
const published = sheets([good, bad, other])

const owed = (today: ScoreFact[], more: Partial<LaterView> = {}) =>
  correctionsOf({ period: '2026-10', published, today: sheets(today), settled: {}, changed: { ZF: ['c9'] }, ...more })

describe('what the next period owes for a locked one', () => {
  it('a bad rating screened after the lock: 60 becomes 100, so 40 are carried', () => {
    expect(owed([good, other])).toEqual({
      ZF: { period: '2026-10', published: '60.00', corrected: '100.00', difference: '40', cases: ['c9'] },
    })
  })

  it('nothing changed, nothing owed', () => {
    expect(owed([good, bad, other])).toEqual({})
  })

  it('what a later period carried already is not carried twice', () => {
    const settled = owed([good, other])
    expect(owed([good, other], { settled: { ZF: [settled.ZF!] } })).toEqual({})
    expect(owed([good, bad, other], { settled: { ZF: [settled.ZF!] } }).ZF).toMatchObject({ difference: '-40' })
  })

  it('what was carried into the locked period itself is not owed again', () => {
    const carried = { ZF: [{ period: '2026-09', published: '1', corrected: '3', difference: '2', cases: [] }] }
    expect(owed([good, bad, other], { published: sheets([good, bad, other], carried) })).toEqual({})
  })

  it('a score that appeared or vanished has no difference', () => {
    expect(owed([other])).toEqual({})
    expect(owed([good, bad, other], { published: sheets([other]) })).toEqual({})
  })

  it('is added to the next score, exactly', () => {
    const [sheet] = sheets([rated('ZF', 4)], {
      ZF: [{ period: '2026-10', published: '60.00', corrected: '60.33', difference: '1/3', cases: [] }],
    })
    expect(sheet).toMatchObject({ score: '80.33', exact: '241/3' })
  })
})

describe('cases that changed', () => {
  it.each<[string, ScoreFact[], string[]]>([
    ['the same facts in another order of keys', [Object.fromEntries(Object.entries(good).toReversed()) as ScoreFact, bad], []],
    ['a rating screened', [good, { ...bad, 'eval.rated': false }], [bad.case]],
    ['reopened', [good], [bad.case]],
    ['closed since', [good, bad, other], [other.case]],
  ])('%s', (_name, after, cases) => {
    expect(changedCases([good, bad], after)).toEqual(cases)
  })
})
