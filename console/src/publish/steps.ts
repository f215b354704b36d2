import type { HistoryFindings, PolicyDraft } from '@shaotai/api'

/** The way of a change into force, in its order. */
export const STEPS = ['changes', 'check', 'trial', 'consult', 'review', 'in-force'] as const
export type Step = (typeof STEPS)[number]
export type StepStatus = 'finish' | 'process' | 'wait' | 'error'

/** How each step stands: an error must be mended first, a wait is not due yet. */
export function stepStates(
  draft: Pick<PolicyDraft, 'status' | 'changes' | 'findings' | 'examples' | 'stale' | 'trial'>,
  history: Pick<HistoryFindings, 'findings'> | undefined,
  consulted: { asked: boolean; open: boolean },
): Record<Step, StepStatus> {
  const red = (findings: readonly { severity: string }[]) => findings.some((one) => one.severity === 'red')
  const { status } = draft
  const unseen = draft.trial.needed.some((kind) => !draft.trial.seen.some((one) => one.kind === kind))
  const isOver = status === 'published' || status === 'withdrawn'
  return {
    changes: isOver ? 'finish' : draft.stale || draft.changes.length === 0 ? 'error' : 'finish',
    check: red(draft.findings) || draft.examples.length > 0 ? 'error' : 'finish',
    trial: history === undefined ? 'wait' : red(history.findings) ? 'error' : unseen && !isOver ? 'wait' : 'finish',
    consult: consulted.open ? 'process' : consulted.asked ? 'finish' : 'wait',
    review: status === 'published' ? 'finish' : status === 'rejected' ? 'error' : status === 'submitted' ? 'process' : 'wait',
    'in-force': status === 'published' ? 'finish' : 'wait',
  }
}

/** Where a page opens: the first thing to mend, else where the draft stands. */
export function firstStep(draft: Pick<PolicyDraft, 'status'>, states: Record<Step, StepStatus>, mayReview: boolean): Step {
  if (draft.status === 'published') return 'in-force'
  if (draft.status === 'submitted') return mayReview ? 'changes' : 'review'
  return STEPS.find((step) => states[step] === 'error') ?? 'changes'
}

export function isStep(text: string | null): text is Step {
  return STEPS.some((step) => step === text)
}
