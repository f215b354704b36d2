import type { Approval, SeatState } from '../../approval/approval.ts'
import type { ApprovalRule } from '../../approval/schema.ts'
import { checkRatings } from '../../evaluation/rate.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import type { Rating } from '../event.ts'
import type { Turn } from '../turn.ts'

type Values = Rating['values']

/** How a group that grants an appeal grants it: what was contested counts for nothing, a rating gets these values, or votes still out decide that. */
export type GrantedAs = { readonly as: 'withdrawn' } | { readonly as: 'changed'; readonly values: Values } | { readonly as: 'open' }

/**
 * What those who agree propose with most weight (ADR 0022). Votes for values and for withdrawing stand against each other; with equal weights the
 * rating counts for nothing, so that the order of votes never matters. It is open while seats to come could still make it another.
 */
export function grantedAs({ mode }: Pick<ApprovalRule, 'mode'>, { seats }: Pick<Approval, 'seats'>): GrantedAs {
  const counted = seats.filter((seat) => !seat.advisory)
  const proposals = new Map<string, { values: Values | undefined; weight: number }>()
  for (const { answer, weight } of counted) {
    if (answer?.stance !== 'approve') continue
    const key = keyOf(answer.values)
    proposals.set(key, { values: answer.values, weight: (proposals.get(key)?.weight ?? 0) + weight })
  }
  const [first, second] = [...proposals.values()].toSorted((a, b) => b.weight - a.weight)
  if (!first || mode === 'meeting' || mode === 'any') return outcomeOf(first?.values)
  const ahead = first.weight - (second?.weight ?? 0)
  const pending = counted.reduce((sum, { answer, weight }) => sum + (answer ? 0 : weight), 0)
  if (pending > 0 && pending >= ahead) return { as: 'open' }
  return outcomeOf(ahead > 0 ? first.values : undefined)
}

/** Why values cannot stand beside a vote: only who grants an appeal against a rating proposes some, on its form. Refusals: `case.appeal.outcome`, those of `checkRatings`. */
export function proposalProblem(
  { state, context }: Pick<Turn, 'state' | 'context'>,
  { request: id }: Pick<Approval, 'request'>,
  { stance, values }: { readonly stance: NonNullable<SeatState['answer']>['stance']; readonly values?: Values },
): Refusal | undefined {
  if (values === undefined) return undefined
  const against = state.requests.find((one) => one.id === id && one.kind === 'appeal')?.data.against
  const rating =
    typeof against === 'string' && against.startsWith(RATING) ? state.ratings[Number(against.slice(RATING.length)) - 1] : undefined
  const form = context.policy.evaluation.forms.find((one) => one.id === rating?.form)
  if (!form || stance !== 'approve') return refuse('case.appeal.outcome', {}, { at: '/values' })
  const checked = checkRatings({ ...form, comment: 'optional' }, { values })
  return checked.ok ? undefined : checked.error
}

const RATING = 'rating/'

function outcomeOf(values: Values | undefined): GrantedAs {
  return values === undefined ? { as: 'withdrawn' } : { as: 'changed', values }
}

function keyOf(values: Values | undefined): string {
  return values === undefined ? '' : JSON.stringify(Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
