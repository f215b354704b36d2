import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { ErrorState } from '../../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../../platform/feedback/Loading.tsx'
import { useSession } from '../../platform/session.ts'
import { usePhone } from '../../platform/responsive.ts'
import { PageHeader } from '../../platform/feedback/PageHeader.tsx'
import { usePolicy } from '../../policy-data/use-policy.ts'
import { useUnits } from '../../policy-data/use-units.ts'
import { DeskForm } from './DeskForm.tsx'
import { PhoneSteps } from './PhoneSteps.tsx'

/** 我要吹哨: one page at a desk, four steps on a phone. */
export function NewCasePage() {
  const { t } = useTranslation('case')
  const phone = usePhone()
  const session = useSession()
  const { policy, error, refetch } = usePolicy()
  const units = useUnits()
  const [search] = useSearchParams()
  if (error && !policy) return <ErrorState error={error} onRetry={() => void refetch()} full />
  if (!policy || !session) return <PageLoading rows={10} />
  const town = search.get('town')
  // A code of another township hangs on the wall: whoever scans it still whistles for their own.
  const other = town !== null && town !== session.unit.id ? units.list.find((unit) => unit.id === town) : undefined
  const Form = phone ? PhoneSteps : DeskForm
  return (
    <>
      <PageHeader title={t('page.new')} crumbs={phone ? undefined : [{ name: t('page.list'), to: '/cases' }, { name: t('page.new') }]} />
      {other && (
        <Alert type="info" showIcon title={t('new.otherTown', { town: other.name, own: session.unit.name })} style={{ marginBottom: 16 }} />
      )}
      <Form policy={policy} account={session.account} />
    </>
  )
}
