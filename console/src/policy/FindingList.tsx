import { CheckCircleOutlined, ExclamationCircleFilled, WarningFilled } from '@ant-design/icons'
import { describeFinding, type Finding, type Policy } from '@shaotai/core'
import type { PolicyDraft } from '@shaotai/api'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Language } from '../platform/i18n.ts'
import css from './policy.module.css'

export type FindingRow = PolicyDraft['findings'][number]

/** What the check found, in sentences: what must be changed first, then what should be. */
export function FindingList({ findings, policy, onGo }: { findings: readonly FindingRow[]; policy: Policy; onGo?: (at: string) => void }) {
  const { t, i18n } = useTranslation('policy')
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  if (findings.length === 0) {
    return (
      <p className={css.fine}>
        <CheckCircleOutlined aria-hidden="true" /> {t('check.fine')}
      </p>
    )
  }
  return (
    <div className={css.findings}>
      {(['red', 'amber'] as const).map((severity) => {
        const these = findings.filter((finding) => finding.severity === severity)
        if (these.length === 0) return null
        return (
          <section key={severity} className={severity === 'red' ? css.red : css.amber}>
            <h3>
              {severity === 'red' ? <ExclamationCircleFilled aria-hidden="true" /> : <WarningFilled aria-hidden="true" />}
              {t(`check.${severity}`, { count: these.length })}
            </h3>
            <ul>
              {these.map((finding) => (
                <li key={`${finding.code}${finding.at}`}>
                  <span>{describeFinding(finding as Finding, policy, language)}</span>
                  {onGo && (
                    <Button type="link" size="small" onClick={() => onGo(finding.at)}>
                      {t('check.go')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}
