import type { Flow, RequestRule } from '../flow/schema.ts'
import type { Role } from '../organisation/role.ts'
import type { Policy } from '../policy/schema.ts'
import { DAY, type Instant } from '../shared/instant.ts'
import { refuse, type Refusal } from '../shared/refusal.ts'
import { endOf } from '../sla/duration.ts'
import type { Assignment, Case, CaseRequest } from './event.ts'

/** Who decides a request: the highest tier its days reach, else the rule's own; once its deadline passed, those it was escalated to as well, and only they where a group has it. */
export function decidersOf(rule: RequestRule, request: CaseRequest, granted?: number): readonly Role[] {
  const days = Math.max(granted ?? 0, askedDays(request) ?? 0)
  const tier = (rule.tiers ?? []).filter((one) => days > one.beyondDays).toSorted((a, b) => b.beyondDays - a.beyondDays)[0]
  const deciders = tier?.decidedBy ?? rule.decidedBy
  if (request.escalatedAt === undefined || !rule.escalateTo) return deciders
  return request.data.approval === undefined ? [...deciders, ...rule.escalateTo] : rule.escalateTo
}

/** For how many days a request asks, a begun day counting whole. */
export function askedDays({ data, openedAt }: Pick<CaseRequest, 'data' | 'openedAt'>): number | undefined {
  if (typeof data.days === 'number') return data.days
  return typeof data.until === 'number' ? Math.ceil((data.until - openedAt) / DAY) : undefined
}

/** The last moment to decide a request; `undefined` when its rule sets none or it was escalated already. */
export function decideUntil(policy: Pick<Policy, 'sla' | 'calendars'>, rule: RequestRule, request: CaseRequest): Instant | undefined {
  if (request.status !== 'open' || request.escalatedAt !== undefined || !rule.decideWithin) return undefined
  return endOf(policy, request.openedAt, rule.decideWithin) ?? undefined
}

/**
 * Why a request of this kind cannot be asked once more: one is open, so many were granted, or so many returns refused that it is final.
 * Refusals: `case.request.already-open`, `.too-many`, `.final`.
 */
export function countProblem(
  { state, flow }: { readonly state: Pick<Case, 'requests'>; readonly flow: Pick<Flow, 'limits'> },
  rule: RequestRule,
  assignment?: Assignment,
): Refusal | undefined {
  const same = state.requests.filter((one) => one.kind === rule.kind && one.assignment === assignment?.id)
  if (same.some((one) => one.status === 'open')) return refuse('case.request.already-open', { name: rule.name })
  const granted = same.filter((one) => one.status === 'approved').length
  if (rule.max !== undefined && granted >= rule.max) return refuse('case.request.too-many', { name: rule.name, most: rule.max })
  if (rule.kind === 'return' && assignment && assignment.returnsRefused >= flow.limits.refusedReturns)
    return refuse('case.request.final', { name: rule.name })
  return undefined
}
