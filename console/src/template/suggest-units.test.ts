import { expect, test } from 'vitest'
import { suggestUnits } from './suggest-units.ts'

const ours = [
  { id: 'ZF', name: '县综合行政执法局', shortName: '综执局', type: 'department' },
  { id: 'GA', name: '县公安局', type: 'department' },
  { id: 'ST', name: '市生态环境局禾川分局', shortName: '生态环境分局', type: 'department' },
]
test.each([
  ['one code, one name', 'GA', '县公安局', 'same', 'GA'],
  ['another code, one name', 'U07', '县公安局', 'same', 'GA'],
  ['their county before the name', 'U07', '丙县公安局', 'likely', 'GA'],
  ['one code, another name: the name decides', 'GA', '县综合行政执法局', 'same', 'ZF'],
  ['a name cut short', 'U01', '丙县综合执法局', 'likely', 'ZF'],
  ['a code without a name', 'GA', undefined, 'likely', 'GA'],
  ['nothing like it', 'U99', '县气象台', 'open', undefined],
  ['neither code nor name', 'U98', undefined, 'open', undefined],
])('%s', (_, id, name, kind, unit) => {
  const [found] = suggestUnits(new Map([[id, 3]]), name === undefined ? [] : [{ id, name }], ours)
  expect(found).toEqual({ id, name: name ?? id, count: 3, kind, unit })
})
