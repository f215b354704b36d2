import { sql, type RawBuilder } from 'kysely'
import type { Grouping } from '../platform/list/group-rows.ts'

/** Groups the rows of a list by the cluster (片区) of their town, and within it by town. A town outside any cluster has none. */
export function byCluster({ county, town, urgent }: { county: string; town: string; urgent: RawBuilder<number> }): Grouping {
  return {
    join: sql`left join units as town_units on town_units.county_id = ${sql.ref(county)} and town_units.id = ${sql.ref(town)}
      left join units as cluster_units on cluster_units.county_id = town_units.county_id and cluster_units.id = town_units.parent
      and cluster_units.type = 'cluster'`,
    keys: { cluster: sql.ref('cluster_units.id'), town: sql.ref(town) },
    figures: { urgent },
  }
}
