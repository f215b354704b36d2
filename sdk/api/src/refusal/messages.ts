import type { Refusal } from '@shaotai/core'
import { BUNDLE_MESSAGES } from './bundle-messages.ts'
import { CASE_MESSAGES } from './case-messages.ts'
import { DELIBERATION_MESSAGES } from './deliberation-messages.ts'
import { LEDGER_MESSAGES } from './ledger-messages.ts'
import { OVERSIGHT_MESSAGES } from './oversight-messages.ts'
import { PEOPLE_MESSAGES } from './people-messages.ts'
import { PHASE_WORDS } from './phase-words.ts'
import { PLATFORM_MESSAGES } from './platform-messages.ts'
import { PLUGIN_MESSAGES } from './plugin-messages.ts'
import { PRACTICE_MESSAGES } from './practice-messages.ts'
import { PUBLISH_MESSAGES } from './publish-messages.ts'
import { RULE_MESSAGES } from './rule-messages.ts'
import { SCORE_MESSAGES } from './score-messages.ts'

export type Locale = 'zh' | 'en'
export type Sentence = Readonly<Record<Locale, string>>

/** Every refusal code and its sentence. `{name}` is replaced by the parameter of that name. */
export const REFUSAL_MESSAGES: Readonly<Record<string, Sentence>> = {
  ...PLATFORM_MESSAGES,
  ...RULE_MESSAGES,
  ...BUNDLE_MESSAGES,
  ...CASE_MESSAGES,
  ...PUBLISH_MESSAGES,
  ...DELIBERATION_MESSAGES,
  ...SCORE_MESSAGES,
  ...LEDGER_MESSAGES,
  ...OVERSIGHT_MESSAGES,
  ...PEOPLE_MESSAGES,
  ...PRACTICE_MESSAGES,
  ...PLUGIN_MESSAGES,
}

/** The sentence a person reads for a refusal. An unknown code is shown as it is, so that nothing is ever silent. */
export function describeRefusal(refusal: Pick<Refusal, 'code' | 'params'>, locale: Locale = 'zh'): string {
  const sentence = Object.hasOwn(REFUSAL_MESSAGES, refusal.code) ? REFUSAL_MESSAGES[refusal.code] : undefined
  if (!sentence) return locale === 'zh' ? `操作未被接受（${refusal.code}）。` : `Refused (${refusal.code}).`
  return sentence[locale].replace(/\{(\w+)\}/g, (_, name: string) =>
    Object.hasOwn(refusal.params, name) ? show(refusal.params[name], locale) : '',
  )
}

function show(value: unknown, locale: Locale): string {
  if (Array.isArray(value)) return value.map((one) => show(one, locale)).join(locale === 'zh' ? '、' : ', ')
  if (typeof value === 'string' && Object.hasOwn(PHASE_WORDS, value)) return PHASE_WORDS[value]?.[locale] ?? value
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
}
