import { describeCondition } from '../condition/describe.ts'
import type { Condition } from '../condition/schema.ts'
import { ledgerVocabulary } from '../ledger/vocabulary.ts'
import { conditionVocabulary, type Vocabulary } from '../condition/vocabulary.ts'
import { ROLES } from '../organisation/role.ts'
import { FACT_VOCABULARY } from '../scoring/vocabulary.ts'
import { pointerKeys } from '../shared/json-pointer.ts'
import { isCondition, isGoal, type Change } from './diff.ts'
import { policySchema, type Policy } from './schema.ts'
import { fieldTitle, objectName, schemaAt, type SchemaPart } from './sentence-object.ts'
import { EVENT_WORDS, type Locale } from './sentence-words.ts'

/**
 * A change as a sentence: 时限「到场」的限时由 3 小时改为 2 小时. `policy` is the version `change.at` points into; with it conditions and
 * English names are complete.
 */
export function describeChange(change: Change, locale: Locale = 'zh', policy?: Policy): string {
  const { kind, at, before, after } = change
  const object = policy ? objectName(policy, at, locale) : change.object
  const field = change.field === undefined || locale === 'zh' ? change.field : fieldTitle(at, 'en')
  const say = (value: unknown) => valueInWords(value, { at, locale, policy })
  if (field === undefined) {
    if (locale === 'en') return `${object} was ${kind}`
    return `${kind === 'added' ? '新增' : '删去'}${object}`
  }
  if (locale === 'zh' && kind !== 'changed' && isGoal(before ?? after)) {
    const when = (before ?? after) as { when?: Condition }
    const scope = when.when ? `，适用于${say(when.when)}` : ''
    return `${object}${kind === 'added' ? '新增' : '删去'}一档限时：${say(before ?? after)}${scope}`
  }
  const owner = ownerOf(object, field, locale)
  if (locale === 'en') {
    if (kind === 'added') return `${owner} is now ${say(after)}; it was not set before`
    return kind === 'removed' ? `${owner} is no longer set; it was ${say(before)}` : `${owner} changed from ${say(before)} to ${say(after)}`
  }
  if (kind === 'added') return `${owner}原来没有，现为${spaced(say(after), true)}`
  return kind === 'removed'
    ? `${owner}原为${spaced(say(before), true)}，现已取消`
    : `${owner}由${spaced(say(before))}改为${spaced(say(after), true)}`
}

function ownerOf(object: string, field: string, locale: Locale): string {
  if (object === '' || object === field) return field
  return locale === 'en' ? `${object}: ${field}` : `${object}的${field}`
}

type Where = { at: string; locale: Locale; policy: Policy | undefined }

function valueInWords(value: unknown, where: Where): string {
  const { locale, at, policy } = where
  if (isGoal(value)) return goalInWords(value, locale)
  if (isCondition(value)) {
    const vocabulary = policy
      ? at.startsWith('/scoring')
        ? FACT_VOCABULARY(policy)
        : at.startsWith('/ledgers')
          ? vocabularyOfLedger(policy, at)
          : conditionVocabulary(policy, 'notice')
      : []
    return `【${describeCondition(value as Condition, vocabulary, { locale })}】`
  }
  if (Array.isArray(value))
    return value.length === 0 ? NOTHING[locale] : value.map((one) => valueInWords(one, where)).join(locale === 'zh' ? '、' : ', ')
  if (typeof value === 'boolean') return locale === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return locale === 'zh' ? (enumName(at, value) ?? `“${shorten(value)}”`) : `“${shorten(value)}”`
  if (value === null || value === undefined) return NOTHING[locale]
  return locale === 'zh' ? '另一组内容' : 'other content'
}

function vocabularyOfLedger(policy: Policy, at: string): Vocabulary {
  const ledger = policy.ledgers?.[Number(pointerKeys(at)[1])]
  return ledger ? ledgerVocabulary(policy, ledger) : []
}

const NOTHING = { zh: '空', en: 'nothing' }
const UNITS: Readonly<Record<string, { zh: string; en: string }>> = {
  minute: { zh: '分钟', en: 'min' },
  hour: { zh: '小时', en: 'h' },
  day: { zh: '日', en: 'd' },
}
const BASES: Readonly<Record<string, { zh: string; en: string }>> = {
  natural: { zh: '', en: '' },
  'working-minutes': { zh: '工作时间', en: 'working time' },
  'working-days': { zh: '工作日', en: 'working days' },
  'calendar-days': { zh: '日历日', en: 'calendar days' },
}

/** A goal in words: 3 小时, 30 分钟, 3 个工作日, 15 个日历日, 4 小时（工作时间）. */
export function goalInWords({ amount, unit, basis }: { amount: number; unit: string; basis: string }, locale: Locale): string {
  const unitWord = UNITS[unit]?.[locale] ?? unit
  const basisWord = BASES[basis]?.[locale] ?? basis
  if (locale === 'en')
    return unit === 'day' && basis.endsWith('days')
      ? `${amount} ${basisWord}`
      : `${amount} ${unitWord}${basisWord === '' ? '' : ` (${basisWord})`}`
  if (unit === 'day' && basis.endsWith('days')) return `${amount} 个${basisWord}`
  return `${amount} ${unitWord}${basisWord === '' ? '' : `（${basisWord}）`}`
}

/** The word a schema gives one of its values, or a role or event its name. */
export function enumName(at: string, value: string): string | undefined {
  let schema: SchemaPart | undefined = policySchema as SchemaPart
  for (const key of pointerKeys(at)) schema = schemaAt(schema, key)
  const list = Array.isArray(schema?.items) ? undefined : (schema?.items ?? schema)
  const index = list?.enum?.indexOf(value) ?? -1
  const named = index >= 0 ? list?.['x-enum-names']?.[index] : undefined
  if (named !== undefined) return named
  if (Object.hasOwn(ROLES, value)) return ROLES[value as keyof typeof ROLES].name
  return Object.hasOwn(EVENT_WORDS, value) ? EVENT_WORDS[value as keyof typeof EVENT_WORDS] : undefined
}

/** Chinese sentences set figures off from words with a space. */
function spaced(text: string, last = false): string {
  const before = /^[-\d]/.test(text) ? ' ' : ''
  return `${before}${text}${/\d$/.test(text) && !last ? ' ' : ''}`
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
