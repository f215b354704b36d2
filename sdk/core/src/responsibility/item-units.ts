import type { ListItem, RouteRule } from './schema.ts'

/** What another unit is called from now on; `null`: it is none of ours. */
export type RenameUnit = (unit: string) => string | null

/** Renames units that are gone to the one they become. */
export function renamer(gone: ReadonlySet<string>, to: string): (unit: string) => string {
  return (unit) => (gone.has(unit) ? to : unit)
}

/** Every unit an item names. */
export function itemUnits({ lead, cooperating, consulted = [], duties }: ListItem): string[] {
  return [lead, ...cooperating, ...consulted, ...Object.keys(duties?.cooperating ?? {})]
}

/** An item under other names of its units: each once, none beside itself, the duties of those that become one joined. */
export function mapItemUnits(item: ListItem, rename: RenameUnit, lead = rename(item.lead) ?? item.lead): ListItem {
  const { consulted, duties } = item
  return {
    ...item,
    lead,
    cooperating: listed(item.cooperating, rename).filter((unit) => unit !== lead),
    ...(consulted && { consulted: listed(consulted, rename) }),
    ...(duties?.cooperating && { duties: { ...duties, cooperating: mapDuties(duties.cooperating, rename) } }),
  }
}

/** A route under other names of its units. */
export function mapRouteUnits(route: RouteRule, rename: RenameUnit, lead = rename(route.lead) ?? route.lead): RouteRule {
  return { ...route, lead, cooperating: listed(route.cooperating, rename).filter((unit) => unit !== lead) }
}

/** Units under other names, each once; those that are none of ours are left out. */
export function listed(units: readonly string[], rename: RenameUnit): string[] {
  return [...new Set(units.flatMap((unit) => rename(unit) ?? []))]
}

function mapDuties(duties: Readonly<Record<string, string>>, rename: RenameUnit): Record<string, string> {
  const mapped = new Map<string, string>()
  for (const [unit, duty] of Object.entries(duties)) {
    const now = rename(unit)
    if (now === null) continue
    const before = mapped.get(now)
    mapped.set(now, before === undefined || before === duty ? duty : `${before}\n${duty}`)
  }
  return Object.fromEntries(mapped)
}
