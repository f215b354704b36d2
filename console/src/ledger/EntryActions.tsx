import type { LedgerEntryView } from '@shaotai/api'
import type { LedgerEntry, Policy } from '@shaotai/core'
import { Button } from 'antd'
import { useId, useMemo, useState, type ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import type { SeatedActionProps } from '../case/show/action/action.ts'
import { ApprovalAction } from '../case/show/action/ApprovalAction.tsx'
import { SeatAction } from '../case/show/action/SeatAction.tsx'
import { SendBackAction } from '../case/show/action/SendBackAction.tsx'
import css from '../case/show/show.module.css'
import { Failure } from '../platform/feedback/Failure.tsx'
import { RequestFailed } from '../platform/http.ts'
import { useSessionLost } from '../platform/use-session-lost.ts'
import { useActionTitle } from './action-title.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { ResolveForm } from './ResolveForm.tsx'
import { createEntrySender } from './send-entry-command.ts'
import { SignForm } from './SignForm.tsx'
import { StepForm } from './StepForm.tsx'

export type EntryAction = LedgerEntryView['allowed'][number]
export type EntryActionProps = {
  action: EntryAction
  entry: LedgerEntry
  policy: Policy
  formId: string
  onSend: (data: Record<string, unknown>) => Promise<void>
  error: unknown
}

type EntryActionsProps = {
  view: LedgerEntryView
  policy: Policy
  ended: boolean
  onDone: (view: LedgerEntryView, action: EntryAction) => void
  /** Somebody acted first: read the entry again. */
  onStale: () => void
}

const FORMS: Record<EntryAction['command'], ComponentType<EntryActionProps>> = {
  take: StepForm,
  answer: AnswerForm,
  sign: SignForm,
  resolve: ResolveForm,
  resubmit: StepForm,
  addSeat: ofApproval(SeatAction),
  passOn: ofApproval(SeatAction),
  sendBack: ofApproval(SendBackAction),
  removeSeat: ofApproval(ApprovalAction),
  advise: ofApproval(ApprovalAction),
  withdrawApproval: ofApproval(ApprovalAction),
  readCopy: ofApproval(ApprovalAction),
}

/** The forms of an approval, the same as on a case. */
function ofApproval(Form: ComponentType<SeatedActionProps>): ComponentType<EntryActionProps> {
  return function OfApproval({ action, entry, policy, formId, onSend }) {
    const flows = (policy.ledgers ?? []).filter((one) => one.id === entry.ledger)
    return <Form action={action} view={{ case: entry }} policy={{ evaluation: policy.evaluation, flows }} formId={formId} onSend={onSend} />
  }
}

const keyOf = ({ command, step, approval, seat, kind }: EntryAction) => step ?? [command, approval, seat, kind].filter(Boolean).join(':')

/** 下一步: the steps this person may take now, as buttons; the chosen one opens with its form. */
export function EntryActions({ view, policy, ended, onDone, onStale }: EntryActionsProps) {
  const { t } = useTranslation('ledger')
  const title = useActionTitle()
  const lost = useSessionLost()
  const formId = useId()
  const [chosen, setChosen] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const send = useMemo(createEntrySender, [])
  if (view.allowed.length === 0) return <p className={css.quiet}>{t(ended ? 'action.ended' : 'action.none')}</p>
  const [first] = view.allowed
  const action = view.allowed.find((one) => keyOf(one) === chosen) ?? first
  const Form = FORMS[action?.command ?? 'take']
  const choose = (next: EntryAction | undefined) => {
    setError(undefined)
    setChosen(next && keyOf(next))
  }
  const act = async (data: Record<string, unknown>) => {
    if (!action) return
    setBusy(true)
    setError(undefined)
    try {
      const next = await send(view.entry.id, action.command, data, view.entry.version)
      choose(undefined)
      onDone(next, action)
    } catch (failed) {
      if (lost(failed)) return
      if (failed instanceof RequestFailed && failed.code === 'ledger.version.stale') onStale()
      else setError(failed)
    } finally {
      setBusy(false)
    }
  }
  const others = view.allowed.filter((one) => one !== action)
  return (
    <div className={css.actions}>
      {action && (
        <div className={css.action}>
          <h3>{title(action)}</h3>
          {action.note && <p className={css.note}>{action.note}</p>}
          <Form
            key={`${keyOf(action)} ${view.entry.version}`}
            action={action}
            entry={view.entry}
            policy={policy}
            formId={formId}
            onSend={act}
            error={error}
          />
          {error !== undefined && <Failure error={error} className={css.failure} />}
          <div className={css.submit}>
            <Button type="primary" htmlType="submit" form={formId} loading={busy} disabled={busy}>
              {action.command === 'answer' ? t('answer.send') : title(action)}
            </Button>
            {action.clause && <span className={css.clause}>{t('action.clause', { clause: action.clause })}</span>}
          </div>
        </div>
      )}
      {others.length > 0 && (
        <div className={css.others} role="group" aria-label={t('action.others')}>
          {others.map((one) => (
            <Button key={keyOf(one)} onClick={() => choose(one)}>
              {title(one)}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}
