/** What happens to an approval, under names that never change; of a case and of a ledger entry alike. */
export const APPROVAL_EVENTS = [
  'approval.opened',
  'approval.signed',
  'approval.seatAdded',
  'approval.seatRemoved',
  'approval.passedOn',
  'approval.advised',
  'approval.sentBack',
  'approval.resubmitted',
  'approval.cancelled',
  'approval.passed',
  'approval.failed',
  'approval.copied',
  'approval.read',
] as const
export type ApprovalEventName = (typeof APPROVAL_EVENTS)[number]
