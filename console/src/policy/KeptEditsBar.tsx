import type { PolicyDraft } from '@shaotai/api'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { formatMoment } from '../platform/format/format.ts'
import { serverNow } from '../platform/now.ts'
import { useSession } from '../platform/session.ts'
import { keptEditsOf } from './kept-edits.ts'
import css from './policy.module.css'

/** Says that this browser holds edits of this person that were never saved, and where to go on with them. */
export function KeptEditsBar({ drafts }: { drafts: readonly PolicyDraft[] }) {
  const { t } = useTranslation('policy')
  const person = useSession()?.person
  const { data } = useQuery({
    queryKey: ['kept-edits', person],
    queryFn: () => keptEditsOf(person ?? '', serverNow()),
    enabled: person !== undefined,
    staleTime: 0,
    networkMode: 'always',
  })
  const open = new Set(drafts.filter(({ status }) => status === 'draft' || status === 'rejected').map(({ id }) => id))
  const kept = (data ?? []).filter(({ draft }) => open.has(draft))
  return kept.map(({ draft, kind, at }) => (
    <Alert
      key={`${draft} ${kind}`}
      className={css.bar}
      type="warning"
      showIcon
      title={t('kept.elsewhere', { kind: t(`kind.${kind}`), moment: formatMoment(at, { now: serverNow() }) })}
      action={
        <Link to={`/policy/drafts/${draft}/${kind}`}>
          <Button>{t('kept.look')}</Button>
        </Link>
      }
    />
  ))
}
