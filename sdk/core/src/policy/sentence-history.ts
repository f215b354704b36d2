import type { FindingCode } from './finding-codes.ts'
import { say, type Sentence } from './sentence-say.ts'

/** Sentences about a draft held against last year's cases. */
export const HISTORY_SENTENCES = {
  'policy.history.field-retyped': say(
    '“{name}”改了类型（{was} → {is}），已存的 {of} 个值中有 {count} 个换不过来。',
    '请另建一个新字段、停用旧字段，或把类型改回去。',
    '"{name}" changed its type ({was} → {is}); {count} of {of} stored values do not convert.',
    'Add a new field and retire this one, or take the change back.',
  ),
  'policy.history.limit-below-median': say(
    '比去年的中位用时还短，按这个限时，{count} 家（{owners}）去年 {runs} 次里有 {late} 次会超时。',
    '请先试算，放宽限时，或与这些单位商定。',
    "It is shorter than last year's median: {count} owners ({owners}) would have been late {late} times of {runs}.",
    'Simulate it, lengthen it, or agree it with them.',
  ),
  'policy.history.category-unused': say(
    '“{name}”十二个月没有人用过。',
    '请停用，或说明什么情况下该用它。',
    'Nobody used "{name}" for twelve months.',
    'Retire it, or say when it should be used.',
  ),
  'policy.history.off-list': say(
    '去年 {of} 件中有 {count} 件清单没有对上，例如 {numbers}。',
    '请看这些哨件，补充事项或派件规则。',
    "{count} of last year's {of} cases match nothing on the list, for example {numbers}.",
    'Look at them and add items or routes.',
  ),
} as const satisfies Partial<Record<FindingCode, Sentence>>
