import type { Finding, FindingCode } from './finding-codes.ts'
import { ADMISSION_SENTENCES } from './sentence-admission.ts'
import { CALENDAR_SENTENCES } from './sentence-calendar.ts'
import { CLOCK_SENTENCES } from './sentence-clock.ts'
import { CONDITION_SENTENCES } from './sentence-condition.ts'
import { DELIBERATION_SENTENCES } from './sentence-deliberation.ts'
import { EVALUATION_SENTENCES } from './sentence-evaluation.ts'
import { EXAMPLE_SENTENCES } from './sentence-example.ts'
import { FLOW_SENTENCES } from './sentence-flow.ts'
import { FORM_SENTENCES } from './sentence-form.ts'
import { HISTORY_SENTENCES } from './sentence-history.ts'
import { LEDGER_SENTENCES } from './sentence-ledger.ts'
import { LIST_SENTENCES } from './sentence-list.ts'
import { NOTICE_SENTENCES } from './sentence-notice.ts'
import { OVERSIGHT_SENTENCES } from './sentence-oversight.ts'
import { REFERENCE_SENTENCES } from './sentence-reference.ts'
import { SCORING_SENTENCES } from './sentence-scoring.ts'
import { objectName } from './sentence-object.ts'
import type { Sentence } from './sentence-say.ts'
import { wordOf, type Locale } from './sentence-words.ts'
import type { Policy } from './schema.ts'

export type { Sentence } from './sentence-say.ts'

/** A finding as a sentence a clerk understands: where, what, and what to do. */
export function describeFinding(found: Pick<Finding, 'code' | 'at' | 'params'>, policy: Policy, locale: Locale = 'zh'): string {
  const { what, hint } = sayFinding(found, locale)
  const where = objectName(policy, found.at, locale)
  if (locale === 'en') return `${where === '' ? '' : `${where}: `}${what} ${hint}`
  return `${where === '' ? '' : `${where}：`}${what}${hint}`
}

/** The two halves of the sentence without the place, for a list that shows the place itself. */
export function sayFinding({ code, params }: Pick<Finding, 'code' | 'params'>, locale: Locale = 'zh'): { what: string; hint: string } {
  const sentence = SENTENCES[code]
  const fill = (text: string) =>
    text.replaceAll(/\{(\w+)\}/g, (_whole, key: string) => wordOf(key, Object.hasOwn(params, key) ? params[key] : undefined, locale))
  return locale === 'en'
    ? { what: fill(sentence.en), hint: fill(sentence.enHint) }
    : { what: fill(sentence.zh), hint: fill(sentence.zhHint) }
}

const SENTENCES: Record<FindingCode, Sentence> = {
  ...REFERENCE_SENTENCES,
  ...LIST_SENTENCES,
  ...FLOW_SENTENCES,
  ...DELIBERATION_SENTENCES,
  ...CLOCK_SENTENCES,
  ...OVERSIGHT_SENTENCES,
  ...CALENDAR_SENTENCES,
  ...LEDGER_SENTENCES,
  ...ADMISSION_SENTENCES,
  ...EVALUATION_SENTENCES,
  ...SCORING_SENTENCES,
  ...NOTICE_SENTENCES,
  ...EXAMPLE_SENTENCES,
  ...CONDITION_SENTENCES,
  ...FORM_SENTENCES,
  ...HISTORY_SENTENCES,
}
