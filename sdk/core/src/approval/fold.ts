import type { Actor } from '../organisation/role.ts'
import type { Instant } from '../shared/instant.ts'
import type { Approval, SeatState } from './approval.ts'

/** What an approval's events look like to it. */
export type ApprovalEvent = {
  readonly type: string
  readonly seq: number
  readonly at: Instant
  readonly by: Actor
  readonly data: Readonly<Record<string, unknown>>
}

/** Folds one `approval.*` event into the approvals of a case. Total: an event about an approval nobody knows changes nothing. */
export function foldApproval(approvals: readonly Approval[], event: ApprovalEvent): Approval[] {
  if (event.type === 'approval.opened') return [...approvals, opened(event)]
  const patch = PATCHES[event.type]
  return approvals.map((one) => (patch && one.id === event.data.approval ? { ...one, ...patch(one, event) } : one))
}

type Patch = (before: Approval, event: ApprovalEvent) => Partial<Approval>
type Person = { id: string; name: string }

const PATCHES: Readonly<Record<string, Patch>> = {
  'approval.signed': (before, { at, by, data }) => {
    if (data.resolution) return { resolution: data.resolution as Approval['resolution'], ...answered(before, at, by, data) }
    return answered(before, at, by, data)
  },
  'approval.seatAdded': ({ seats }, { data }) => ({ seats: withSeat(seats, data.added as SeatState, data.seat, data.position) }),
  'approval.seatRemoved': ({ seats }, { data }) => {
    const next = seats.find((seat) => seat.id === data.seat)?.waitsFor
    const others = seats.filter((seat) => seat.id !== data.seat)
    return { seats: others.map((seat) => (seat.waitsFor === data.seat ? { ...seat, waitsFor: next } : seat)) }
  },
  'approval.passedOn': (before, { data }) =>
    onSeat(before, data.seat, () => (data.kind === 'delegate' ? { delegate: data.person as Person } : transferred(data.person as Person))),
  'approval.advised': (before, { at, by, data }) =>
    onSeat(before, data.seat, ({ advice = [] }) => ({
      delegate: undefined,
      advice: [...advice, { by: { id: by.person, name: by.name }, at, text: textOf(data.text) }],
    })),
  'approval.sentBack': ({ seats }, { data }) => ({
    status: data.seat === undefined ? 'sent-back' : 'open',
    seats: seats.map((seat) => ((data.cleared as string[] | undefined)?.includes(seat.id) ? { ...seat, answer: undefined } : seat)),
  }),
  'approval.resubmitted': () => ({ status: 'open' }),
  'approval.cancelled': (_, { at }) => ({ status: 'cancelled', decidedAt: at }),
  'approval.passed': (_, { at }) => ({ status: 'passed', decidedAt: at }),
  'approval.failed': (_, { at }) => ({ status: 'failed', decidedAt: at }),
  'approval.copied': ({ copies }, { at, data }) => ({
    copies: [
      ...copies,
      { role: data.role as Approval['copies'][number]['role'], ...(data.unit !== undefined && { unit: textOf(data.unit) }), at, read: [] },
    ],
  }),
  'approval.read': ({ copies }, { at, by, data }) => ({
    copies: copies.map((copy, index) =>
      index === data.copy ? { ...copy, read: [...copy.read, { by: { id: by.person, name: by.name }, at }] } : copy,
    ),
  }),
}

function opened({ seq, at, by, data }: ApprovalEvent): Approval {
  const text = (key: string) => (typeof data[key] === 'string' ? { [key]: data[key] } : {})
  return {
    id: textOf(data.approval),
    rule: textOf(data.rule),
    ...text('state'),
    ...text('request'),
    status: 'open',
    openedAt: at,
    openedAtVersion: seq,
    openedBy: (data.submitter as Actor | undefined) ?? by,
    seats: (data.seats as SeatState[] | undefined) ?? [],
    copies: [],
  }
}

function answered(before: Approval, at: Instant, by: Actor, data: ApprovalEvent['data']): Partial<Approval> {
  return onSeat(before, data.seat, () => ({
    delegate: undefined,
    answer: {
      stance: data.stance as NonNullable<SeatState['answer']>['stance'],
      at,
      by: { id: by.person, name: by.name },
      ...(data.person !== undefined && { standingFor: data.person as Person }),
      ...(typeof data.comment === 'string' && { comment: data.comment }),
      ...(data.form !== undefined && { form: data.form as Record<string, unknown> }),
      ...(data.values !== undefined && { values: data.values as Record<string, number | string> }),
    },
  }))
}

function onSeat({ seats }: Approval, id: unknown, patch: (seat: SeatState) => Partial<SeatState>): Pick<Approval, 'seats'> {
  return { seats: seats.map((seat) => (seat.id === id ? { ...seat, ...patch(seat) } : seat)) }
}

/** Handed on, a seat is that person's alone; what was asked of a delegate is moot. */
function transferred(person: Person): Partial<SeatState> {
  return { person, delegate: undefined }
}

/** A seat added before another is answered first, one added after it waits. */
function withSeat(seats: readonly SeatState[], added: SeatState, beside: unknown, position: unknown): SeatState[] {
  return seats.flatMap((seat) => {
    if (seat.id !== beside) return [seat]
    return position === 'before'
      ? [
          { ...added, waitsFor: seat.waitsFor },
          { ...seat, waitsFor: added.id },
        ]
      : [seat, { ...added, waitsFor: seat.id }]
  })
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
