import { describe, expect, it } from 'vitest'
import { guessUnit } from './unit-name.ts'

const UNITS = [
  { id: 'ZF', name: '县综合行政执法局（城市管理局）', type: 'department' },
  { id: 'SC', name: '县市场监督管理局', type: 'department' },
  { id: 'ZJ', name: '县住房和城乡建设局', shortName: '县住建局', type: 'department' },
  { id: 'ZY', name: '县自然资源局', type: 'department' },
  { id: 'ST', name: '市生态环境局禾川分局', type: 'department' },
  { id: 'YJ', name: '县应急管理局', type: 'department' },
  { id: 'XP', name: '县行政审批服务局', type: 'department' },
  { id: 'ZF.D1', name: '综合执法应哨一分队', type: 'squad' },
  { id: 'GA', name: '县公安局', type: 'department' },
  { id: 'JJ', name: '县公安局交通警察大队', type: 'department' },
  { id: 'SQ', name: '县市区协作办', type: 'office' },
]

describe('a unit is certain when one alone is called so', () => {
  it.each([
    ['its name', '县市场监督管理局', 'SC'],
    ['blanks and full-width brackets', ' 县综合行政执法局(城市管理局) ', 'ZF'],
    ['the part before the brackets', '综合行政执法局', 'ZF'],
    ['the name in the brackets', '城市管理局', 'ZF'],
    ['without the word for the county', '自然资源局', 'ZY'],
    ['with the name of a county before it', '禾川县自然资源局', 'ZY'],
    ['its short name', '住建局', 'ZJ'],
    ['its code', 'YJ', 'YJ'],
    ['a name that begins as a county does', '市场监督管理局', 'SC'],
  ])('%s', (_, text, unit) => {
    expect(guessUnit(text, UNITS)).toEqual({ unit })
  })
})

describe('another wording is offered to be confirmed', () => {
  it.each([
    ['an abbreviation', '综执局', 'ZF'],
    ['a longer abbreviation', '综合执法局', 'ZF'],
    ['two letters and the kind', '市监局', 'SC'],
    ['one wrong character', '自然资原局', 'ZY'],
    ['a part left out', '生态环境分局', 'ST'],
    ['traffic police', '交警大队', 'JJ'],
  ])('%s', (_, text, unit) => {
    const guess = guessUnit(text, UNITS)
    expect('near' in guess && guess.near[0]).toBe(unit)
  })

  it('and stays confirmed', () => {
    expect(guessUnit(' 综执局', UNITS, { 综执局: 'ZF' })).toEqual({ unit: 'ZF' })
  })

  it('but not when the unit is gone', () => {
    expect(guessUnit('综执局', UNITS, { 综执局: 'GONE' })).toHaveProperty('near')
  })
})

describe('nothing is offered', () => {
  it.each([
    ['for nothing', ''],
    ['for a name unlike any', '气象台'],
    ['for a key of every object', 'constructor'],
  ])('%s', (_, text) => {
    expect(guessUnit(text, UNITS)).toEqual({ near: [] })
  })
})
