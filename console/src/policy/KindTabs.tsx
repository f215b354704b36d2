import type { PolicyDraft } from '@shaotai/api'
import { POLICY_KINDS, type PolicyKind } from '@shaotai/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { kindAt } from './kinds.ts'
import css from './policy.module.css'

/** The parts of a draft: which were changed, and where the check has something to say. */
export function KindTabs({ draft, kind }: { draft: PolicyDraft; kind: PolicyKind }) {
  const { t } = useTranslation('policy')
  return (
    <nav className={css.kinds} aria-label={t('kinds')}>
      {POLICY_KINDS.map((one) => {
        const red = draft.findings.filter((finding) => finding.severity === 'red' && kindAt(finding.at) === one).length
        const changed = draft.changes.filter((change) => kindAt(change.at) === one).length
        return (
          <Link key={one} to={`/policy/drafts/${draft.id}/${one}`} aria-current={one === kind ? 'page' : undefined}>
            {t(`kind.${one}`)}
            {changed > 0 && <span className={css.changedMark}>{t('mark.changed', { count: changed })}</span>}
            {red > 0 && <span className={css.redMark}>{t('mark.red', { count: red })}</span>}
          </Link>
        )
      })}
    </nav>
  )
}
