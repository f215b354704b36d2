import type { ClockRule, Policy, RequestKind, RequestRule, Role } from '@shaotai/core'

type Kind = NonNullable<ClockRule['pauseBy']>[number]

/** One 停表情形: whether the rule stops for it, and what the flows say about it. Without `approvers` nobody approves it: it follows from a step. */
export type PauseRow = {
  readonly kind: Kind
  readonly stops: boolean
  readonly approvers: readonly Role[]
  /** The most days a pause may last; undefined: no cap. */
  readonly maxDays: number | undefined
  readonly reasons: readonly string[]
}

export const PAUSE_KINDS: readonly Kind[] = ['suspension', 'supplement', 'consultation', 'adjudication', 'return-review']

/** The request by which somebody asks for a pause; the others follow from steps of the flow. */
const ASKED_BY: Partial<Record<Kind, RequestKind>> = { suspension: 'suspension', 'return-review': 'return' }

/** What may stop a rule's clock, with who approves it, for how long at most, and for which reasons, over all flows. */
export function pauseRows({ flows }: Pick<Policy, 'flows'>, rule: Pick<ClockRule, 'pauseBy'>): PauseRow[] {
  return PAUSE_KINDS.map((kind) => {
    const requests: RequestRule[] = flows.flatMap((flow) => flow.requests.filter((one) => one.kind === ASKED_BY[kind]))
    const caps = requests.map((one) => one.maxDays)
    return {
      kind,
      stops: rule.pauseBy?.includes(kind) ?? false,
      approvers: [...new Set(requests.flatMap((one) => [...one.decidedBy, ...(one.tiers ?? []).flatMap((tier) => tier.decidedBy)]))],
      maxDays: caps.length > 0 && caps.every((cap) => cap !== undefined) ? Math.max(...caps) : undefined,
      reasons: [...new Set(requests.flatMap((one) => one.reasons.map(({ name }) => name)))],
    }
  })
}

/** The kinds a rule stops for with one put in or taken out; undefined: none is left. */
export function togglePause(rule: Pick<ClockRule, 'pauseBy'>, kind: Kind): Kind[] | undefined {
  const known = rule.pauseBy ?? []
  const next = known.includes(kind) ? known.filter((one) => one !== kind) : [...known, kind]
  return next.length > 0 ? next : undefined
}
