import { refuse } from '../shared/refusal.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import type { ApprovalAct } from './act.ts'
import type { SeatState } from './approval.ts'
import { about, findSeat, seatName, type Desk, type Taken } from './desk.ts'
import { isOrdered } from './due.ts'
import { principal } from './take-seat.ts'

/**
 * Adds a person's seat before or after one's own (加签). Among seats that sign one after another or all, it counts like any other; added to a vote
 * or to 或签 it is heard, not counted. Refusals: those of `findSeat`, `case.approval.no-add`, `.person`, `.has-seat`, `case.appeal.not-independent`.
 */
export const addSeat: ApprovalAct<'addSeat'> = (desk, data) => {
  const found = findSeat(desk, data)
  if (!found.ok) return found
  const { approval, rule, seat, taker } = found.value
  if (!positionsOf(found.value).includes(data.position))
    return fail(refuse('case.approval.no-add', { name: rule.name }, { at: '/position' }))
  const person = knownPerson(desk, data.person)
  if (!person.ok) return person
  const partial = desk.bar?.(approval, asSeated(person.value))
  if (partial) return fail({ ...partial, at: '/person' })
  if (approval.seats.some((one) => one.person?.id === person.value.id)) return fail(refuse('case.approval.has-seat', {}, { at: '/person' }))
  const added: SeatState = {
    id: `${seat.id}+${approval.seats.length + 1}`,
    role: seat.role,
    ...(person.value.unit !== undefined && { unit: person.value.unit }),
    weight: seat.weight,
    person: { id: person.value.id, name: person.value.name },
    addedBy: principal(taker).person,
    ...(!countsAdded(found.value) && { advisory: true }),
  }
  return ok([
    {
      ...about(found.value, 'approval.seatAdded', { seat: seat.id, position: data.position, added, seatName: person.value.name }),
      as: seat.role,
    },
  ])
}

/** Takes out a seat one has added, while it has not answered (减签). Refusals: `case.approval.unknown`, `.no-remove`. */
export const removeSeat: ApprovalAct<'removeSeat'> = (desk, data) => {
  for (const one of desk.running) {
    if (data.approval !== undefined && one.approval.id !== data.approval) continue
    const seat = removableSeats(one, desk).find((each) => each.id === data.seat)
    if (seat) return ok([about(one, 'approval.seatRemoved', { seat: seat.id, seatName: seatName(seat) })])
  }
  return fail(refuse('case.approval.no-remove', {}, { at: '/seat' }))
}

/**
 * Hands a seat to another person: for good (转办: responsibility moves, clocks go on), or to be heard first and come back (委派).
 * Refusals: those of `findSeat`, `case.approval.no-pass-on`, `.person`, `.has-seat`, `case.appeal.not-independent`.
 */
export const passOn: ApprovalAct<'passOn'> = (desk, data) => {
  const found = findSeat(desk, data)
  if (!found.ok) return found
  const { approval, rule, seat } = found.value
  if (!rule.passOn?.includes(data.kind)) return fail(refuse('case.approval.no-pass-on', { name: rule.name }, { at: '/kind' }))
  const person = knownPerson(desk, data.person)
  if (!person.ok) return person
  const { id, name, unit } = person.value
  const partial = desk.bar?.(approval, asSeated(person.value))
  if (partial) return fail({ ...partial, at: '/person' })
  if (seat.unit !== undefined && unit !== undefined && unit !== seat.unit)
    return fail(refuse('case.approval.other-unit', { name }, { at: '/person' }))
  if (id === desk.actor.person || (data.kind === 'transfer' && approval.seats.some((one) => one.person?.id === id)))
    return fail(refuse('case.approval.has-seat', {}, { at: '/person' }))
  const text = data.reason?.text.trim() ?? ''
  return ok([
    {
      ...about(found.value, 'approval.passedOn', { seat: seat.id, seatName: seatName(seat), kind: data.kind, person: { id, name } }),
      as: seat.role,
      ...(text && { reason: { text } }),
    },
  ])
}

/** A delegate says what they think; the seat is its holder's again (委派答复). Refusal: `case.approval.no-advice`. */
export const advise: ApprovalAct<'advise'> = (desk, data) => {
  for (const one of desk.running) {
    if (data.approval !== undefined && one.approval.id !== data.approval) continue
    const seat = delegatedSeats(one.approval, desk).find((each) => data.seat === undefined || each.id === data.seat)
    if (seat)
      return ok([
        about(one, 'approval.advised', {
          seat: seat.id,
          seatName: seatName(seat),
          person: { id: desk.actor.person, name: desk.actor.name },
          text: data.text,
        }),
      ])
  }
  return fail(refuse('case.approval.no-advice', {}))
}

/** Where the holder of a seat may add one: after one's own makes no sense where the first yes or the count decides. */
export function positionsOf({ rule }: Pick<Taken, 'rule'>): ('before' | 'after')[] {
  if (rule.mode === 'meeting') return []
  return (rule.addSeat ?? []).filter((position) => position === 'before' || countsAdded({ rule }))
}

/** Seats the actor has added and that have not answered. */
export function removableSeats({ approval }: Pick<Taken, 'approval'>, { actor }: Pick<Desk, 'actor'>): SeatState[] {
  return approval.status === 'open' ? approval.seats.filter((seat) => seat.addedBy === actor.person && !seat.answer) : []
}

/** Seats whose holder has asked the actor first. */
export function delegatedSeats(
  { status, seats }: { status: string; seats: readonly SeatState[] },
  { actor }: Pick<Desk, 'actor'>,
): SeatState[] {
  return status === 'open' ? seats.filter((seat) => seat.delegate?.id === actor.person && !seat.answer) : []
}

function asSeated({ id, unit }: Known): { person: string; unit: string } {
  return { person: id, unit: unit ?? '' }
}

function countsAdded({ rule }: Pick<Taken, 'rule'>): boolean {
  return isOrdered(rule.mode) || rule.mode === 'all'
}

type Known = { id: string; name: string; unit?: string }

/** Where no organisation is known (examples), a person is taken by their id. */
function knownPerson({ people }: Desk, id: string): Result<Known> {
  if (!people) return ok({ id, name: id })
  const person = people(id)
  return person
    ? ok({ id: person.person, name: person.name, unit: person.unit })
    : fail(refuse('case.approval.person', { person: id }, { at: '/person' }))
}
