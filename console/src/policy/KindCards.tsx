import type { PolicyDraft } from '@shaotai/api'
import { POLICY_KINDS, type Finding, type Policy, type PolicyKind } from '@shaotai/core'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { countOf, kindAt } from './kinds.ts'
import css from './policy.module.css'

type Props = {
  /** What is in force. */
  policy: Policy
  /** What the check says, without what is ignored. */
  seen: readonly Finding[]
  changes: PolicyDraft['changes']
  target: (kind: PolicyKind) => string
}

/** One card for each part of the policy: how much there is, how much a draft changes, what the check says of it. */
export function KindCards({ policy, seen, changes, target }: Props) {
  const { t } = useTranslation('policy')
  return (
    <section aria-label={t('kinds')} className={css.cards}>
      {POLICY_KINDS.map((kind) => {
        const mine = seen.filter((finding) => kindAt(finding.at) === kind)
        const red = mine.filter((finding) => finding.severity === 'red').length
        const changed = changes.filter((change) => kindAt(change.at) === kind).length
        return (
          <Link key={kind} to={target(kind)} className={css.kindCard}>
            <span>{t(`kind.${kind}`)}</span>
            <strong className="tabular">{t(`count.${kind}`, { count: countOf(kind, policy) })}</strong>
            <span className={css.marks}>
              {changed > 0 && <Tag color="processing">{t('mark.changes', { count: changed })}</Tag>}
              {red > 0 && <Tag color="error">{t('mark.red', { count: red })}</Tag>}
              {mine.length - red > 0 && <Tag color="warning">{t('mark.amber', { count: mine.length - red })}</Tag>}
            </span>
          </Link>
        )
      })}
    </section>
  )
}
