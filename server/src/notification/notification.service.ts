import { Injectable } from '@nestjs/common'
import type { NotificationRow } from '@shaotai/api'
import { ROLES, type Actor } from '@shaotai/core'
import { expressionBuilder, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'
import type { Database } from '../platform/db/database.ts'
import { Db } from '../platform/db/open-database.ts'
import type { ListResource } from '../platform/list/list-resource.ts'
import { queryList } from '../platform/list/query-list.ts'
import { UnitOfWork, type ActorContext } from '../platform/unit-of-work/unit-of-work.ts'

/** Notices for the signed-in person: addressed to them, or to a role they hold, in their unit where the role belongs to one. */
@Injectable()
export class NotificationService {
  constructor(
    private readonly db: Db,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  list(context: ActorContext, query: Record<string, unknown>) {
    return queryList<NotificationRow>(this.db, NOTIFICATIONS, context, query)
  }

  /** Marks notices read. One read by a colleague of the same role and unit is read: the unit knows. Ids of others are passed over. */
  read(context: ActorContext, ids: readonly string[]): Promise<{ read: number }> {
    return this.unitOfWork.run(context, async (tx) => {
      const { numUpdatedRows } = await tx.db
        .updateTable('notifications')
        .set({ read_at: tx.now })
        .where((eb) => eb.and([addressedTo(context)(eb), eb('notifications.id', 'in', ids), eb('notifications.read_at', 'is', null)]))
        .executeTakeFirst()
      return { read: Number(numUpdatedRows) }
    })
  }
}

function addressedTo({ county, actor }: ActorContext) {
  return (eb: ExpressionBuilder<Database, 'notifications'>): Expression<SqlBool> => {
    const own = eb('notifications.person', '=', actor.person)
    const byRole = actor.roles.map((role) => {
      const ofRole = eb('notifications.role', '=', role)
      if (ROLES[role].side === 'called')
        return eb.and([ofRole, eb.or([eb('notifications.unit', '=', actor.unit), eb('notifications.unit', 'is', null)])])
      return belongsToUnit(role) ? eb.and([ofRole, eb('notifications.unit', '=', actor.unit)]) : ofRole
    })
    return eb.and([eb('notifications.county_id', '=', county), eb.or([own, ...byRole])])
  }
}

function belongsToUnit(role: Actor['roles'][number]): boolean {
  const { side } = ROLES[role]
  return side === 'town' || side === 'department'
}

const NOTIFICATIONS: ListResource = {
  table: 'notifications',
  key: 'id',
  fields: {
    id: { column: 'notifications.id', type: 'text' },
    caseId: { column: 'notifications.case_id', type: 'text', nullable: true },
    kind: { column: 'notifications.kind', type: 'text' },
    sound: { column: 'notifications.sound', type: 'text', nullable: true },
    text: { column: 'notifications.text', type: 'text' },
    params: { column: 'notifications.params', type: 'json' },
    createdAt: { column: 'notifications.created_at', type: 'instant' },
    readAt: { column: 'notifications.read_at', type: 'instant', nullable: true },
  },
  scope: (context) => addressedTo(context)(expressionBuilder<Database, 'notifications'>()),
  defaultSort: [{ field: 'createdAt', order: 'DESC' }],
}
