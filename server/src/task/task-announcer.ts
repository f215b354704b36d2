import { Injectable } from '@nestjs/common'
import type { TaskView } from '@shaotai/api'
import { caseReach } from '../case/case-scope.ts'
import { Names } from '../case/names.ts'
import { encodeJson } from '../platform/db/columns.ts'
import { uuid7 } from '../platform/id/uuid7.ts'
import { LiveBus } from '../platform/live/live-bus.ts'
import type { Tx } from '../platform/unit-of-work/unit-of-work.ts'

/** Who of a town is told of a task. */
const RECEIVERS = ['town-clerk', 'town-principal'] as const

/** Tells towns that a task came, and open pages that one changed. */
@Injectable()
export class TaskAnnouncer {
  constructor(
    private readonly live: LiveBus,
    private readonly names: Names,
  ) {
    live.topic('task', ({ actor }, { units = [] }) => {
      const reach = caseReach(actor)
      return reach === 'county' || (reach !== 'none' && units.includes(actor.unit))
    })
  }

  async handedDown(tx: Tx, task: TaskView): Promise<void> {
    const names = await this.names.of(tx.db, tx.context.county)
    const text = `${names.unit(task.unit) ?? task.unit}交办：${task.title}（${task.number}），请签收`
    await tx.db
      .insertInto('notifications')
      .values(
        task.parts.flatMap(({ town }) =>
          RECEIVERS.map((role) => ({
            county_id: tx.context.county,
            id: uuid7(),
            person: null,
            unit: town,
            role,
            case_id: null,
            kind: 'task.handedDown',
            sound: null,
            text,
            params: encodeJson<Record<string, unknown>>({ number: task.number, to: `/tasks/${task.id}` }),
            created_at: tx.now,
            read_at: null,
          })),
        ),
      )
      .execute()
    this.live.announce(
      tx,
      { topic: 'notice', id: task.id, hint: { text } },
      { roles: [...RECEIVERS], units: task.parts.map((part) => part.town) },
    )
    this.changed(tx, task)
  }

  changed(tx: Tx, task: TaskView): void {
    this.live.announce(tx, { topic: 'task', id: task.id }, { units: [task.unit, ...task.parts.map((part) => part.town)] })
  }
}
