import { describe, expect, it } from 'vitest'
import { TERMS } from '../profile/schema.ts'
import { aFact, aModel, aTownFact, someDepartments } from '../testing/a-score.ts'
import { bulletinMarkdown, composeBulletin, type BulletinSources } from './bulletin.ts'
import { computeScores } from './score.ts'

const names: Record<string, string> = { ZF: '综合执法局', SL: '水利局', T1: '东河镇' }
const model = aModel({ outcomes: [{ rankTop: 1, effect: '通报表扬' }] })
const facts = [
  aFact('ZF', {
    concluded: true,
    signedOnTime: true,
    arrivedOnTime: true,
    repliedOnTime: true,
    rework: 0,
    'eval.rated': true,
    'eval.speed': 4,
    'eval.quality': 5,
  }),
  aFact('ZF', {
    concluded: true,
    signedOnTime: true,
    arrivedOnTime: false,
    rework: 1,
    yellowCards: 2,
    'eval.rated': true,
    'eval.speed': 5,
    'eval.quality': 5,
  }),
  aFact('SL', { concluded: false, signedOnTime: false }),
  aTownFact('T1', { concluded: true, valid: true, supplements: 1, ratedOnTime: true }),
  aTownFact('T1', { concluded: false, valid: false, supplements: 0 }),
]
const sources: BulletinSources = {
  title: '2026年11月考核通报',
  note: '按第 3 版制度计算，2026-12-08 锁定。',
  model,
  sheets: computeScores(model, facts, someDepartments('ZF', 'SL')),
  facts,
  nameOf: (id) => names[id] ?? id,
  word: (term) => TERMS[term],
  items: [
    { path: 'eval.speed', name: '响应速度', minRaters: 1 },
    { path: 'eval.quality', name: '办理质量', minRaters: 2 },
  ],
}
const bulletin = composeBulletin(sources)

describe('the bulletin of a period', () => {
  it('says scores, outcomes, calls, responses and handling, and satisfaction; what too few judged is not published', () => {
    expect(bulletin.sections.map(({ heading, rows }) => [heading, rows])).toEqual([
      ['部门月度考核：得分与排名', [['1', '综合执法局', '95.00', '45.00', '50.00', '0.00', '2']]],
      ['结果运用与更正', [['综合执法局', '通报表扬']]],
      ['镇街吹哨', [['东河镇', '2', '1', '1', '1', '1/1（100.00%）']]],
      [
        '部门响应与办理',
        [
          ['水利局', '1', '0/1（0.00%）', '–', '–', '0', '0', '0', '0'],
          ['综合执法局', '2', '2/2（100.00%）', '1/2（50.00%）', '1/1（100.00%）', '2', '1', '2', '0'],
        ],
      ],
      ['评价情况', [['综合执法局', '2', '4.50', '未公开']]],
    ])
  })

  it('names whose score a row is about, so that a page opens it to its cases', () => {
    expect(bulletin.sections.map(({ subjects }) => subjects)).toEqual([['ZF'], ['ZF'], undefined, undefined, undefined])
  })

  it("speaks the county's words", () => {
    const own = { town: '街乡', whistle: '上报', rate: '三评', department: '委办局' } as Record<string, string>
    const { sections } = composeBulletin({ ...sources, word: (term) => own[term] ?? TERMS[term] })
    expect(sections.map(({ heading }) => heading).slice(2)).toEqual(['街乡上报', '委办局响应与办理', '三评情况'])
    expect(sections[2]?.columns).toEqual(['街乡', '上报', '销号', '退回补正', '无效上报', '按时三评'])
  })

  it('shows what earlier periods owe in a column of its own, so that the parts add up', () => {
    const correction = { period: '2026-10', published: '67.00', corrected: '74.50', difference: '15/2', cases: [] }
    const { sections } = composeBulletin({ ...sources, sheets: sources.sheets.map((sheet) => ({ ...sheet, corrections: [correction] })) })
    expect(sections[0]?.columns.slice(-3)).toEqual(['加扣分', '往期更正', '件数'])
    expect(sections[0]?.rows[0]?.slice(-3)).toEqual(['0.00', '+7.50', '2'])
    expect(sections[1]?.rows).toContainEqual(['综合执法局', '更正2026年10月得分 +7.50'])
  })

  it('reads as Markdown; a bar in a name breaks no table', () => {
    const text = bulletinMarkdown({ ...bulletin, sections: [{ heading: '得分', columns: ['单位', '分'], rows: [['甲|乙', '1']] }] })
    expect(text).toBe(
      '# 2026年11月考核通报\n\n按第 3 版制度计算，2026-12-08 锁定。\n\n## 得分\n\n| 单位 | 分 |\n| --- | --- |\n| 甲\\|乙 | 1 |\n',
    )
  })

  it('leaves out what there is none of', () => {
    expect(
      composeBulletin({ title: '', note: '', model, sheets: [], facts: [], nameOf: String, word: String, items: [] }).sections,
    ).toEqual([])
  })
})
