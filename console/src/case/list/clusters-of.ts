import type { TownGroup, UnitRow } from '@shaotai/api'

/** A cluster (片区) with its towns; `cluster` is null for towns outside any. */
export type ClusterGroup = { cluster: string | null; total: number; urgent: number; towns: TownGroup[] }

/** Groups of towns as clusters, clusters and towns in the order of the county's units, those outside any cluster last. */
export function clustersOf(groups: readonly TownGroup[], units: readonly Pick<UnitRow, 'id'>[]): ClusterGroup[] {
  const order = new Map(units.map((unit, index) => [unit.id, index]))
  const placeOf = (id: string | null) => (id === null ? Number.POSITIVE_INFINITY : (order.get(id) ?? Number.MAX_SAFE_INTEGER))
  const clusters = new Map<string | null, TownGroup[]>()
  for (const group of groups) clusters.set(group.cluster, [...(clusters.get(group.cluster) ?? []), group])
  return [...clusters]
    .map(([cluster, towns]) => ({
      cluster,
      total: towns.reduce((sum, one) => sum + one.total, 0),
      urgent: towns.reduce((sum, one) => sum + one.urgent, 0),
      towns: towns.toSorted((a, b) => placeOf(a.town) - placeOf(b.town)),
    }))
    .toSorted((a, b) => (placeOf(a.cluster) === placeOf(b.cluster) ? 0 : placeOf(a.cluster) - placeOf(b.cluster)))
}
