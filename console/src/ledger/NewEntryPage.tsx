import type { LedgerEntryView } from '@shaotai/api'
import { App, Card } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { formProblems } from '../case/refusal.ts'
import { useChoices } from '../case/use-choices.ts'
import { Empty } from '../platform/feedback/Empty.tsx'
import { ErrorState } from '../platform/feedback/ErrorState.tsx'
import { Failure } from '../platform/feedback/Failure.tsx'
import { PageLoading } from '../platform/feedback/Loading.tsx'
import { PageHeader } from '../platform/feedback/PageHeader.tsx'
import { SchemaForm } from '../platform/form/SchemaForm.tsx'
import { newIdempotencyKey, request } from '../platform/http.ts'
import { hasAnyRole, useSession } from '../platform/session.ts'
import { useSessionLost } from '../platform/use-session-lost.ts'
import { useOwnForm } from '../form/use-own-form.ts'
import { formOf } from '../policy-data/names.ts'
import { usePolicy } from '../policy-data/use-policy.ts'

/** Registering an entry: the ledger's form, generated from the policy in force. */
export function NewEntryPage() {
  const { ledger: id } = useParams()
  const { t } = useTranslation('ledger')
  const { policy, error, refetch } = usePolicy()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const session = useSession()
  const lost = useSessionLost()
  const choices = useChoices(policy)
  const [failed, setFailed] = useState<unknown>()
  // One key per filled form: sent again after a lost answer, it is registered once.
  const sent = useRef<{ text: string; key: string }>(undefined)
  const problems = useMemo(() => formProblems(failed), [failed])
  const ledger = policy?.ledgers?.find((one) => one.id === id && !one.retired)
  const form = useOwnForm(formOf(policy, ledger?.form), 'open')
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!policy) return <PageLoading rows={8} />
  if (!ledger || !form) return <Empty text={t('missing')} />
  if (!hasAnyRole(session, ledger.open.by)) return <Empty text={t('mayNot')} />
  const register = async (data: Record<string, unknown>) => {
    setFailed(undefined)
    const body = { ledger: ledger.id, form: data }
    const text = JSON.stringify(body)
    if (sent.current?.text !== text) sent.current = { text, key: newIdempotencyKey() }
    try {
      const { entry } = await request<LedgerEntryView>('POST', '/ledger-entries', body, { idempotencyKey: sent.current.key })
      void message.success(t('opened', { number: entry.number }))
      void navigate(`/ledgers/entries/${entry.id}`)
    } catch (caught) {
      if (!lost(caught)) setFailed(caught)
    }
  }
  return (
    <>
      <PageHeader
        title={t('openIn', { name: ledger.name })}
        crumbs={[{ name: t('page.list'), to: `/ledgers?ledger=${ledger.id}` }, { name: ledger.name }]}
        note={form.note}
      />
      <Card size="small" style={{ maxWidth: 760 }}>
        {failed !== undefined && problems.length === 0 && <Failure error={failed} />}
        <SchemaForm
          schema={form.schema}
          order={form.order}
          choices={choices}
          problems={problems}
          submitText={t('open')}
          onSubmit={register}
        />
      </Card>
    </>
  )
}
