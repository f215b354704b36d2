import type { CaseView } from '@shaotai/api'
import type { Approval, CommandName, Policy } from '@shaotai/core'

/** A command this person may give now, as the server allows it. */
export type Action = CaseView['allowed'][number]

/** What every form of a command gets. `onSend` takes the command's data; `error` is the last refusal. */
export type ActionProps = {
  action: Action
  view: CaseView
  policy: Policy
  formId: string
  onSend: (data: Record<string, unknown>) => Promise<void>
  error: unknown
}

/** What the forms of an approval need of an act and its subject: a case, or an entry of a ledger. */
export type SeatedAction = Partial<Pick<Action, 'approval' | 'seat' | 'kind' | 'targets'>> &
  Pick<Action, 'reason' | 'reasons' | 'name'> & { command: string }
export type SeatedView = { case: { approvals?: Approval[] | undefined } }
/** Where the words of approvals stand: the flows of a policy, or one ledger; and the items of ratings. */
export type ApprovalNames = Pick<Policy, 'evaluation'> & {
  flows: readonly { approvals?: readonly { id: string; name: string }[] | undefined }[]
}
export type SeatedActionProps = {
  action: SeatedAction
  view: SeatedView
  policy: ApprovalNames
  formId: string
  onSend: (data: Record<string, unknown>) => Promise<void>
}

export const actionKey = (action: Action) =>
  [
    action.command,
    action.assignment,
    action.request,
    action.kind,
    action.step,
    action.approval,
    action.seat,
    ...Object.values(action.fixed ?? {}),
  ]
    .filter(Boolean)
    .join(':')

/** The approval and seat an act is about, as its command carries them. */
export const seatOf = ({ approval, seat }: Pick<SeatedAction, 'approval' | 'seat'>): Record<string, unknown> => ({
  ...(approval && { approval }),
  ...(seat && { seat }),
})

/** What waits for somebody comes first; what is only possible comes after, in the order of the flow. */
const WAITING: readonly CommandName[] = [
  'signApproval',
  'resolveMeeting',
  'voteOnPanel',
  'advise',
  'decideRequest',
  'replyOrder',
  'dispatch',
  'adjudicate',
  'approve',
  'admit',
  'resubmit',
  'register',
  'supplement',
  'sign',
  'nameResponders',
  'arrive',
  'plan',
  'reply',
  'giveFeedback',
  'verify',
  'consent',
  'rate',
  'callback',
  'closeConsultation',
]
/** Seldom wanted: they stand behind "more". */
const SELDOM: ReadonlySet<CommandName> = new Set([
  'waive',
  'reject',
  'void',
  'recall',
  'changeLevel',
  'openAdjudication',
  'openConsultation',
  'addSeat',
  'removeSeat',
  'passOn',
  'withdrawApproval',
  'recuse',
  'insist',
  'reopen',
  'withdrawRequest',
  'merge',
  'unmerge',
  'flagRisk',
  'clearRisk',
  'issueOrder',
  'closeOrder',
  'transfer',
  'delegate',
  'addResponders',
])

/** The actions of a case sorted for the panel: the one that waits for this person, those beside it, and the seldom ones. */
export function sortActions(view: CaseView): { primary: Action | undefined; beside: Action[]; seldom: Action[] } {
  const named = new Set(view.case.assignments.filter((one) => one.responders.length > 0).map((one) => one.id))
  const waits = (action: Action) => {
    // People may be named anew at any time; it waits only while nobody is.
    if (action.command === 'nameResponders' && (named.has(action.assignment ?? '') || !isSigned(view, action))) return -1
    return WAITING.indexOf(action.command)
  }
  const primary = view.allowed
    .filter((action) => waits(action) >= 0)
    .toSorted((a, b) => waits(a) - waits(b))
    .at(0)
  const rest = view.allowed.filter((action) => action !== primary)
  const seldom = rest.filter((action) => SELDOM.has(action.command))
  // One or two need no menu to hide in.
  const beside = rest.filter((action) => !SELDOM.has(action.command))
  return seldom.length <= 2 ? { primary, beside: [...beside, ...seldom], seldom: [] } : { primary, beside, seldom }
}

function isSigned(view: CaseView, action: Action): boolean {
  return view.case.assignments.find((one) => one.id === action.assignment)?.phase === 'SIGNED'
}
