import type { DraftClaim, PolicyDraft } from '@shaotai/api'
import { POLICY_KINDS, type PolicyKind } from '@shaotai/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { kindAt } from './kinds.ts'
import { TAB } from './tab-name.ts'
import css from './policy.module.css'

type Props = { draft: PolicyDraft; kind: PolicyKind; claims: readonly DraftClaim[] }

/** The parts of a draft: which were changed, where the check has something to say, and who else is at one. */
export function KindTabs({ draft, kind, claims }: Props) {
  const { t } = useTranslation('policy')
  const others = new Map(claims.flatMap((claim) => (claim.tab === TAB ? [] : [[claim.kind, claim.name]])))
  return (
    <nav className={css.kinds} aria-label={t('kinds')}>
      {POLICY_KINDS.map((one) => {
        const red = draft.findings.filter((finding) => finding.severity === 'red' && kindAt(finding.at) === one).length
        const changed = draft.changes.filter((change) => kindAt(change.at) === one).length
        return (
          <Link key={one} to={`/policy/drafts/${draft.id}/${one}`} aria-current={one === kind ? 'page' : undefined}>
            {t(`kind.${one}`)}
            {changed > 0 && <span className={css.changedMark}>{t('mark.changed', { count: changed })}</span>}
            {one !== kind && others.has(one) && <span className={css.personMark}>{t('mark.person', { name: others.get(one) })}</span>}
            {red > 0 && <span className={css.redMark}>{t('mark.red', { count: red })}</span>}
          </Link>
        )
      })}
    </nav>
  )
}
