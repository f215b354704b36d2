import type { PolicyDraft } from '@shaotai/api'
import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../platform/format/format.ts'
import { serverNow } from '../platform/now.ts'
import type { Step } from './steps.ts'
import css from './publish.module.css'

/** Who looked at what this very draft would have done, and what nobody has looked at yet. With `go` there is a way to it. */
export function SeenTrials({ draft, go }: { draft: Pick<PolicyDraft, 'trial'>; go?: (step: Step) => void }): ReactNode {
  const { t } = useTranslation('publish')
  const { needed, seen } = draft.trial
  return needed.map((kind) => {
    const own = seen.filter((one) => one.kind === kind)
    const who = own.map((one) => t('trial.by', { name: one.name, moment: formatMoment(one.at, { now: serverNow() }) }))
    const fine = own.length > 0
    return (
      <div key={kind} className={css.bar}>
        <Alert
          type={fine ? 'success' : 'warning'}
          showIcon
          title={fine ? t(`trial.seen.${kind}`, { who: who.join(t('trial.comma')) }) : t(`trial.unseen.${kind}`)}
          action={
            go && (
              <Button size="small" onClick={() => go('trial')}>
                {t('review.see')}
              </Button>
            )
          }
        />
      </div>
    )
  })
}
