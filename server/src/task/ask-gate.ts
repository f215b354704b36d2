import {
  countyDay,
  decideTask,
  ROLES,
  type Actor,
  type Permission,
  type Policy,
  type Result,
  type TaskGround,
  type TaskRequest,
} from '@shaotai/core'
import type { Kysely } from 'kysely'
import { decodeJson } from '../platform/db/columns.ts'
import type { Database } from '../platform/db/database.ts'
import type { PublishedPolicy } from '../policy/policy.store.ts'

/** Without a gate, departments may hand down; what a county does not regulate is not forbidden. */
export function mayHandDown({ gate }: Policy, actor: Actor): boolean {
  return gate ? gate.by.some((role) => actor.roles.includes(role)) : actor.roles.some((role) => ROLES[role].side === 'department')
}

/** What the gate says, with the permissions in force on the county's day. */
export async function askGate(
  db: Kysely<Database>,
  { policy }: PublishedPolicy,
  { county, actor, now, task }: { county: string; actor: Actor; now: number; task: TaskRequest },
): Promise<Result<TaskGround>> {
  const day = countyDay(policy, now)
  const rows = await db
    .selectFrom('permissions')
    .selectAll()
    .where('county_id', '=', county)
    .where('unit', '=', actor.unit)
    .where('from_day', '<=', day)
    .where('to_day', '>=', day)
    .orderBy('id')
    .execute()
  const permissions = rows.map(({ id, unit, title, kinds, towns, item, from_day, to_day }): Permission => ({
    id,
    unit,
    title,
    from: from_day,
    to: to_day,
    kinds: decodeJson(kinds),
    towns: decodeJson(towns),
    ...(item !== null && { item }),
  }))
  return decideTask(policy, { permissions, task, day })
}
