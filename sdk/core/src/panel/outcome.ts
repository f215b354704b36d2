import type { PanelSeat, PanelState } from './panel.ts'

/** What a panel decided: units, and by which rule. */
export type PanelOutcome =
  | { readonly result: 'open' }
  | { readonly result: 'again' }
  | { readonly result: 'inquorate' }
  | {
      readonly result: 'decided'
      readonly lead: string
      readonly cooperating: string[]
      readonly by: 'majority' | 'chair'
      readonly votes: number
    }

/**
 * Whether the panel has decided. More than half of the seats that may vote decide at once. When all have voted without such a majority, the
 * chair's proposal wins if it is among those with most votes and the rule says so, else the panel votes again. Fewer seats than the quorum
 * cannot decide at all.
 */
export function panelOutcome({ seats, quorum, tie }: Pick<PanelState, 'seats' | 'quorum' | 'tie'>): PanelOutcome {
  const entitled = entitledSeats(seats)
  if (entitled.length < quorum) return { result: 'inquorate' }
  const proposals = new Map<string, PanelSeat[]>()
  for (const seat of entitled) if (seat.vote) proposals.set(keyOf(seat.vote), [...(proposals.get(keyOf(seat.vote)) ?? []), seat])
  const most = Math.max(0, ...[...proposals.values()].map((backers) => backers.length))
  const leading = [...proposals.values()].filter((backers) => backers.length === most)
  if (most * 2 > entitled.length) return decided(leading[0], 'majority')
  if (entitled.some((seat) => !seat.vote)) return { result: 'open' }
  const chairs = leading.find((backers) => backers.some((seat) => seat.chair))
  return tie === 'chair' && chairs ? decided(chairs, 'chair') : { result: 'again' }
}

/** Seats that may vote: neither party to the dispute nor recused. */
export function entitledSeats(seats: readonly PanelSeat[]): PanelSeat[] {
  return seats.filter((seat) => !seat.party && !seat.recused)
}

function decided(backers: readonly PanelSeat[] | undefined, by: 'majority' | 'chair'): PanelOutcome {
  const vote = backers?.[0]?.vote
  return vote ? { result: 'decided', lead: vote.lead, cooperating: vote.cooperating, by, votes: backers.length } : { result: 'open' }
}

/** Cooperating units are a set: their order makes no other proposal. */
function keyOf({ lead, cooperating }: { lead: string; cooperating: readonly string[] }): string {
  return [lead, ...cooperating.toSorted()].join(' ')
}
