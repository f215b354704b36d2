import type { TaskGround, TaskKind } from '@shaotai/core'
import type { JsonText } from './columns.ts'

/** What a department handed to towns, and the ground on which the gate let it pass. */
export interface TaskTable {
  county_id: string
  id: string
  number: string
  kind: TaskKind
  title: string
  content: string
  unit: string
  item: string | null
  ground: TaskGround['by']
  /** The whole ground. */
  why: JsonText<TaskGround>
  /** `YYYY-MM-DD`. */
  due_on: string | null
  towns: number
  acknowledged: number
  policy_hash: string
  created_by: string
  created_at: number
}

/** One town's part of a task. */
export interface TaskTownTable {
  county_id: string
  town: string
  task_id: string
  created_at: number
  acknowledged_at: number | null
  /** Name of the person. */
  acknowledged_by: string | null
}

/** A permission of the gate, granted by a ledger entry. Both days are included. */
export interface PermissionTable {
  county_id: string
  id: string
  entry_id: string
  unit: string
  title: string
  kinds: JsonText<TaskKind[]>
  towns: JsonText<string[]>
  item: string | null
  from_day: string
  to_day: string
  granted_at: number
}
