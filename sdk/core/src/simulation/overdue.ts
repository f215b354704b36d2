/** Clocks and late ones, under the rules in force and under a draft (超时率 现行 → 草稿). */
export type Overdue = {
  clocksBefore: number
  clocks: number
  lateBefore: number
  late: number
  newlyLate: number
  noLongerLate: number
}

/** The same of one unit, town or item with its place: 1 has the smallest share of late clocks, equal shares share a place; null: no clock. */
export type RankedOverdue = Overdue & { readonly id: string; readonly rankBefore: number | null; readonly rank: number | null }

export function noOverdue(): Overdue {
  return { clocksBefore: 0, clocks: 0, lateBefore: 0, late: 0, newlyLate: 0, noLongerLate: 0 }
}

export function addOverdue(sum: Overdue, one: Overdue): Overdue {
  sum.clocksBefore += one.clocksBefore
  sum.clocks += one.clocks
  sum.lateBefore += one.lateBefore
  sum.late += one.late
  sum.newlyLate += one.newlyLate
  sum.noLongerLate += one.noLongerLate
  return sum
}

/** Gives everybody with clocks a place before and after; whoever has none at all is left out. In the order of ids. */
export function rankOverdue(counts: ReadonlyMap<string, Overdue>): RankedOverdue[] {
  const all = [...counts].filter(([, one]) => one.clocksBefore + one.clocks > 0)
  const before = placesOf(all.map(([id, one]) => ({ id, late: one.lateBefore, clocks: one.clocksBefore })))
  const after = placesOf(all.map(([id, one]) => ({ id, late: one.late, clocks: one.clocks })))
  return all
    .map(([id, one]) => ({ id, ...one, rankBefore: before.get(id) ?? null, rank: after.get(id) ?? null }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

type Share = { readonly id: string; readonly late: number; readonly clocks: number }

function placesOf(shares: readonly Share[]): Map<string, number> {
  // Compared crosswise: 1 of 3 and 2 of 6 are the same share.
  const order = (a: Share, b: Share) => a.late * b.clocks - b.late * a.clocks
  const places = new Map<string, number>()
  let last: { share: Share; place: number } | undefined
  for (const [index, share] of shares
    .filter((one) => one.clocks > 0)
    .toSorted(order)
    .entries()) {
    const place = last && order(last.share, share) === 0 ? last.place : index + 1
    last = { share, place }
    places.set(share.id, place)
  }
  return places
}
