import type { Condition, ConditionValue } from './schema.ts'
import type { FactTerm, Vocabulary } from './vocabulary.ts'

export type DescribeOptions = {
  readonly locale?: 'zh' | 'en'
  /** Names of units by id, for facts whose value is one. */
  readonly unitName?: (id: string) => string | undefined
}

/**
 * A condition as a sentence nobody can read two ways: every group inside another stands in 【】, and negation in 【】 too.
 * Paths and values the vocabulary does not name are shown as they are, in quotation marks.
 */
export function describeCondition(condition: Condition | undefined, vocabulary: Vocabulary, options: DescribeOptions = {}): string {
  const say = { words: options.locale === 'en' ? ENGLISH : CHINESE, terms: new Map(vocabulary.map((term) => [term.path, term])), options }
  return condition === undefined ? say.words.always : sentence(condition, say, true)
}

type Words = typeof CHINESE
type Say = { words: Words; terms: ReadonlyMap<string, FactTerm>; options: DescribeOptions }

const CHINESE = {
  always: '任何情形',
  never: '任何情形都不',
  all: ' 并且 ',
  any: ' 或者 ',
  not: (inner: string) => `不是${inner}`,
  exists: (name: string) => `${name}已填写`,
  true: (name: string) => `${name}为“是”`,
  false: (name: string) => `${name}为“否”`,
  eq: '是',
  ne: '不是',
  lt: '小于',
  le: '不大于',
  gt: '大于',
  ge: '不小于',
  has: '包含',
  in: (name: string, values: string) => `${name}是 ${values} 之一`,
  quote: (text: string) => `“${text}”`,
  list: '、',
  compare: (name: string, verb: string, value: string) => (/^[-\d]/.test(value) ? `${name}${verb} ${value}` : `${name}${verb}${value}`),
}
const ENGLISH: Words = {
  always: 'always',
  never: 'never',
  all: ' and ',
  any: ' or ',
  not: (inner) => `not ${inner}`,
  exists: (name) => `${name} is given`,
  true: (name) => `${name} is “yes”`,
  false: (name) => `${name} is “no”`,
  eq: 'is',
  ne: 'is not',
  lt: 'is less than',
  le: 'is at most',
  gt: 'is more than',
  ge: 'is at least',
  has: 'includes',
  in: (name, values) => `${name} is one of ${values}`,
  quote: (text) => `“${text}”`,
  list: ', ',
  compare: (name, verb, value) => `${name} ${verb} ${value}`,
}

function sentence(condition: Condition, say: Say, outermost: boolean): string {
  const { words } = say
  if ('all' in condition || 'any' in condition) {
    const [parts, joint, empty] = 'all' in condition ? [condition.all, words.all, words.always] : [condition.any, words.any, words.never]
    const [only] = parts
    if (!only) return empty
    if (parts.length === 1) return sentence(only, say, outermost)
    const inner = parts.map((part) => sentence(part, say, false)).join(joint)
    return outermost ? inner : `【${inner}】`
  }
  if ('not' in condition) return words.not(`【${sentence(condition.not, say, true)}】`)
  if ('exists' in condition) return words.exists(nameOf(condition.exists, say))
  return comparison(condition, say)
}

function comparison(condition: Condition, say: Say): string {
  const { words } = say
  const [op, [path, operand]] = Object.entries(condition)[0] as [
    'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge' | 'in' | 'has',
    [string, ConditionValue | ConditionValue[]],
  ]
  const name = nameOf(path, say)
  if (Array.isArray(operand)) return words.in(name, operand.map((value) => valueOf(path, value, say)).join(words.list))
  if (typeof operand === 'boolean' && (op === 'eq' || op === 'ne')) return (op === 'eq') === operand ? words.true(name) : words.false(name)
  return words.compare(name, words[op as Exclude<typeof op, 'in'>], valueOf(path, operand, say))
}

function nameOf(path: string, { terms, options, words }: Say): string {
  const term = terms.get(path)
  return term ? (options.locale === 'en' ? term.en : term.name) : words.quote(path)
}

function valueOf(path: string, value: ConditionValue, { terms, options, words }: Say): string {
  if (typeof value === 'number') return String(value)
  const term = terms.get(path)
  const named = term?.values?.find((one) => one.value === value)?.name
  return words.quote(named ?? (term?.of ? options.unitName?.(String(value)) : undefined) ?? String(value))
}
