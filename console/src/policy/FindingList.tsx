import { CheckCircleOutlined, ExclamationCircleFilled, StopOutlined, WarningFilled } from '@ant-design/icons'
import type { IgnoredFinding, PolicyDraft } from '@shaotai/api'
import { objectName, sayFinding, type Finding, type Policy } from '@shaotai/core'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '../platform/format/format.ts'
import { request, toRequestFailed } from '../platform/http.ts'
import { sayFailure } from '../platform/notification-provider.tsx'
import { serverNow } from '../platform/now.ts'
import { IgnoreDialog } from './IgnoreDialog.tsx'
import { useRefusalText } from './refusal-text.ts'
import { splitIgnored } from './split-ignored.ts'
import { IGNORED_KEY, type Ignoring } from './use-ignoring.ts'
import css from './policy.module.css'

export type FindingRow = PolicyDraft['findings'][number]

type Props = {
  findings: readonly FindingRow[]
  /** The policy they were found in: their places point into it. */
  policy: Policy
  onGo?: (at: string) => void
  /** What is set aside is listed apart, with who and why; with `may` one can set aside more. */
  ignoring?: Ignoring
}

/** What the check found, in sentences: what must be changed first, then what should be, at last what somebody set aside. */
export function FindingList({ findings, policy, onGo, ignoring }: Props) {
  const { t } = useTranslation('policy')
  const [asking, setAsking] = useState<FindingRow>()
  const { seen, aside } = splitIgnored(findings as Finding[], { policy, ignored: ignoring?.ignored ?? [], now: serverNow() })
  return (
    <div className={css.findings}>
      {seen.length === 0 && (
        <p className={css.fine}>
          <CheckCircleOutlined aria-hidden="true" /> {t(aside.length > 0 ? 'check.fineButIgnored' : 'check.fine')}
        </p>
      )}
      {(['red', 'amber'] as const).map((severity) => {
        const these = seen.filter((finding) => finding.severity === severity)
        if (these.length === 0) return null
        return (
          <section key={severity} className={severity === 'red' ? css.red : css.amber}>
            <h3>
              {severity === 'red' ? <ExclamationCircleFilled aria-hidden="true" /> : <WarningFilled aria-hidden="true" />}
              {t(`check.${severity}`, { count: these.length })}
            </h3>
            <ul>
              {these.map((finding, index) => (
                // Two findings may share code and place; the list is made anew with each check.
                <li key={`${finding.code} ${finding.at} ${index}`}>
                  <Line finding={finding} policy={policy} />
                  <span className={css.lineActs}>
                    {onGo && finding.at !== '' && (
                      <Button type="link" size="small" onClick={() => onGo(finding.at)}>
                        {t('check.go')}
                      </Button>
                    )}
                    {severity === 'amber' && ignoring?.may && (
                      <Button type="text" size="small" onClick={() => setAsking(finding)}>
                        {t('ignore.act')}
                      </Button>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
      {aside.length > 0 && (
        <details className={css.aside} open={!ignoring?.may}>
          <summary>
            <StopOutlined aria-hidden="true" /> {t('ignore.aside', { count: aside.length })}
          </summary>
          <ul>
            {aside.map(({ finding, by }) => (
              <li key={by.mark}>
                <span>
                  <Line finding={finding} policy={policy} />
                  <small>
                    {t('ignore.by', {
                      name: by.name,
                      date: formatDay(by.at),
                      reason: by.reason,
                      until: formatDay(by.until, { year: true }),
                    })}
                  </small>
                </span>
                {ignoring?.may && <TakeBack ignored={by} />}
              </li>
            ))}
          </ul>
        </details>
      )}
      {asking && ignoring && <IgnoreDialog finding={asking} policy={policy} ignoring={ignoring} onClose={() => setAsking(undefined)} />}
    </div>
  )
}

/** One finding: where, what, what to do, and its code to quote. */
function Line({ finding, policy }: { finding: Pick<Finding, 'code' | 'at' | 'params'>; policy: Policy }) {
  const { i18n } = useTranslation('policy')
  const language = i18n.language === 'en' ? 'en' : 'zh'
  const { what, hint } = sayFinding(finding, language)
  const where = objectName(policy, finding.at, language)
  return (
    <span className={css.line}>
      {where !== '' && <strong>{where}</strong>} {what} <span className={css.hint}>{hint}</span> <code>{finding.code}</code>
    </span>
  )
}

function TakeBack({ ignored }: { ignored: IgnoredFinding }) {
  const { t } = useTranslation('policy')
  const refusalText = useRefusalText()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    try {
      await request('DELETE', `/policy-findings/ignored/${encodeURIComponent(ignored.id)}`)
    } catch (error) {
      sayFailure(refusalText(toRequestFailed(error)))
    } finally {
      setBusy(false)
      await client.invalidateQueries({ queryKey: IGNORED_KEY })
    }
  }
  return (
    <Button type="link" size="small" loading={busy} onClick={() => void run()}>
      {t('ignore.takeBack')}
    </Button>
  )
}
