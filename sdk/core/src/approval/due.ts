import type { Approval, SeatState } from './approval.ts'
import type { ApprovalMode } from './schema.ts'

/** Whether a mode is signed one after another, in the order of the seats. */
export function isOrdered(mode: ApprovalMode): boolean {
  return mode === 'single' || mode === 'sequence'
}

/** The seats whose turn it is: the first without an answer where order counts, else all that wait for nobody. */
export function dueSeats(mode: ApprovalMode, { status, seats }: Pick<Approval, 'status' | 'seats'>): SeatState[] {
  if (status !== 'open') return []
  const unanswered = seats.filter((seat) => !seat.answer)
  if (isOrdered(mode)) return unanswered.slice(0, 1)
  return unanswered.filter((seat) => !unanswered.some((other) => other.id === seat.waitsFor))
}
