import { CloudServerOutlined, WarningOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { RequestFailed } from '../http.ts'
import { failureText } from './failure-text.ts'
import css from './feedback.module.css'

/** Something could not be shown: what happened, what to do, and the code to report. */
export function ErrorState({ error, onRetry, full = false }: { error: unknown; onRetry?: () => void; full?: boolean }) {
  const { t } = useTranslation()
  const offline = error instanceof RequestFailed && error.offline
  const { title, advice, code } = failureText(error, t)
  return (
    <div className={`${css.state} ${full ? css.full : ''}`} role="alert">
      <span className={css.mark} aria-hidden="true">
        {offline ? <CloudServerOutlined /> : <WarningOutlined />}
      </span>
      <h2>{title}</h2>
      <p>{advice}</p>
      {onRetry && (
        <Button type="primary" onClick={onRetry}>
          {t('error.retry')}
        </Button>
      )}
      <span className={css.code}>{t('error.code', { code })}</span>
    </div>
  )
}
