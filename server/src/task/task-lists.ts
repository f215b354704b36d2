import { Injectable } from '@nestjs/common'
import type { PermissionRow, TaskRow, TownGroup, TownTaskRow } from '@shaotai/api'
import { expressionBuilder, sql } from 'kysely'
import { caseReach } from '../case/case-scope.ts'
import { byCluster } from '../people/by-cluster.ts'
import type { Database } from '../platform/db/database.ts'
import { Db } from '../platform/db/open-database.ts'
import type { ListResource } from '../platform/list/list-resource.ts'
import { groupRows } from '../platform/list/group-rows.ts'
import { queryList } from '../platform/list/query-list.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { ownTowns, taskScope } from './task-scope.ts'

/** Lists of tasks, of what towns received, and of permissions, within what the asking person may see. */
@Injectable()
export class TaskLists {
  constructor(private readonly db: Db) {}

  tasks(context: ActorContext, query: Record<string, unknown>) {
    return queryList<TaskRow>(this.db, TASKS, context, query)
  }

  townTasks(context: ActorContext, query: Record<string, unknown>) {
    return queryList<TownTaskRow>(this.db, TOWN_TASKS, context, query)
  }

  /** How much each cluster (片区) and town received, and how much of it is not acknowledged yet; filtered as the list is. */
  townTaskGroups(context: ActorContext, query: Record<string, unknown>) {
    const waiting = sql<number>`sum(case when task_towns.acknowledged_at is null then 1 else 0 end)`
    return groupRows(this.db, TOWN_TASKS, context, {
      query,
      grouping: byCluster({ county: 'task_towns.county_id', town: 'task_towns.town', urgent: waiting }),
    }) as Promise<TownGroup[]>
  }

  permissions(context: ActorContext, query: Record<string, unknown>) {
    return queryList<PermissionRow>(this.db, PERMISSIONS, context, query)
  }
}

const text = (column: string) => ({ column, type: 'text' as const })
const maybe = (column: string) => ({ column, type: 'text' as const, nullable: true })

const ABOUT = {
  number: text('tasks.number'),
  kind: text('tasks.kind'),
  title: text('tasks.title'),
  unit: text('tasks.unit'),
  item: maybe('tasks.item'),
  ground: text('tasks.ground'),
  dueOn: maybe('tasks.due_on'),
  createdAt: { column: 'tasks.created_at', type: 'instant' as const },
}

const TASKS: ListResource = {
  table: 'tasks',
  key: 'id',
  fields: {
    id: text('tasks.id'),
    ...ABOUT,
    towns: { column: 'tasks.towns', type: 'integer' },
    acknowledged: { column: 'tasks.acknowledged', type: 'integer' },
  },
  scope: ({ actor, county }) => taskScope(actor, county)(expressionBuilder<Database, 'tasks'>()),
  defaultSort: [{ field: 'createdAt', order: 'DESC' }],
}

const TOWN_TASKS: ListResource = {
  table: 'task_towns',
  from: sql`(select task_towns.*, task_id || '/' || town as row_id from task_towns) as task_towns
    inner join tasks on tasks.county_id = task_towns.county_id and tasks.id = task_towns.task_id`,
  key: 'id',
  fields: {
    id: text('task_towns.row_id'),
    task: text('task_towns.task_id'),
    town: text('task_towns.town'),
    ...ABOUT,
    acknowledgedAt: { column: 'task_towns.acknowledged_at', type: 'instant', nullable: true },
  },
  scope: ({ actor, county }) => {
    const eb = expressionBuilder<Database, 'tasks' | 'task_towns'>()
    const own = eb('task_towns.county_id', '=', county)
    const reach = caseReach(actor)
    if (reach === 'county') return own
    if (reach === 'none') return eb.and([own, eb(eb.val(1), '=', 0)])
    // A cluster's people see what came to its towns.
    return eb.and([own, reach === 'town' ? eb('task_towns.town', 'in', ownTowns(actor)) : eb('tasks.unit', '=', actor.unit)])
  },
  defaultSort: [{ field: 'createdAt', order: 'DESC' }],
}

const PERMISSIONS: ListResource = {
  table: 'permissions',
  key: 'id',
  fields: {
    id: text('permissions.id'),
    entry: text('permissions.entry_id'),
    unit: text('permissions.unit'),
    title: text('permissions.title'),
    kinds: { column: 'permissions.kinds', type: 'json' },
    towns: { column: 'permissions.towns', type: 'json' },
    item: maybe('permissions.item'),
    from: text('permissions.from_day'),
    to: text('permissions.to_day'),
    grantedAt: { column: 'permissions.granted_at', type: 'instant' },
  },
  // A town may know what departments may hand it: that is what the gate protects it with.
  scope: ({ actor, county }) => {
    const eb = expressionBuilder<Database, 'permissions'>()
    const own = eb('permissions.county_id', '=', county)
    const reach = caseReach(actor)
    if (reach === 'none') return eb.and([own, eb(eb.val(1), '=', 0)])
    return reach === 'unit' ? eb.and([own, eb('permissions.unit', '=', actor.unit)]) : own
  },
  defaultSort: [{ field: 'grantedAt', order: 'DESC' }],
}
