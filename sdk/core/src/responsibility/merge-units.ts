import type { CivilDate } from '../shared/instant.ts'
import { ok, type Result } from '../shared/result.ts'
import { changeList } from './change-list.ts'
import { itemUnits, mapItemUnits, mapRouteUnits, renamer } from './item-units.ts'
import type { ListItem, Responsibilities } from './schema.ts'

/** Units that become one (机构改革): all of `from` are `to`; from a day on, or at once when the version comes into force. */
export type Merger = { readonly from: readonly string[]; readonly to: string; readonly on?: CivilDate }

/**
 * The list after units were merged: leads, cooperating units and their duties, who was consulted, routes. With a day, an item ends the day
 * before and a new one takes its place, so that whoever asks later sees who led it then; without one, the names are replaced where they stand.
 * Items out of use, and with a day those that end before it, keep who led them. Refusals: those of `changeList`.
 */
export function mergeUnits(list: Responsibilities, { from, to, on }: Merger): Result<Responsibilities> {
  const gone = new Set(from.filter((unit) => unit !== to))
  const rename = renamer(gone, to)
  const routes = list.routes?.map((route) => mapRouteUnits(route, rename))
  let next: Responsibilities = routes === undefined ? list : { ...list, routes }
  for (const item of list.items) {
    if (item.retired || !itemUnits(item).some((unit) => gone.has(unit))) continue
    const merged = mapItemUnits(item, rename)
    // What has not begun by that day never stood under the old name.
    if (on === undefined || (item.effectiveFrom !== undefined && item.effectiveFrom >= on)) {
      next = withItem(next, merged)
      continue
    }
    if (item.effectiveTo !== undefined && item.effectiveTo < on) continue
    const { lead, cooperating, consulted = [] } = merged
    const changed = changeList(next, { change: 'amend', item: item.id, from: on, values: { lead, cooperating }, consulted })
    if (!changed.ok) return changed
    const successor = changed.value.items.find((one) => one.replaces === item.id)
    // Duties go along with the units they are of.
    next = successor && merged.duties ? withItem(changed.value, { ...successor, duties: merged.duties }) : changed.value
  }
  return ok(next)
}

function withItem(list: Responsibilities, item: ListItem): Responsibilities {
  return { ...list, items: list.items.map((one) => (one.id === item.id ? item : one)) }
}
