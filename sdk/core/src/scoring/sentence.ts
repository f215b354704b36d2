import { parseAmount, roundHalfUp } from '../shared/fraction.ts'
import type { Band } from './indicator.ts'
import type { Operand, ScoreTerm } from './sheet.ts'

type Locale = 'zh' | 'en'
/** Names of other models by id, for sentences; an id without one stands for itself. */
export type ModelNames = Readonly<Record<string, string>>

/** How one term came about, as a sentence: `9 ÷ 10 × 100 = 90；权重 3/10，计 27 分。` */
export function describeTerm(term: ScoreTerm, locale: Locale = 'zh', names: ModelNames = {}): string {
  const how = describeWorking(term, locale, names)
  if (term.value === null) return locale === 'en' ? `${how}; no value, so there is no score.` : `${how}；没有数值，因此没有得分。`
  const [value, weight, points] = [readAmount(term.value), term.weight, readAmount(term.points)]
  // What is rounded says so itself.
  const equals = value.startsWith('≈') ? '' : '= '
  return locale === 'en'
    ? `${how} ${equals}${value}; weight ${weight}, ${points} points.`
    : `${how} ${equals}${value}；权重 ${weight}，计 ${points} 分。`
}

/** A figure to be read: an exact decimal as it is, anything longer rounded to two digits and marked. */
export function readAmount(text: string | null): string {
  const amount = text === null ? undefined : parseAmount(text)
  if (!amount || text === null) return '—'
  const digits = text.includes('/') ? Infinity : (text.split('.')[1]?.length ?? 0)
  return digits <= 2 ? text : `≈${roundHalfUp(amount, 2)}`
}

function describeWorking(term: ScoreTerm, locale: Locale, names: ModelNames): string {
  const { how, numerator, denominator, sample } = term
  const en = locale === 'en'
  switch (how.op) {
    case 'ratio':
      return `${numerator} ÷ ${denominator} × 100`
    case 'mean': {
      const unrated =
        how.missing &&
        (en ? `, ${how.assumed} of them unrated: ${UNRATED[how.missing].en}` : `，其中 ${how.assumed} 件未评，按${UNRATED[how.missing].zh}`)
      if (how.each === 'town')
        return en
          ? `mean of ${denominator} townships (${sample} cases${unrated ?? ''}), converted`
          : `${denominator} 个镇街各自平均后再平均（共 ${sample} 件${unrated ?? ''}），按刻度换算`
      return en
        ? `${readAmount(numerator)} in ${denominator} cases${unrated ?? ''}, averaged and converted`
        : `${denominator} 件合计 ${readAmount(numerator)}${unrated ?? ''}，平均后按刻度换算`
    }
    case 'count':
      return en ? `counted among ${sample} cases` : `${sample} 件中符合的件数`
    case 'sum':
      return en ? `summed over ${sample} cases` : `${sample} 件合计`
    case 'constant':
      return en ? 'fixed' : '固定分值'
    case 'unknown':
      return en ? 'no such indicator' : '没有这个指标'
    case 'quotient':
      return `${operand(how.of, en)} ÷ ${operand(how.by, en)} × 100`
    case 'bands':
      return how.band
        ? en
          ? `${operand(how.of, en)} falls into "${bandText(how.band, en)}"`
          : `${operand(how.of, en)}，属“${bandText(how.band, en)}”一档`
        : en
          ? `${operand(how.of, en)} falls into no band`
          : `${operand(how.of, en)}，不属于任何一档`
    case 'cap': {
      const bound =
        how.reached === null
          ? en
            ? 'within bounds'
            : '未到封顶保底'
          : how.reached === 'max'
            ? en
              ? 'capped'
              : '按封顶'
            : en
              ? 'raised to the floor'
              : '按保底'
      return en ? `${operand(how.of, en)}, ${bound}` : `${operand(how.of, en)}，${bound}`
    }
    case 'rank':
      return how.rank === null
        ? en
          ? `${operand(how.of, en)}, not ranked`
          : `${operand(how.of, en)}，不参加排名`
        : en
          ? `${operand(how.of, en)}, rank ${how.rank} of ${how.among}`
          : `${operand(how.of, en)}，在 ${how.among} 家中列第 ${how.rank}`
    case 'model': {
      const name = Object.hasOwn(names, how.model) ? names[how.model] : how.model
      const missing = how.periods.filter(({ score }) => score === null).map(({ period }) => period)
      const note =
        missing.length === 0
          ? ''
          : en
            ? ` (missing ${missing.join(', ')}: ${MISSING[how.missing].en})`
            : `（缺 ${missing.join('、')}，${MISSING[how.missing].zh}）`
      return en
        ? `${COMBINED[how.combine].en} of ${sample} scores of "${name}"${note}`
        : `“${name}”${sample} 期得分${COMBINED[how.combine].zh}${note}`
    }
    case 'manual':
      return en ? `${COMBINED[how.combine].en} of ${sample} entries` : `${sample} 次录入${COMBINED[how.combine].zh}`
  }
}

const COMBINED = {
  mean: { zh: '平均', en: 'mean' },
  sum: { zh: '合计', en: 'sum' },
  last: { zh: '取最后一次', en: 'last' },
}
/** What a rating nobody gave counts as. */
const UNRATED = {
  full: { zh: '满分计', en: 'counted in full' },
  middle: { zh: '中位计', en: 'counted as the middle' },
}
const MISSING = {
  skip: { zh: '不计', en: 'not counted' },
  zero: { zh: '按零分', en: 'as zero' },
  'no-score': { zh: '不出得分', en: 'no score' },
}

function operand({ name, value }: Operand, en: boolean): string {
  return en ? `"${name}" ${readAmount(value)}` : `“${name}”${readAmount(value)}`
}

/** A band in words: `不低于 90`, `高于 60、不高于 90`. */
export function bandText({ atLeast, above, atMost, below }: Band, en = false): string {
  const bounds = [
    atLeast !== undefined && (en ? `at least ${atLeast}` : `不低于 ${atLeast}`),
    above !== undefined && (en ? `above ${above}` : `高于 ${above}`),
    atMost !== undefined && (en ? `at most ${atMost}` : `不高于 ${atMost}`),
    below !== undefined && (en ? `below ${below}` : `低于 ${below}`),
  ].filter((one) => one !== false)
  return bounds.length === 0 ? (en ? 'any value' : '任何数值') : bounds.join(en ? ', ' : '、')
}
