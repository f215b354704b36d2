import { describe, expect, it } from 'vitest'
import { conditionVocabulary } from '../condition/vocabulary.ts'
import { optionsOf } from '../form/words.ts'
import { fieldKind } from '../form/kinds.ts'
import { fieldsOf } from '../form/fields.ts'
import type { Form } from '../form/schema.ts'
import { checkPolicy } from '../policy/check.ts'
import { describeChange } from '../policy/diff-sentence.ts'
import { diffPolicy } from '../policy/diff.ts'
import { parsePolicy } from '../policy/parse.ts'
import { printPolicy } from '../policy/print/print-policy.ts'
import type { Policy } from '../policy/schema.ts'
import { aPolicy } from '../testing/a-policy.ts'
import { formOf, formsOf } from './forms-of.ts'
import { dictionaryUses } from './uses.ts'
import type { Dictionary } from './schema.ts'

const ways: Dictionary = {
  id: 'ways',
  name: '处置方式',
  entries: [
    { id: 'clear', name: '清理', en: 'Clear' },
    { id: 'fine', name: '处罚' },
    { id: 'old', name: '劝离', retired: true },
  ],
}
const places: Dictionary = {
  id: 'places',
  name: '村居',
  entries: [
    { id: '341201', name: '南河镇' },
    { id: '341201001', name: '东头村', parent: '341201' },
    { id: '341201002', name: '西头村', parent: '341201' },
  ],
}
const way = { type: 'string', title: '处置方式', 'x-dictionary': 'ways' }
const fields = {
  way,
  ways: { type: 'array', title: '可用方式', uniqueItems: true, items: { type: 'string', 'x-dictionary': 'ways' } },
  village: { type: 'string', title: '村居', 'x-widget': 'cascade', 'x-dictionary': 'places' },
}
const form = (properties: Record<string, unknown>): Form => ({ id: 'whistle', title: '登记表', schema: { type: 'object', properties } })

function policyWith(properties: Record<string, unknown>, dictionaries: Dictionary[] | undefined = [ways, places]): Policy {
  const base = aPolicy()
  const id = base.categories[0]?.form ?? ''
  const forms = base.forms.map((one) =>
    one.id === id ? { ...one, schema: { ...one.schema, properties: { ...(one.schema['properties'] as object), ...properties } } } : one,
  )
  return { ...base, forms: forms.map(({ order: _order, ...one }) => one), ...(dictionaries && { dictionaries }) }
}

describe('a form as people are asked', () => {
  const policy = { forms: [form(fields)], dictionaries: [ways, places] }
  const asked = fieldsOf(formOf(policy, 'whistle')?.schema, {})
  it('offers the values of the dictionary, those out of use kept for old answers', () => {
    expect(optionsOf(asked.get('way') ?? {})).toEqual([
      { value: 'clear', name: '清理', en: 'Clear', group: [], retired: false },
      { value: 'fine', name: '处罚', group: [], retired: false },
      { value: 'old', name: '劝离', group: [], retired: true },
    ])
    expect(optionsOf(asked.get('ways') ?? {}).map(({ name }) => name)).toEqual(['清理', '处罚', '劝离'])
  })
  it('lets the last steps of a cascade be chosen, below the names above them', () => {
    expect(optionsOf(asked.get('village') ?? {}).map(({ name, group, retired }) => [...group, name, retired])).toEqual([
      ['南河镇', true],
      ['南河镇', '东头村', false],
      ['南河镇', '西头村', false],
    ])
  })
  it('is the very same without a dictionary, and is drawn once', () => {
    const plain = { forms: [form({ a: { type: 'string' } })] }
    expect(formsOf(plain)[0]).toBe(plain.forms[0])
    expect(formsOf(policy)).toBe(formsOf(policy))
  })
  it('follows a renamed value: what was answered stays', () => {
    const renamed = {
      ...policy,
      dictionaries: [{ ...ways, entries: ways.entries.map((one) => (one.id === 'clear' ? { ...one, name: '清运' } : one)) }],
    }
    const option = optionsOf(fieldsOf(formOf(renamed, 'whistle')?.schema, {}).get('way') ?? {}).find((one) => one.value === 'clear')
    expect(option?.name).toBe('清运')
  })
  it.each([
    ['one of a dictionary', fields.way, 'choice'],
    ['several of a dictionary', fields.ways, 'choices'],
    ['one found by steps', fields.village, 'cascade'],
  ])('%s is known as %s', (_name, field, kind) => expect(fieldKind(field)).toBe(kind))
})

describe('what the check says of dictionaries', () => {
  const codes = (policy: Policy) =>
    checkPolicy(policy)
      .filter(({ code, params }) => code.startsWith('policy.dictionary') || params['kind'] === 'dictionary')
      .map(({ code, at }) => [code, at])
  const at = `/forms/${aPolicy().forms.findIndex((one) => one.id === aPolicy().categories[0]?.form)}/schema/properties/way/x-dictionary`
  it.each([
    ['nothing wrong', policyWith(fields), []],
    ['a dictionary that is not there', policyWith({ way }, []), [['policy.reference.missing', at]]],
    [
      'one with nothing left to choose',
      policyWith({ way }, [{ ...ways, entries: ways.entries.slice(2) }]),
      [['policy.dictionary.nothing-to-choose', at]],
    ],
    [
      'a value below one that is not there',
      policyWith({}, [{ ...ways, entries: [{ id: 'a', name: '甲', parent: 'z' }] }]),
      [['policy.dictionary.parent-missing', '/dictionaries/0/entries/0/parent']],
    ],
    [
      'values below each other',
      policyWith({}, [
        {
          ...ways,
          entries: [
            { id: 'a', name: '甲', parent: 'b' },
            { id: 'b', name: '乙', parent: 'a' },
          ],
        },
      ]),
      [
        ['policy.dictionary.circle', '/dictionaries/0/entries/0/parent'],
        ['policy.dictionary.circle', '/dictionaries/0/entries/1/parent'],
      ],
    ],
  ])('%s', (_name, policy, found) => expect(codes(policy)).toEqual(found))
  it('names two values of one code', () => {
    const twice = policyWith({}, [{ ...ways, entries: [...ways.entries, { id: 'fine', name: '罚款' }] }])
    expect(checkPolicy(twice).map(({ code }) => code)).toContain('policy.id.duplicate')
  })
})

describe('a dictionary in the policy', () => {
  it('is read from any value and refuses what is none', () => {
    expect(parsePolicy(policyWith(fields)).ok).toBe(true)
    expect(parsePolicy({ ...policyWith(fields), dictionaries: [{ ...ways, entries: [{ id: '__proto__', name: '甲' }] }] }).ok).toBe(false)
  })
  it('says a change in words', () => {
    const before = policyWith(fields)
    const after = policyWith(fields, [
      { ...ways, entries: ways.entries.map((one) => (one.id === 'fine' ? { ...one, name: '行政处罚', retired: true } : one)) },
      places,
    ])
    expect(diffPolicy(before, after).map((change) => describeChange(change, 'zh', after))).toEqual([
      '字典「处置方式」的字典项「行政处罚」的名称由“处罚”改为“行政处罚”',
      '字典「处置方式」的字典项「行政处罚」的停用原来没有，现为是',
    ])
    expect(diffPolicy(before, after).map(({ object, field, after: now }) => [object, field, now])).toEqual([
      ['字典「处置方式」的字典项「行政处罚」', '名称', '行政处罚'],
      ['字典「处置方式」的字典项「行政处罚」', '停用', true],
    ])
  })
  it('names its values in conditions', () => {
    const term = conditionVocabulary(policyWith(fields), 'case').find(({ path }) => path === 'form.way')
    expect(term?.values?.map(({ name }) => name)).toEqual(['清理', '处罚', '劝离'])
  })
  it('is printed as an annex, and the field says where its values come from', () => {
    const text = JSON.stringify(printPolicy(policyWith(fields)).annexes)
    for (const words of ['从字典“处置方式”中选', '东头村', '劝离', 'old（已停用）']) expect(text).toContain(words)
  })
  it('is found wherever a form refers to it', () => {
    const table = { rows: { type: 'array', title: '明细', items: { type: 'object', properties: { way } } } }
    expect(dictionaryUses(form({ ...fields, ...table })).map(({ dictionary, at }) => [dictionary, at])).toEqual([
      ['ways', '/schema/properties/way/x-dictionary'],
      ['ways', '/schema/properties/ways/items/x-dictionary'],
      ['places', '/schema/properties/village/x-dictionary'],
      ['ways', '/schema/properties/rows/items/properties/way/x-dictionary'],
    ])
  })
})
