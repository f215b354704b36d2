import type { PolicyDraft } from '@shaotai/api'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { request, toRequestFailed } from '../platform/http.ts'
import { say, sayFailure } from '../platform/notification-provider.tsx'
import { useRefusalText } from './refusal-text.ts'

/** Takes a submission back to go on editing, or gives the draft up. */
export function WithdrawButton({ draft, discard = false }: { draft: Pick<PolicyDraft, 'id'>; discard?: boolean }) {
  const { t } = useTranslation('policy')
  const { modal } = App.useApp()
  const refusalText = useRefusalText()
  const client = useQueryClient()
  const run = async () => {
    try {
      await request('POST', `/policy-drafts/${draft.id}/withdraw`, { discard })
      say(t(discard ? 'withdraw.discarded' : 'withdraw.done'))
      await client.invalidateQueries({ queryKey: ['policy'] })
    } catch (error) {
      sayFailure(refusalText(toRequestFailed(error)))
    }
  }
  const ask = () =>
    void modal.confirm({
      title: t('withdraw.discardAsk'),
      content: t('withdraw.discardNote'),
      okText: t('withdraw.discard'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      onOk: run,
    })
  return (
    <Button danger={discard} type={discard ? 'text' : 'default'} onClick={discard ? ask : () => void run()}>
      {t(discard ? 'withdraw.discard' : 'withdraw.back')}
    </Button>
  )
}
