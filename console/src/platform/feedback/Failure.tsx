import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { failureText } from './failure-text.ts'

/** A refused or failed act, in words, where it was tried. */
export function Failure({ error, className }: { error: unknown; className?: string }) {
  const { t } = useTranslation('platform')
  const { title, advice, code } = failureText(error, t)
  return <Alert className={className} type="error" showIcon role="alert" title={title} description={advice || undefined} data-code={code} />
}
