import { Injectable } from '@nestjs/common'
import type { ItemRecord } from '@shaotai/api'
import { END_PHASES, fail, ok, refuse, versionsOf, type Result } from '@shaotai/core'
import { sql } from 'kysely'
import { caseScope } from '../case/case-scope.ts'
import { Clock } from '../platform/clock/clock.ts'
import { Db } from '../platform/db/open-database.ts'
import type { ActorContext } from '../platform/unit-of-work/unit-of-work.ts'
import { PolicyStore } from '../policy/policy.store.ts'
import { taskScope } from '../task/task-scope.ts'

/** Who was responsible for what under one item (依单监管): cases, cards and tasks, within what the asking person may see. */
@Injectable()
export class ItemRecords {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly policies: PolicyStore,
  ) {}

  /** All versions of the matter together: what replaced an item answers for it too. */
  async of(context: ActorContext, item: string): Promise<Result<ItemRecord>> {
    const { county, actor } = context
    const now = this.clock.now()
    const current = await this.policies.current(this.db.read, county, now)
    if (!current) return fail(refuse('policy.none'))
    const versions = versionsOf(current.policy, item).map((one) => one.id)
    if (versions.length === 0) return fail(refuse('http.not-found'))
    const cases = this.db.read.selectFrom('cases').where(caseScope(context)).where('cases.item', 'in', versions)
    const ends = sql.join([...END_PHASES])
    const [sums, parts, byTown, tasks, townTasks] = await Promise.all([
      cases
        .select([
          sql<number | null>`sum(case when cases.phase in (${ends}) then 0 else 1 end)`.as('open'),
          sql<number | null>`sum(case when cases.phase in (${ends}) then 1 else 0 end)`.as('closed'),
          sql<number | null>`sum(case when cases.next_due_at < ${now} then 1 else 0 end)`.as('overdue'),
          sql<number | null>`sum(case when cases.card = 'white' then 1 else 0 end)`.as('white'),
          sql<number | null>`sum(case when cases.card = 'yellow' then 1 else 0 end)`.as('yellow'),
          sql<number | null>`sum(case when cases.card = 'red' then 1 else 0 end)`.as('red'),
        ])
        .executeTakeFirstOrThrow(),
      cases
        .innerJoin('assignments', (join) =>
          join.onRef('assignments.county_id', '=', 'cases.county_id').onRef('assignments.case_id', '=', 'cases.id'),
        )
        .groupBy(['assignments.unit', 'assignments.role'])
        .select((eb) => ['assignments.unit', 'assignments.role', eb.fn.countAll<number>().as('count')])
        .execute(),
      cases
        .groupBy('cases.town')
        .select((eb) => ['cases.town', eb.fn.countAll<number>().as('count')])
        .execute(),
      this.db.read
        .selectFrom('tasks')
        .where(taskScope(actor, county))
        .where('tasks.item', 'in', versions)
        .groupBy('tasks.unit')
        .select((eb) => ['tasks.unit', eb.fn.countAll<number>().as('count')])
        .execute(),
      this.db.read
        .selectFrom('tasks')
        .innerJoin('task_towns', (join) =>
          join.onRef('task_towns.county_id', '=', 'tasks.county_id').onRef('task_towns.task_id', '=', 'tasks.id'),
        )
        .where(taskScope(actor, county))
        .where('tasks.item', 'in', versions)
        .groupBy('task_towns.town')
        .select((eb) => ['task_towns.town', eb.fn.countAll<number>().as('count')])
        .execute(),
    ])
    const units = [...new Set([...parts.map((one) => one.unit), ...tasks.map((one) => one.unit)])].toSorted()
    const towns = [...new Set([...byTown.map((one) => one.town), ...townTasks.map((one) => one.town)])].toSorted()
    const countOf = (rows: readonly { count: number }[]) => rows.reduce((sum, row) => sum + Number(row.count), 0)
    return ok({
      item,
      versions,
      cases: { open: Number(sums.open ?? 0), closed: Number(sums.closed ?? 0), overdue: Number(sums.overdue ?? 0) },
      cards: { white: Number(sums.white ?? 0), yellow: Number(sums.yellow ?? 0), red: Number(sums.red ?? 0) },
      units: units.map((unit) => ({
        unit,
        lead: countOf(parts.filter((one) => one.unit === unit && one.role === 'lead')),
        cooperating: countOf(parts.filter((one) => one.unit === unit && one.role === 'cooperating')),
        tasks: countOf(tasks.filter((one) => one.unit === unit)),
      })),
      towns: towns.map((town) => ({
        town,
        cases: countOf(byTown.filter((one) => one.town === town)),
        tasks: countOf(townTasks.filter((one) => one.town === town)),
      })),
    })
  }
}
