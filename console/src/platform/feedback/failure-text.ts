import type { TFunction } from 'i18next'
import { RequestFailed } from '../http.ts'

/** What happened, what to do, and the code to report, for anything that failed. */
export function failureText(error: unknown, t: TFunction): { title: string; advice: string; code: string } {
  if (!(error instanceof RequestFailed)) return { title: t('error.page'), advice: t('error.pageAdvice'), code: codeOf(error) }
  if (error.offline) return { title: t('error.offline'), advice: t('error.offlineAdvice'), code: error.code }
  const title = refusalSentence(error, t)
  const advice = error.statusCode === 403 ? t('error.forbiddenAdvice') : error.statusCode >= 500 ? t('error.serverAdvice') : ''
  return { title, advice, code: error.request ? `${error.code} · ${error.request}` : error.code }
}

/** The sentence of a refusal: the server's own words, else ours by status. */
export function refusalSentence(error: RequestFailed, t: TFunction): string {
  if (error.offline) return t('error.offline')
  const sentence = error.sentences.join('；')
  if (sentence && sentence !== error.code) return sentence
  return t(`error.status.${error.statusCode}`, { defaultValue: t('error.request') })
}

function codeOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 120) : String(error)
}
