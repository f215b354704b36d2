import { Injectable } from '@nestjs/common'
import { clusterOf, type UnitType } from '@shaotai/core'
import type { Kysely } from 'kysely'
import type { Database } from '../platform/db/database.ts'

/** What the rules need to know of a county's units. */
export type UnitNames = {
  unit: (id: string) => string | undefined
  /** The cluster (片区) a town belongs to. */
  cluster: (town: string) => string | undefined
  types: ReadonlyMap<string, UnitType>
}

/** Names and kinds of units, kept for a short while: they change a few times a year and are needed with every act. */
@Injectable()
export class Names {
  private readonly known = new Map<string, { readAt: number; names: UnitNames }>()
  private readonly keptFor = 10_000

  async of(db: Kysely<Database>, county: string): Promise<UnitNames> {
    const known = this.known.get(county)
    if (known && performance.now() - known.readAt < this.keptFor) return known.names
    const rows = await db
      .selectFrom('units')
      .select(['id', 'name', 'short_name', 'type', 'parent'])
      .where('county_id', '=', county)
      .execute()
    const units = new Map(rows.map((row) => [row.id, row]))
    const tree = new Map(rows.map(({ id, type, parent }) => [id, { id, type: type as UnitType, parent: parent ?? undefined }]))
    const names = {
      unit: (id: string) => units.get(id)?.short_name ?? units.get(id)?.name,
      cluster: (town: string) => clusterOf(tree, town)?.id,
      types: new Map(rows.map((row) => [row.id, row.type as UnitType])),
    }
    this.known.set(county, { readAt: performance.now(), names })
    return names
  }
}
