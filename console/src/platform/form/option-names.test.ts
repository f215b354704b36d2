import { policySchema } from '@shaotai/core'
import type { TFunction } from 'i18next'
import { describe, expect, it } from 'vitest'
import type { Language, Words } from '../i18n.ts'
import { optionNames } from './option-names.ts'

const words = { ...import.meta.glob<Words>('../../*/words.*.ts', { eager: true, import: 'words' }) }

/** The words of one language as i18next gives them; a key without words comes back as itself. */
function wordsOf(language: Language): TFunction {
  return ((key: string) => {
    const [feature = '', ...rest] = key.split(':')
    return words[`../../${feature}/words.${language}.ts`]?.[rest.join(':')] ?? key
  }) as unknown as TFunction
}

/** Every list of values of the policy that no schema names, as the forms meet it. Pictures and colours are chosen by sight. */
function unnamed(schema: unknown, at = ''): { at: string; values: string[] }[] {
  if (typeof schema !== 'object' || schema === null) return []
  if (Array.isArray(schema)) return schema.flatMap((one, index) => unnamed(one, `${at}/${index}`))
  const own = schema as Record<string, unknown>
  const values = Array.isArray(own['enum']) && !('x-enum-names' in own) ? own['enum'].filter((one) => typeof one === 'string') : []
  const here = values.length > 0 && !/\/(colour|icon)$/.test(at) ? [{ at, values }] : []
  return [...here, ...Object.entries(own).flatMap(([key, part]) => (key === 'enum' ? [] : unnamed(part, `${at}/${key}`)))]
}

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  const names = optionNames(wordsOf(language), language)
  it('has words for every value a form of the policy offers without its own', () => {
    const lists = unnamed(policySchema)
    expect(lists.length).toBeGreaterThan(40)
    expect(lists.flatMap(({ at, values }) => values.filter((one) => !(one in names)).map((one) => `${at} ${one}`))).toEqual([])
  })
  it('never answers with the name used in code', () => {
    const same = Object.entries(names).filter(([value, name]) => name === value || /^[a-z]+:/.test(name))
    // English shares some words with the code.
    expect(same.filter(([value]) => language === 'zh' || /[A-Z.:]/.test(value))).toEqual([])
  })
})
