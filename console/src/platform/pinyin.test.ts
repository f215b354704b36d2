import { describe, expect, it } from 'vitest'
import { initials, matches } from './pinyin.ts'

describe('pinyin initials', () => {
  it.each([
    ['时限规则', 'sxgz'],
    ['责任清单', 'zrqd'],
    ['哨种与表单', 'szybd'],
    ['我要吹哨', 'wycs'],
    ['值守台', 'zst'],
    ['评价与考核', 'pjykh'],
    ['工作日历', 'gzrl'],
    ['办理流程', 'bllc'],
    ['机构与人员', 'jgyry'],
    ['操作留痕', 'czlh'],
    ['待签收（12345）', 'dqs12345'],
    ['发布与版本', 'fbybb'],
    ['通报', 'tb'],
    ['二级响应', 'ejxy'],
    ['难点', 'nd'],
    ['应急哨', 'yjs'],
    ['全部哨件', 'qbsj'],
  ])('%s → %s', (name, expected) => {
    expect(initials(name)).toBe(expected)
  })
  it('finds by name, by initials and by part of them', () => {
    expect(matches('时限规则', 'SXG')).toBe(true)
    expect(matches('时限规则', '规则')).toBe(true)
    expect(matches('时限规则', 'gz')).toBe(true)
    expect(matches('时限规则', 'xs')).toBe(false)
  })
})
