import type { LedgerEntryView } from '@shaotai/api'
import { Card } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { hasAnyRole, useSession } from '../platform/session.ts'
import { useUnits } from '../policy-data/use-units.ts'

/** What the written-off entry brought about: a permission with its days, or a change of the list with its draft. */
export function EffectLine({ view, className }: { view: LedgerEntryView; className?: string }) {
  const { t } = useTranslation('ledger')
  const units = useUnits()
  const session = useSession()
  const { permission, listChange } = view.entry
  if (!permission && !listChange) return null
  const isDrafter = hasAnyRole(session, ['policy-admin', 'policy-reviewer'])
  return (
    <Card size="small" className={className} title={t('effect')}>
      {permission && (
        <p>
          {t('effect.permission', {
            kinds: permission.kinds.map((kind) => t(`task:kind.${kind}`)).join('、'),
            from: permission.from,
            to: permission.to,
            towns: permission.towns.length === 0 ? t('effect.allTowns') : permission.towns.map(units.short).join('、'),
          })}
        </p>
      )}
      {listChange && (
        <p>
          {t('effect.listChange', { change: t(`change.${listChange.change}`), item: listChange.item, from: listChange.from })}{' '}
          {view.draft !== null && isDrafter && <Link to={`/policy/drafts/${view.draft}`}>{t('draft')}</Link>}
        </p>
      )}
    </Card>
  )
}
