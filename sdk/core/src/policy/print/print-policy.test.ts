import { describe, expect, it } from 'vitest'
import { aPolicy } from '../../testing/index.ts'
import { diffPolicy } from '../diff.ts'
import { POLICY_KINDS, type Policy } from '../schema.ts'
import { writeMarkdown } from './markdown.ts'
import { chineseNumber } from './number.ts'
import { clauseOf, printPolicy } from './print-policy.ts'

const printed = printPolicy(aPolicy())
const articles = printed.chapters.flatMap((chapter) => chapter.articles)

describe('Chinese numbers of clauses', () => {
  it.each([
    [1, '一'],
    [10, '十'],
    [11, '十一'],
    [20, '二十'],
    [21, '二十一'],
    [100, '一百'],
    [101, '一百零一'],
    [110, '一百一十'],
    [999, '九百九十九'],
    [1000, '一千'],
    [1001, '一千零一'],
    [1010, '一千零一十'],
    [2200, '二千二百'],
  ])('%i is %s', (value, text) => expect(chineseNumber(value)).toBe(text))

  it('never gives two numbers one name', () => {
    expect(new Set(Array.from({ length: 9999 }, (_, index) => chineseNumber(index + 1))).size).toBe(9999)
  })
})

describe('a printed policy', () => {
  it('numbers chapters, and clauses through the whole document', () => {
    expect(printed.chapters.map((chapter) => chapter.number)).toEqual(printed.chapters.map((_, index) => `第${chineseNumber(index + 1)}章`))
    expect(articles.map((article) => article.number)).toEqual(articles.map((_, index) => `第${chineseNumber(index + 1)}条`))
  })

  it('is the same for the same policy', () => expect(printPolicy(structuredClone(aPolicy()))).toEqual(printed))

  it('says what unrated cases count as', () => {
    const policy = aPolicy()
    Object.assign(policy.scoring.models[0]?.indicators.speed ?? {}, { missing: 'middle' })
    const [clause] = printPolicy(policy)
      .chapters.flatMap((chapter) => chapter.articles)
      .filter((one) => one.at === '/scoring/models/0/indicators')
    expect(clause?.items?.join()).toContain('未评计法：默认中位')
  })

  it('has a place for every kind the policy has', () => {
    const policy = aPolicy()
    const places = [...articles, ...printed.annexes].map((one) => one.at)
    for (const kind of POLICY_KINDS.filter((one) => ![undefined, '[]'].includes(JSON.stringify(policy[one]))))
      expect(
        places.some((at) => at === `/${kind}` || at.startsWith(`/${kind}/`)),
        kind,
      ).toBe(true)
  })

  it('loses no text a county wrote', () => {
    const whole = JSON.stringify(printed)
    for (const { at, text } of textsOf(aPolicy())) expect(whole, at).toContain(JSON.stringify(text).slice(1, -1))
  })

  it('shows a field nobody phrased by its title', () => {
    const policy = aPolicy()
    Object.assign(policy.flows[0]?.limits ?? {}, { patience: 7 })
    expect(JSON.stringify(printPolicy(policy))).toContain('patience：7')
  })

  it('names units where it knows them, and leaves the code where it does not', () => {
    const named = printPolicy(aPolicy(), { unitName: (id) => (id === 'ZF' ? '综合执法局' : undefined) })
    expect(JSON.stringify(named.annexes)).toContain('综合执法局')
    expect(JSON.stringify(named.annexes)).toContain('SL')
  })

  it('leads every change of clauses to the clause that says it', () => {
    const policy = aPolicy()
    const [clock] = policy.sla.clocks
    if (clock?.goals[0]) clock.goals[0].amount += 1
    const [change] = diffPolicy(aPolicy(), policy)
    expect(clauseOf(printPolicy(policy), change?.at ?? '')?.title).toBe(`${clock?.name}时限`)
    expect(clauseOf(printed, '/nowhere')).toBeUndefined()
  })

  it('writes text as text: nothing a county writes becomes markup', () => {
    const policy = aPolicy()
    Object.assign(policy.profile, { slogan: '# 一\n<script>alert(1)</script> | *重要*' })
    const text = writeMarkdown(printPolicy(policy))
    expect(text).toContain('\\# 一 \\<script\\>alert(1)\\</script\\> | \\*重要\\*')
    expect(text).not.toMatch(/<script>/)
  })
})

/** Every name, note, clause and message of a policy, with its place; form schemas and examples are printed as tables of their own. */
function textsOf(policy: Policy): { at: string; text: string }[] {
  const found: { at: string; text: string }[] = []
  const visit = (value: unknown, at: string): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, part] of Object.entries(value)) {
      if (typeof part === 'string' && ['name', 'title', 'note', 'clause', 'text', 'message'].includes(key))
        found.push({ at: `${at}/${key}`, text: part })
      if (key !== 'schema' && key !== 'data') visit(part, `${at}/${key}`)
    }
  }
  visit(policy, '')
  return found
}
