import { MoreOutlined } from '@ant-design/icons'
import type { CaseView } from '@shaotai/api'
import type { CommandName, Policy } from '@shaotai/core'
import { Button, Dropdown } from 'antd'
import { useEffect, useId, useMemo, useState, type ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../platform/feedback/Failure.tsx'
import { RequestFailed } from '../../platform/http.ts'
import { useSessionLost } from '../../platform/use-session-lost.ts'
import { useUnits } from '../../policy-data/use-units.ts'
import { createSender } from '../send-command.ts'
import { actionKey, sortActions, type Action, type ActionProps } from './action/action.ts'
import { ApprovalAction } from './action/ApprovalAction.tsx'
import { ConsultAction } from './action/ConsultAction.tsx'
import { DecideAction } from './action/DecideAction.tsx'
import { DispatchAction } from './action/DispatchAction.tsx'
import { GeneratedAction } from './action/GeneratedAction.tsx'
import { LevelAction } from './action/LevelAction.tsx'
import { MergeAction } from './action/MergeAction.tsx'
import { OrderAction } from './action/OrderAction.tsx'
import { PlainAction } from './action/PlainAction.tsx'
import { RateAction } from './action/RateAction.tsx'
import { RequestAction } from './action/RequestAction.tsx'
import { RespondersAction } from './action/RespondersAction.tsx'
import { SeatAction } from './action/SeatAction.tsx'
import { SendBackAction } from './action/SendBackAction.tsx'
import { SignAction } from './action/SignAction.tsx'
import { StepAction } from './action/StepAction.tsx'
import { TextAction } from './action/TextAction.tsx'
import css from './show.module.css'

/** Commands with a form of their own; every other carries at most a reason and the form its step names. */
const FORMS: Partial<Record<CommandName, ComponentType<ActionProps>>> = {
  dispatch: DispatchAction,
  redispatch: DispatchAction,
  adjudicate: DispatchAction,
  voteOnPanel: DispatchAction,
  recuse: ApprovalAction,
  signApproval: SignAction,
  resolveMeeting: GeneratedAction,
  closeConsultation: GeneratedAction,
  openConsultation: ConsultAction,
  addSeat: SeatAction,
  passOn: SeatAction,
  sendBack: SendBackAction,
  removeSeat: ApprovalAction,
  advise: ApprovalAction,
  resubmit: ApprovalAction,
  withdrawApproval: ApprovalAction,
  readCopy: ApprovalAction,
  nameResponders: RespondersAction,
  progress: TextAction,
  urge: TextAction,
  rate: RateAction,
  changeLevel: LevelAction,
  openRequest: RequestAction,
  decideRequest: DecideAction,
  withdrawRequest: PlainAction,
  resume: PlainAction,
  merge: MergeAction,
  issueOrder: OrderAction,
  replyOrder: OrderAction,
  transfer: RespondersAction,
  delegate: RespondersAction,
  addResponders: RespondersAction,
}

export type NextActionsProps = {
  view: CaseView
  policy: Policy
  /** The command was applied; the answer is the case as it is now. */
  onDone: (view: CaseView, action: Action) => void
  /** Somebody acted first: read the case again. */
  onStale: () => void
  /** The id of the form on show, for a page with keys of its own. */
  formId?: string
  /** The command to show, when the page chooses. */
  chosen?: string
  /** The command to begin with, from a link. */
  initial?: string
  onChoose?: (key: string | undefined) => void
}

/** 下一步: only what this person may do now, in the county's words; what waits for them is open, the rest a click away. */
export function NextActions({ view, policy, onDone, onStale, formId: givenId, chosen: given, initial, onChoose }: NextActionsProps) {
  const { t } = useTranslation('case')
  const lost = useSessionLost()
  const generated = useId()
  const formId = givenId ?? generated
  const [own, setOwn] = useState<string | undefined>(initial)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const send = useMemo(createSender, [])
  const title = useActionTitle(view, policy)
  const { primary, beside, seldom } = sortActions(view)
  const chosen = given ?? own
  const action = view.allowed.find((one) => actionKey(one) === chosen) ?? primary
  const Form = action && (FORMS[action.command] ?? StepAction)

  const choose = (next: Action | undefined) => {
    setError(undefined)
    setOwn(next && actionKey(next))
    onChoose?.(next && actionKey(next))
  }
  // What was refused on one form says nothing about another.
  useEffect(() => setError(undefined), [chosen, view.case.id])

  const act = async (data: Record<string, unknown>) => {
    if (!action) return
    setBusy(true)
    setError(undefined)
    try {
      const next = await send(view.case.id, action.command, data, view.case.version)
      choose(undefined)
      onDone(next, action)
    } catch (failed) {
      if (lost(failed)) return
      if (failed instanceof RequestFailed && failed.code === 'case.version.stale') onStale()
      else setError(failed)
    } finally {
      setBusy(false)
    }
  }

  if (view.allowed.length === 0) return <p className={css.quiet}>{t('action.none')}</p>
  const others = [...(primary ? [primary] : []), ...beside].filter((one) => one !== action)
  return (
    <div className={css.actions}>
      {action && Form && (
        <div className={css.action}>
          <h3>{title(action)}</h3>
          {action.note && <p className={css.note}>{action.note}</p>}
          <Form
            key={`${actionKey(action)} ${view.case.id} ${view.case.round}`}
            action={action}
            view={view}
            policy={policy}
            formId={formId}
            onSend={act}
            error={error}
          />
          {error !== undefined && <Failure error={error} className={css.failure} />}
          <div className={css.submit}>
            <Button type="primary" htmlType="submit" form={formId} loading={busy} disabled={busy}>
              {action.command === 'decideRequest' ? t('decide.submit') : title(action)}
            </Button>
            {action !== primary && <Button onClick={() => choose(undefined)}>{t('action.back')}</Button>}
            {action.clause && <span className={css.clause}>{t('action.clause', { clause: action.clause })}</span>}
          </div>
        </div>
      )}
      {(others.length > 0 || seldom.length > 0) && (
        <div className={css.others} role="group" aria-label={t('action.others')}>
          {others.map((one) => (
            <Button key={actionKey(one)} onClick={() => choose(one)}>
              {title(one)}
            </Button>
          ))}
          {seldom.length > 0 && (
            <Dropdown
              trigger={['click']}
              menu={{
                items: seldom.map((one) => ({ key: actionKey(one), label: title(one) })),
                onClick: ({ key }) => choose(seldom.find((one) => actionKey(one) === key)),
              }}
            >
              <Button icon={<MoreOutlined />}>{t('action.more')}</Button>
            </Dropdown>
          )}
        </div>
      )}
    </div>
  )
}

/** Acts on an approval: its name says which. */
const OF_APPROVAL: readonly CommandName[] = [
  'signApproval',
  'resolveMeeting',
  'sendBack',
  'removeSeat',
  'advise',
  'resubmit',
  'withdrawApproval',
  'readCopy',
]

/** Commands that share their county's word with others: the word says what, this which act on it. */
const NAMED: ReadonlySet<CommandName> = new Set(['flagRisk', 'clearRisk', 'issueOrder', 'replyOrder', 'closeOrder', ...OF_APPROVAL])

/** The county's word for a command; with the unit where the same command is open for several. */
function useActionTitle(view: CaseView, policy: Policy): (action: Action) => string {
  const { t } = useTranslation('case')
  const units = useUnits()
  return (action) => {
    const request = policy.flows.flatMap((flow) => flow.requests).find((one) => one.kind === action.kind)?.name ?? action.name
    const several = view.allowed.filter((one) => one.command === action.command && one.kind === action.kind).length > 1
    const unit = several && action.unit ? t('action.of', { unit: units.short(action.unit) }) : ''
    if (action.command === 'decideRequest') return t('action.decide', { name: request }) + unit
    if (action.command === 'withdrawRequest') return t('action.withdraw', { name: request }) + unit
    if (action.command === 'resume') return t('action.resume')
    if (action.command === 'addSeat' || action.command === 'passOn')
      return t(`action.${action.command}.${action.kind ?? ''}`, { name: action.name })
    if (NAMED.has(action.command)) return t(`action.${action.command}`, { name: action.name }) + unit
    return action.name + unit
  }
}
