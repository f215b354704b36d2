import { changeList, fail, ok, type ListItem, type Refusal, type Responsibilities, type Result } from '@shaotai/core'

/** Units that become one (机构改革): all of `from` are `to`; from a day on, or at once when the version comes into force. */
export type Merger = { from: readonly string[]; to: string; on?: string }

/**
 * The list after units were merged: leads, cooperating units and their duties, routes. With a day, an item ends the day before and a new
 * one takes its place, so that whoever asks later sees who led it then; without one, the names are replaced where they stand.
 */
export function mergeUnits(list: Responsibilities, { from, to, on }: Merger): Result<Responsibilities> {
  const gone = new Set(from.filter((unit) => unit !== to))
  const touched = list.items.filter((item) => !item.retired && mentions(item, gone))
  const routes = list.routes?.map((route) => {
    if (!gone.has(route.lead) && !route.cooperating.some((unit) => gone.has(unit))) return route
    const lead = renamed(route.lead)
    return { ...route, lead, cooperating: unique(route.cooperating.map(renamed)).filter((unit) => unit !== lead) }
  })
  let next: Responsibilities = routes === undefined ? list : { ...list, routes }
  for (const item of touched) {
    const merged = replaced(item, renamed)
    // What has not begun by that day never stood under the old name.
    if (on === undefined || (item.effectiveFrom !== undefined && item.effectiveFrom >= on)) {
      next = { ...next, items: next.items.map((one) => (one.id === item.id ? merged : one)) }
      continue
    }
    if (item.effectiveTo !== undefined && item.effectiveTo < on) continue
    const values = { lead: merged.lead, cooperating: merged.cooperating }
    const changed = changeList(next, { change: 'amend', item: item.id, from: on, values, consulted: item.consulted ?? [] } as Parameters<
      typeof changeList
    >[1])
    if (!changed.ok) return fail<Refusal>(changed.error)
    // The duties of the merged units go along with them.
    next = {
      ...changed.value,
      items: changed.value.items.map((one) => (one.replaces === item.id && merged.duties ? { ...one, duties: merged.duties } : one)),
    }
  }
  return ok(next)

  function renamed(unit: string): string {
    return gone.has(unit) ? to : unit
  }
}

/** Whether an item names one of these units. */
export function mentions(item: ListItem, units: ReadonlySet<string>): boolean {
  return [item.lead, ...item.cooperating, ...Object.keys(item.duties?.cooperating ?? {})].some((unit) => units.has(unit))
}

function replaced(item: ListItem, renamed: (unit: string) => string): ListItem {
  const lead = renamed(item.lead)
  const duties = Object.entries(item.duties?.cooperating ?? {})
  const merged = new Map<string, string>()
  for (const [unit, duty] of duties) {
    const now = renamed(unit)
    const before = merged.get(now)
    merged.set(now, before === undefined || before === duty ? duty : `${before}\n${duty}`)
  }
  return {
    ...item,
    lead,
    cooperating: unique(item.cooperating.map(renamed)).filter((unit) => unit !== lead),
    ...(item.duties?.cooperating && { duties: { ...item.duties, cooperating: Object.fromEntries(merged) } }),
  }
}

function unique(units: readonly string[]): string[] {
  return [...new Set(units)]
}
