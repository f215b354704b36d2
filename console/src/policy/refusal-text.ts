import { useTranslation } from 'react-i18next'
import { refusalSentence } from '../platform/feedback/failure-text.ts'
import type { RequestFailed } from '../platform/http.ts'

/** Says a refusal of the server in words. */
export function useRefusalText(): (error: RequestFailed) => string {
  const { t } = useTranslation()
  return (error) => refusalSentence(error, t)
}
