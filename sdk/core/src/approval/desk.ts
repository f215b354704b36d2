import type { CivilDate } from '../shared/instant.ts'
import type { KnownPerson } from '../organisation/directory.ts'
import { ROLES, type Actor, type Role } from '../organisation/role.ts'
import { refuse, type Refusal } from '../shared/refusal.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { Approval, SeatState } from './approval.ts'
import type { ApprovalCommandData } from './command.ts'
import type { ApprovalEventName } from './event-name.ts'
import type { ApprovalRule } from './schema.ts'
import { principal, seatsFor, takeSeat, type Taker } from './take-seat.ts'

/** An approval with its rule. */
export type Running = { readonly approval: Approval; readonly rule: ApprovalRule }

/** A seat somebody may take now. */
export type Taken = Running & { readonly seat: SeatState; readonly taker: Taker }

/** Who acts, and for whom they stand in today (代理). */
export type Signatory = { readonly actor: Actor; readonly standsFor?: readonly Actor[] }

/** Where somebody acts on approvals: those of one case or one ledger entry, and what its owner knows besides. */
export type Desk = Signatory & {
  /** The approvals whose rule the policy still has, ended ones too. */
  readonly running: readonly Running[]
  /** The county's day. */
  readonly today: CivilDate
  /** People by id; absent where no organisation is known (examples): then a person is taken by their id. */
  readonly people?: (id: string) => KnownPerson | undefined
  /** Why somebody may not sit in an approval, e.g. a party to the appeal it decides. */
  readonly bar?: (approval: Approval, person: Pick<Actor, 'person' | 'unit'>) => Refusal | undefined
  /** What the owner forbids a seat to say, e.g. other values for a rating nobody appealed against. */
  readonly forbid?: (approval: Approval, said: Said) => Refusal | undefined
}

/** What a seat says of an approval, as far as its owner has a say in it. */
export type Said = Pick<ApprovalCommandData<'signApproval'>, 'stance' | 'values'>

/** An event of an approval before its owner numbers, dates and signs it. */
export type ApprovalDraft = {
  type: ApprovalEventName
  as?: Role
  unit?: string
  reason?: { text: string }
  data: Record<string, unknown>
}

/** The seat a command means. Refusals: `case.approval.unknown`, `.not-your-seat`, `.not-your-turn`, `.signed-already`, and what bars the taker. */
export function findSeat(desk: Desk, data: { approval?: string; seat?: string }): Result<Taken> {
  const open = desk.running.filter(
    ({ approval }) => approval.status === 'open' && (data.approval === undefined || approval.id === data.approval),
  )
  const [first] = open
  if (!first) return fail(refuse('case.approval.unknown', {}, { at: '/approval' }))
  const mine = open.find((one) => seatsOpenTo(desk, one).length > 0) ?? first
  const impartial = takeSeat(mine.rule.mode, mine.approval, impartialTakers(desk, mine), data.seat)
  if (impartial.ok) return ok({ ...mine, ...impartial.value })
  const taken = takeSeat(mine.rule.mode, mine.approval, takersOf(desk), data.seat)
  const partial = taken.ok ? whyBarred(desk, mine, taken.value.taker) : undefined
  return fail(partial ?? impartial.error)
}

/** The seats that wait for the actor now. */
export function seatsOpenTo(desk: Pick<Desk, 'actor' | 'standsFor' | 'bar'>, one: Running): { seat: SeatState; taker: Taker }[] {
  return one.approval.status === 'open' ? seatsFor(one.rule.mode, one.approval, impartialTakers(desk, one)) : []
}

/** The actor, and the actor for those they stand in for (代理). */
export function takersOf({ actor, standsFor = [] }: Signatory): Taker[] {
  return [{ actor }, ...standsFor.map((standingFor): Taker => ({ actor, standingFor }))]
}

/** The event of an approval. */
export function about(
  { approval, rule }: { readonly approval: Pick<Approval, 'id' | 'request'>; readonly rule: Pick<ApprovalRule, 'id'> },
  type: ApprovalEventName,
  data: Record<string, unknown>,
): ApprovalDraft {
  return {
    type,
    data: { approval: approval.id, rule: rule.id, ...(approval.request !== undefined && { request: approval.request }), ...data },
  }
}

/** A seat in words: its name, whose it is, or the role it is named after. */
export function seatName({ name, person, id, role }: SeatState): string {
  return name ?? person?.name ?? (id === role ? ROLES[role].name : id)
}

function impartialTakers(desk: Pick<Desk, 'actor' | 'standsFor' | 'bar'>, one: Running): Taker[] {
  return takersOf(desk).filter((taker) => !whyBarred(desk, one, taker))
}

/** Who stands in and for whom: both must be free to decide. */
function whyBarred({ bar }: Pick<Desk, 'bar'>, { approval }: Running, taker: Taker): Refusal | undefined {
  return bar?.(approval, taker.actor) ?? bar?.(approval, principal(taker))
}
