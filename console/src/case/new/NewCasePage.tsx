import { useTranslation } from 'react-i18next'
import { ErrorState } from '../../platform/feedback/ErrorState.tsx'
import { PageLoading } from '../../platform/feedback/Loading.tsx'
import { useSession } from '../../platform/session.ts'
import { usePhone } from '../../platform/responsive.ts'
import { PageHeader } from '../../platform/feedback/PageHeader.tsx'
import { usePolicy } from '../../policy-data/use-policy.ts'
import { DeskForm } from './DeskForm.tsx'
import { PhoneSteps } from './PhoneSteps.tsx'

/** 我要吹哨: one page at a desk, four steps on a phone. */
export function NewCasePage() {
  const { t } = useTranslation('case')
  const phone = usePhone()
  const session = useSession()
  const { policy, error, refetch } = usePolicy()
  if (error && !policy) return <ErrorState error={error} onRetry={() => void refetch()} full />
  if (!policy || !session) return <PageLoading rows={10} />
  const Form = phone ? PhoneSteps : DeskForm
  return (
    <>
      <PageHeader title={t('page.new')} crumbs={phone ? undefined : [{ name: t('page.list'), to: '/cases' }, { name: t('page.new') }]} />
      <Form policy={policy} account={session.account} />
    </>
  )
}
