import { describe, expect, it } from 'vitest'
import { aFact, aModel, someDepartments } from '../testing/a-score.ts'
import { composeLockNotices } from './lock-notice.ts'
import { computeScores } from './score.ts'

const rated = (unit: string, town: string, stars: number) =>
  aFact(unit, { town, 'eval.rated': true, 'eval.speed': stars, 'eval.quality': stars })
const sheetsOf = (model: ReturnType<typeof aModel>) =>
  computeScores(model, [rated('ZF', 'T1', 5), rated('SL', 'T1', 3)], someDepartments('ZF', 'SL', 'HB'))

describe('who is told that a period is locked', () => {
  const open = aModel()
  const told = (model = open, revision = 1) => composeLockNotices(model, sheetsOf(model), { period: '2026-10', revision })

  it('those with a rank, each its own figures; who has none is told nothing', () => {
    const sheets = sheetsOf(open)
    const [zf, sl] = ['ZF', 'SL'].map((id) => sheets.find((one) => one.subject === id))
    expect(told().map((one) => ('unit' in one ? [one.unit, one.text] : []))).toEqual([
      ['ZF', `${open.name}（2026年10月）已锁定公布，得分 ${zf?.score}，第 1 名。`],
      ['SL', `${open.name}（2026年10月）已锁定公布，得分 ${sl?.score}，第 2 名。`],
    ])
  })

  it('of a new revision, which one', () => {
    expect(told(open, 2)[0]?.text).toContain('（2026年10月）已第 2 次公布，')
  })

  it('back to back with too few raters, that it is there and no figure', () => {
    const closed = aModel({ visibility: { mode: 'back-to-back', minRaters: 3 } })
    expect(told(closed).map((one) => one.text)).toEqual(Array(2).fill(`${closed.name}（2026年10月）已锁定公布，请查看。`))
  })

  it('where people are scored, the person', () => {
    expect(told(aModel({ subject: 'person' })).every((one) => 'person' in one)).toBe(true)
  })
})
