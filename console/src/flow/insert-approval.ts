import { END_PHASES, type ApprovalMode, type Flow, type Role } from '@shaotai/core'

/** An approval as somebody asks for it: after which step it comes, who signs how, and where a case goes that does not pass. */
export type WantedApproval = {
  readonly name: string
  readonly mode: Exclude<ApprovalMode, 'meeting'>
  readonly by: readonly Role[]
  /** The place of the step that then leads into the approval. */
  readonly after: number
  readonly refused: string
}

/** The names the parts of a new approval get, in the language of the regulation. */
export type ApprovalNames = { readonly waiting: string; readonly passed: string; readonly failed: string }

/**
 * The flow with an approval between a step and where the step led to: the rule, a state in which the case waits for it, and the two steps the
 * system takes by what was decided.
 */
export function withApproval(flow: Flow, { name, mode, by, after, refused }: WantedApproval, names: ApprovalNames): Flow {
  const step = flow.steps[after]
  if (!step) return flow
  const id = freshPart(flow, 'approval')
  const home = flow.states.findIndex((state) => state.id === step.to)
  const state = { id, name: names.waiting, phase: 'APPROVAL' as const, approval: id }
  const follow = (act: 'approve' | 'disapprove', called: string, to: string) => ({
    id: `${id}-${act}`,
    act,
    name: called,
    from: [id],
    to,
    by: ['system' as const],
  })
  return {
    ...flow,
    states: flow.states.toSpliced(Math.max(0, home), 0, state),
    steps: flow.steps
      .with(after, { ...step, to: id })
      .toSpliced(after + 1, 0, follow('approve', names.passed, step.to), follow('disapprove', names.failed, refused)),
    approvals: [...(flow.approvals ?? []), { id, name, mode, by: [...by], ...(mode === 'vote' && MAJORITY) }],
  }
}

const MAJORITY = { threshold: '1/2', majority: 'exceeds' } as const

/** Steps an approval may follow: those that lead somebody's case on to a state where it goes on. */
export function stepsBeforeApproval(flow: Flow): number[] {
  const ends = new Set(flow.states.filter(({ phase }) => END_PHASES.includes(phase)).map(({ id }) => id))
  return flow.steps.flatMap((step, index) => (step.act === 'disapprove' || ends.has(step.to) || step.from.includes(step.to) ? [] : [index]))
}

/** Where a case goes that does not pass, unless somebody says otherwise: it is rejected, or whoever sent it mends it. */
export function usualRefusal(flow: Flow): string {
  return flow.states.find(({ phase }) => phase === 'REJECTED')?.id ?? flow.initial
}

/** `approval1`, `approval2`…: no state, step or approval of the flow is called so. */
function freshPart(flow: Flow, stem: string): string {
  const taken = new Set([...flow.states, ...flow.steps, ...(flow.approvals ?? [])].map(({ id }) => id))
  for (let count = 1; ; count += 1) if (!taken.has(`${stem}${count}`)) return `${stem}${count}`
}
