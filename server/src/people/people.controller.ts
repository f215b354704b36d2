import { Controller } from '@nestjs/common'
import { listPeople, listUnits, namePeople, type RouteInput } from '@shaotai/api'
import { sql, type SqlBool } from 'kysely'
import { Db } from '../platform/db/open-database.ts'
import { Allow, CurrentActor, Input, Route } from '../platform/http/route-decorators.ts'
import type { ListResource } from '../platform/list/list-resource.ts'
import { queryList } from '../platform/list/query-list.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { seesWholeCounty } from './sees-whole-county.ts'

/** Units of the county: everybody must know whom they can whistle for. */
const UNIT_LIST: ListResource = {
  table: 'units',
  key: 'id',
  fields: {
    id: { column: 'units.id', type: 'text' },
    name: { column: 'units.name', type: 'text' },
    shortName: { column: 'units.short_name', type: 'text', nullable: true },
    type: { column: 'units.type', type: 'text' },
    parent: { column: 'units.parent', type: 'text', nullable: true },
    active: { column: 'units.active', type: 'flag' },
    position: { column: 'units.position', type: 'integer', hidden: true },
  },
  scope: ({ county }) => sql<SqlBool>`units.county_id = ${county}`,
  defaultSort: [{ field: 'position', order: 'ASC' }],
  maxLimit: 1000,
}

/** People: towns and departments see their own unit, the platform and the county everybody. Telephone numbers are not in lists. */
const PEOPLE_LIST: ListResource = {
  table: 'people',
  key: 'id',
  fields: {
    id: { column: 'people.id', type: 'text' },
    name: { column: 'people.name', type: 'text' },
    unit: { column: 'people.unit', type: 'text' },
    roles: { column: 'people.roles', type: 'json', readOnly: true },
    squad: { column: 'people.squad', type: 'text', nullable: true },
    active: { column: 'people.active', type: 'flag' },
  },
  scope: (context) => {
    const own = sql<SqlBool>`people.county_id = ${context.county}`
    return seesWholeCounty(context) ? own : sql<SqlBool>`(${own} and people.unit = ${context.actor.unit})`
  },
  defaultSort: [{ field: 'id', order: 'ASC' }],
}

@Controller()
export class PeopleController {
  constructor(private readonly db: Db) {}

  @Route(listUnits)
  @Allow('signed-in')
  units(@CurrentActor() context: ActorContext, @Input() { query }: RouteInput<typeof listUnits>) {
    return queryList(this.db, UNIT_LIST, context, query)
  }

  @Route(listPeople)
  @Allow('signed-in')
  people(@CurrentActor() context: ActorContext, @Input() { query }: RouteInput<typeof listPeople>) {
    return queryList(this.db, PEOPLE_LIST, context, query)
  }

  /** Who somebody named by an answer is. Those who read the answer know the id; nobody is found by it but by name and unit. */
  @Route(namePeople)
  @Allow('signed-in')
  names(@CurrentActor() { county }: ActorContext, @Input() { body }: RouteInput<typeof namePeople>) {
    return this.db.read
      .selectFrom('people')
      .select(['id', 'name', 'unit'])
      .where('county_id', '=', county)
      .where('id', 'in', body.ids)
      .limit(body.ids.length)
      .execute()
  }
}
